# ruff: noqa: F811, F821
# %% loop
# Goes through the cells one by one.
def glove_loss(W, C, b, b_context, X, F):
    total = 0.0
    for i in range(len(W)):
        for j in range(len(C)):
            if X[i, j] != 0:
                error = W[i].dot(C[j]) + b[i] + b_context[j] - np.log(X[i, j])
                total += F[i, j] * error**2
    return total / 2


# %% coordinates
# Works on the coordinates of the cells.
def glove_loss(W, C, b, b_context, X, F):
    i, j = np.nonzero(X)
    error = np.einsum("nd,nd->n", W[i], C[j]) + b[i] + b_context[j] - np.log(X[i, j])
    return np.sum(F[i, j] * error * error) / 2


# %% whole_matrices
# Takes the logarithm of 1 where there is no count, and sets those cells to 0 afterwards.
def glove_loss(W, C, b, b_context, X, F):
    log_counts = np.log(np.where(X > 0, X, 1))
    error = np.add.outer(b, b_context) + W @ C.T - log_counts
    return 0.5 * np.sum(np.where(X > 0, F * error**2, 0))


# %% float32
# Computes in 32-bit floats.
def glove_loss(W, C, b, b_context, X, F):
    W, C, b, b_context, X, F = (np.float32(one) for one in (W, C, b, b_context, X, F))
    at = X > 0
    error = (W @ C.T + b[:, None] + b_context)[at] - np.log(X[at])
    return (F[at] * error**2).sum() / np.float32(2)
