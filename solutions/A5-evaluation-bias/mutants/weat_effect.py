# %% dot_products
# Does not scale the vectors.
# Hint: Cosines, not dot products
def weat_effect(X, Y, A, B):
    toward = A.mean(axis=0) - B.mean(axis=0)
    lean = np.concatenate([X, Y]) @ toward
    return (lean[: len(X)].mean() - lean[len(X) :].mean()) / lean.std(ddof=1)


# %% population_deviation
# Leaves the standard deviation as NumPy gives it.
# Hint: use ddof=1
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    lean = np.concatenate([X, Y]) @ (A.mean(axis=0) - B.mean(axis=0))
    return (lean[: len(X)].mean() - lean[len(X) :].mean()) / lean.std()


# %% sums_over_attributes
# Sums the cosines to the attributes.
# Hint: A and B differ in size
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    lean = np.concatenate([X, Y]) @ (A.sum(axis=0) - B.sum(axis=0))
    return (lean[: len(X)].mean() - lean[len(X) :].mean()) / lean.std(ddof=1)


# %% one_attribute_group
# Forgets B.
# Hint: Subtract the mean cosine to B
def weat_effect(X, Y, A, B):
    X, Y, A = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A))
    lean = np.concatenate([X, Y]) @ A.mean(axis=0)
    return (lean[: len(X)].mean() - lean[len(X) :].mean()) / lean.std(ddof=1)


# %% no_deviation
# Returns the difference of the means.
# Hint: Divide by the standard deviation
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    lean = np.concatenate([X, Y]) @ (A.mean(axis=0) - B.mean(axis=0))
    return lean[: len(X)].mean() - lean[len(X) :].mean()


# %% sums_over_targets
# Sums over X and over Y, as the test statistic does.
# Hint: Take the means over X and over Y
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    lean = np.concatenate([X, Y]) @ (A.mean(axis=0) - B.mean(axis=0))
    return (lean[: len(X)].sum() - lean[len(X) :].sum()) / lean.std(ddof=1)


# %% within_groups
# Takes the standard deviation inside the groups, as Cohen's d does.
# Hint: that over X and Y together
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    s, t = (M @ (A.mean(axis=0) - B.mean(axis=0)) for M in (X, Y))
    return (s.mean() - t.mean()) / np.sqrt((s.var(ddof=1) + t.var(ddof=1)) / 2)


# %% other_sign
# Subtracts the wrong way round.
# Hint: The sign is turned round
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    lean = np.concatenate([X, Y]) @ (B.mean(axis=0) - A.mean(axis=0))
    return (lean[: len(X)].mean() - lean[len(X) :].mean()) / lean.std(ddof=1)


# %% scales_in_place
# Changes the caller's arrays.
# Hint: You change an array of the caller
def weat_effect(X, Y, A, B):
    for M in (X, Y, A, B):
        M /= np.linalg.norm(M, axis=1, keepdims=True)
    lean = np.concatenate([X, Y]) @ (A.mean(axis=0) - B.mean(axis=0))
    return (lean[: len(X)].mean() - lean[len(X) :].mean()) / lean.std(ddof=1)
