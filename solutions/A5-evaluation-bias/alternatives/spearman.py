# ruff: noqa: F811, F821
# %% loops
# Mean ranks by a loop, and the correlation by hand.
def spearman(x, y):
    def ranks(values):
        order = sorted(values)
        return np.array([order.index(v) + (order.count(v) + 1) / 2 for v in values])

    a, b = ranks(list(x)), ranks(list(y))
    a, b = a - a.mean(), b - b.mean()
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


# %% means_of_groups
# Ranks by sorting, then the mean of each group of equal values.
def spearman(x, y):
    def ranks(values):
        place = np.empty(len(values))
        place[np.argsort(values)] = np.arange(1, len(values) + 1)
        _, group, size = np.unique(values, return_inverse=True, return_counts=True)
        return (np.bincount(group, place) / size)[group]

    return np.corrcoef(ranks(x), ranks(y))[0, 1]


# %% float32
# Computes in 32-bit floats.
def spearman(x, y):
    a, b = (np.sign(v[:, None] - v).sum(axis=1).astype(np.float32) for v in (x, y))
    return (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())
