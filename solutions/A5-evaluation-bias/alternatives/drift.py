# ruff: noqa: B905, F811, F821
# %% other_way_round
# The rotation of the second period onto the first, transposed.
def drift(before, after):
    S = before / np.linalg.norm(before, axis=1)[:, None]
    T = after / np.linalg.norm(after, axis=1)[:, None]
    U, _, Vt = np.linalg.svd(T.T @ S)
    R = (U @ Vt).T
    return R, np.diag(S @ R @ T.T)


# %% polar
# R is the polar factor of Sᵀ T, by the eigenvectors of its square; cosines in a loop.
def drift(before, after):
    S, T = (np.array([row / np.sqrt(row @ row) for row in X]) for X in (before, after))
    M = S.T @ T
    values, Q = np.linalg.eigh(M.T @ M)
    R = M @ (Q / np.sqrt(values)) @ Q.T
    return R, [float(s @ R @ t) for s, t in zip(S, T)]


# %% float32
# Computes in 32-bit floats.
def drift(before, after):
    S, T = (X.astype(np.float32) for X in (before, after))
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (S, T))
    U, _, Vt = np.linalg.svd(S.T @ T)
    return U @ Vt, np.einsum("nd,nd->n", S @ (U @ Vt), T)
