# %% by_bounds
# Trusts the bounds.
# Hint: These are the pages of the smallest bounds
def nearest(bounds, distance, n):
    return np.argsort(bounds)[:n].tolist()


# %% asks_everything
# Compares with every page.
# Hint: You ask for every distance
def nearest(bounds, distance, n):
    found = sorted((distance(i), i) for i in range(len(bounds)))
    return [i for _, i in found[:n]]


# %% stops_at_the_best
# Compares the bound with the best distance, not with the n-th best.
# Hint: Page 3 might be nearer than the second best
def nearest(bounds, distance, n):
    found = []
    for i in np.argsort(bounds).tolist():
        if len(found) >= n and bounds[i] > found[0][0]:
            break
        found = sorted([*found, (distance(i), i)])
    return [i for _, i in found[:n]]


# %% farthest_first
# Returns the kept pages from the farthest to the nearest.
# Hint: The nearest page comes first
def nearest(bounds, distance, n):
    found = []
    for i in np.argsort(bounds).tolist():
        if len(found) == n and bounds[i] > found[-1][0]:
            break
        found = sorted([*found, (distance(i), i)])[:n]
    return [i for _, i in found][::-1]


# %% returns_distances
# Returns how far, not which.
# Hint: Return the numbers of the pages, not their distances
def nearest(bounds, distance, n):
    found = []
    for i in np.argsort(bounds).tolist():
        if len(found) == n and bounds[i] > found[-1][0]:
            break
        found = sorted([*found, (distance(i), i)])[:n]
    return [far for far, _ in found]


# %% returns_both
# Returns pairs.
# Hint: Return the numbers of the pages only
def nearest(bounds, distance, n):
    found = []
    for i in np.argsort(bounds).tolist():
        if len(found) == n and bounds[i] > found[-1][0]:
            break
        found = sorted([*found, (distance(i), i)])[:n]
    return found


# %% asks_twice
# Asks again when it sorts.
# Hint: Ask for the distance of each page once
def nearest(bounds, distance, n):
    found = []
    for i in np.argsort(bounds).tolist():
        if len(found) == n and bounds[i] > found[-1][0]:
            break
        distance(i)
        found = sorted([*found, (distance(i), i)])[:n]
    return [i for _, i in found]


# %% skips_and_goes_on_unsorted
# Visits the pages in their order, and skips those whose bound is too large.
# Hint: Visit pages by their bounds
def nearest(bounds, distance, n):
    found = []
    for i in range(len(bounds)):
        if len(found) == n and bounds[i] > found[-1][0]:
            continue
        found = sorted([*found, (distance(i), i)])[:n]
    return [i for _, i in found]


# %% first_n_only
# Asks for the n pages of the smallest bounds, and sorts them.
# Hint: These are the pages of the smallest bounds
def nearest(bounds, distance, n):
    found = sorted((distance(i), i) for i in np.argsort(bounds)[:n].tolist())
    return [i for _, i in found]


# %% needs_n_pages
# Does not think of few pages.
# Hint: Your code stopped with
def nearest(bounds, distance, n):
    order = np.argsort(bounds).tolist()
    found = sorted((distance(order[k]), order[k]) for k in range(n))
    for i in order[n:]:
        if bounds[i] > found[-1][0]:
            break
        found = sorted([*found, (distance(i), i)])[:n]
    return [i for _, i in found]
