# ruff: noqa: B905, F811, F821
# %% heap
# A heap of the n best, the worst on top.
def nearest(bounds, distance, n):
    import heapq

    best = []
    for low, i in sorted(zip(bounds.tolist(), range(len(bounds)))):
        if len(best) < n:
            heapq.heappush(best, (-distance(i), i))
        elif low < -best[0][0]:
            heapq.heappushpop(best, (-distance(i), i))
        else:
            break
    return [i for _, i in sorted(best, reverse=True)]


# %% remembers_all
# Keeps all distances and looks for the n-th smallest each time.
def nearest(bounds, distance, n):
    known = {}
    for i in np.argsort(bounds):
        if len(known) >= n and sorted(known.values())[n - 1] < bounds[i]:
            return sorted(known, key=known.get)[:n]
        known[int(i)] = distance(int(i))
    return sorted(known, key=known.get)[:n]


# %% skips
# Goes through all bounds in order, and skips what is too far.
def nearest(bounds, distance, n):
    ids, far = np.array([], int), np.array([])
    for i in np.argsort(bounds):
        if len(far) < n or bounds[i] <= far[n - 1]:
            ids, far = np.append(ids, i), np.append(far, distance(i))
            order = np.argsort(far)[:n]
            ids, far = ids[order], far[order]
    return ids
