# ruff: noqa: B905, F811, F821
# %% loops
# The two formulas, word by word.
def weat_effect(X, Y, A, B):
    def cos(v, w):
        return v @ w / np.sqrt((v @ v) * (w @ w))

    def s(w):
        return sum(cos(w, a) for a in A) / len(A) - sum(cos(w, b) for b in B) / len(B)

    x, y = [s(w) for w in X], [s(w) for w in Y]
    both = np.array(x + y)
    spread = np.sqrt(((both - both.mean()) ** 2).sum() / (len(both) - 1))
    return (sum(x) / len(x) - sum(y) / len(y)) / spread


# %% matrices_of_cosines
# All cosines first, then their means.
def weat_effect(X, Y, A, B):
    def cosines(M, N):
        return M @ N.T / np.outer(np.linalg.norm(M, axis=1), np.linalg.norm(N, axis=1))

    x, y = (cosines(M, A).mean(axis=1) - cosines(M, B).mean(axis=1) for M in (X, Y))
    return (x.mean() - y.mean()) / np.std(np.append(x, y), ddof=1)


# %% float32
# Computes in 32-bit floats.
def weat_effect(X, Y, A, B):
    X, Y, A, B = (M.astype(np.float32) for M in (X, Y, A, B))
    X, Y, A, B = (M / np.linalg.norm(M, axis=1, keepdims=True) for M in (X, Y, A, B))
    x, y = (M @ A.T for M in (X, Y)), (M @ B.T for M in (X, Y))
    x, y = (a.mean(axis=1) - b.mean(axis=1) for a, b in zip(x, y))
    return (x.mean() - y.mean()) / np.concatenate([x, y]).std(ddof=1)
