# ruff: noqa: F811, F821
# %% loops
# Writes the formula down, cell by cell.
def ppmi(X, alpha=1.0, negative=1):
    N = X.sum()
    p_word, p_context = X.sum(axis=1) / N, (X.sum(axis=0) / N) ** alpha
    p_context = p_context / p_context.sum()
    result = np.zeros(X.shape)
    for w in range(X.shape[0]):
        for c in range(X.shape[1]):
            if X[w, c]:
                ratio = X[w, c] / N / (p_word[w] * p_context[c])
                result[w, c] = max(np.log(ratio) - np.log(negative), 0)
    return result


# %% mends_afterwards
# Takes the logarithm of everything, and sets what is not finite to 0.
def ppmi(X, alpha=1.0, negative=1):
    contexts = X.sum(axis=0) ** alpha
    with np.errstate(all="ignore"):
        P = X / X.sum(axis=1, keepdims=True)
        value = np.log(P * contexts.sum() / contexts / negative)
    return np.where(np.isfinite(value), np.clip(value, 0, None), 0)


# %% sparse
# Works on the stored cells only.
def ppmi(X, alpha=1.0, negative=1):
    from scipy.sparse import coo_array

    cells = coo_array(X)
    w, c = cells.coords
    contexts = X.sum(axis=0) ** alpha
    expected = X.sum(axis=1)[w] * contexts[c] / contexts.sum()
    values = np.maximum(np.log(cells.data / expected / negative), 0)
    return coo_array((values, (w, c)), shape=X.shape).toarray()


# %% float32
# Computes in 32-bit floats, and warns about log 0.
def ppmi(X, alpha=1.0, negative=1):
    X = X.astype(np.float32)
    contexts = X.sum(axis=0) ** np.float32(alpha)
    expected = np.outer(X.sum(axis=1), contexts / contexts.sum())
    ratio = np.where(X > 0, X / np.where(expected > 0, expected, 1), 1)
    return np.where(X > 0, np.maximum(np.log(ratio) - np.float32(np.log(negative)), 0), 0)
