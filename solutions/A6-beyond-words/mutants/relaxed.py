# %% first_only
# Leaves out only what has to arrive.
# Hint: Take the larger of the two; this is the smaller, or the first only
def relaxed(a, b, C):
    return a @ C.min(axis=1)


# %% second_only
# Leaves out only what has to leave.
# Hint: Take the larger of the two; this is the smaller, or the second only
def relaxed(a, b, C):
    return b @ C.min(axis=0)


# %% smaller
# Takes the weaker bound.
# Hint: Take the larger of the two; this is the smaller
def relaxed(a, b, C):
    return min(a @ C.min(axis=1), b @ C.min(axis=0))


# %% sum
# Adds both.
# Hint: Take the larger of the two, not their sum
def relaxed(a, b, C):
    return a @ C.min(axis=1) + b @ C.min(axis=0)


# %% mean
# Takes the middle.
# Hint: Take the larger of the two, not their mean
def relaxed(a, b, C):
    return (a @ C.min(axis=1) + b @ C.min(axis=0)) / 2


# %% not_weighed
# Takes plain means.
# Hint: Weigh each word by its share: this is a plain mean
def relaxed(a, b, C):
    return max(C.min(axis=1).mean(), C.min(axis=0).mean())


# %% plain_sums
# Sums without weights.
# Hint: Weigh each word by its share: this is a plain sum
def relaxed(a, b, C):
    return max(C.min(axis=1).sum(), C.min(axis=0).sum())


# %% farthest
# Carries each word as far as it can go.
# Hint: Each word goes to the nearest one
def relaxed(a, b, C):
    return max(a @ C.max(axis=1), b @ C.max(axis=0))


# %% weighs_in_place
# Multiplies the caller's matrix by the shares.
# Hint: You change an array of the caller
def relaxed(a, b, C):
    back = b @ C.min(axis=0)
    C *= a[:, None]
    return max(C.min(axis=1).sum(), back)
