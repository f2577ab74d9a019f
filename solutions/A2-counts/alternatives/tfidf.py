# ruff: noqa: F811, F821
# %% loops
# One row after the other.
def tfidf(B):
    result = np.zeros(B.shape)
    for s in range(B.shape[0]):
        for v in range(B.shape[1]):
            df = np.count_nonzero(B[:, v])
            result[s, v] = B[s, v] * (1 + np.log(1 + B.shape[0]) - np.log(1 + df))
        if result[s].any():
            result[s] /= np.sqrt(np.sum(result[s] ** 2))
    return result


# %% sparse
# Diagonal matrices from both sides.
def tfidf(B):
    from scipy import sparse

    counts = sparse.csr_array(B)
    df = np.bincount(counts.indices, minlength=B.shape[1])
    weighted = counts @ sparse.diags_array(1 + np.log((1 + len(B)) / (1 + df)))
    length = np.sqrt(weighted.multiply(weighted).sum(axis=1))
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return (sparse.diags_array(scale) @ weighted).toarray()


# %% float32
# Computes in 32-bit floats, and mends what 0 / 0 has left.
def tfidf(B):
    idf = np.log((1 + len(B)) / (1 + np.sum(B != 0, axis=0))) + 1
    weighted = B.astype(np.float32) * idf.astype(np.float32)
    return np.nan_to_num(weighted / np.sqrt((weighted**2).sum(axis=1))[:, None])
