# %% pearson
# Correlates the values themselves.
# Hint: This is Pearson's correlation of the values
def spearman(x, y):
    return np.corrcoef(x, y)[0, 1]


# %% argsort_once
# Takes the order for the ranks.
# Hint: argsort says which value stands where
def spearman(x, y):
    return np.corrcoef(np.argsort(x, kind="stable"), np.argsort(y, kind="stable"))[0, 1]


# %% ties_in_order
# Ranks by sorting twice: of equal values the first is smaller.
# Hint: Equal values share the mean of their ranks; here the first one comes first
def spearman(x, y):
    a, b = (np.argsort(np.argsort(v, kind="stable"), kind="stable") for v in (x, y))
    return np.corrcoef(a, b)[0, 1]


# %% ties_share_the_smallest
# Counts how many are smaller.
# Hint: here all have the smallest
def spearman(x, y):
    a, b = (np.searchsorted(np.sort(v), v) for v in (x, y))
    return np.corrcoef(a, b)[0, 1]


# %% dense_ranks
# Numbers the different values.
# Hint: Ranks count values
def spearman(x, y):
    a, b = (np.unique(v, return_inverse=True)[1] for v in (x, y))
    return np.corrcoef(a, b)[0, 1]


# %% formula_for_no_ties
# Uses the textbook's short formula.
# Hint: holds only if no values are equal
def spearman(x, y):
    a, b = ((v[:, None] > v).sum(axis=1) + ((v[:, None] == v).sum(axis=1) + 1) / 2 for v in (x, y))
    n = len(x)
    return 1 - 6 * ((a - b) ** 2).sum() / (n**3 - n)


# %% ranks_of_one_list
# Forgets to rank the second list.
# Hint: Take the ranks of both lists
def spearman(x, y):
    ranks = (x[:, None] > x).sum(axis=1) + (x[:, None] >= x).sum(axis=1)
    return np.corrcoef(ranks, y)[0, 1]


# %% covariance
# Does not divide by the spread.
# Hint: Divide by the spread of both
def spearman(x, y):
    a, b = ((v[:, None] > v).sum(axis=1) + ((v[:, None] == v).sum(axis=1) + 1) / 2 for v in (x, y))
    return np.cov(a, b, ddof=0)[0, 1]


# %% sorts_in_place
# Sorts the caller's arrays.
# Hint: You change an array of the caller
def spearman(x, y):
    old = x.copy(), y.copy()
    x.sort()
    y.sort()
    a, b = (
        np.searchsorted(new, v) + np.searchsorted(new, v, side="right")
        for v, new in zip(old, (x, y))
    )
    return np.corrcoef(a, b)[0, 1]
