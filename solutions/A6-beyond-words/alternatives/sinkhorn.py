# ruff: noqa: F811, F821
# %% scaled_logarithms
# f / ε and g / ε, with a logsumexp of its own.
def sinkhorn(a, b, C, epsilon, steps):
    def log_sum(x, axis):
        top = x.max(axis=axis, keepdims=True)
        return (top + np.log(np.exp(x - top).sum(axis=axis, keepdims=True))).squeeze(axis)

    M = -C / epsilon
    u, v = np.zeros(len(a)), np.zeros(len(b))
    for _ in range(steps):
        u = np.log(a) - log_sum(M + v, 1)
        v = np.log(b) - log_sum(M + u[:, None], 0)
    return np.exp(M + u[:, None] + v)


# %% logarithm_of_the_plan
# Gives the rows and columns of log P their sums.
def sinkhorn(a, b, C, epsilon, steps):
    log_P = -C / epsilon
    for _ in range(steps):
        log_P = log_P + np.log(a)[:, None] - np.logaddexp.reduce(log_P, axis=1)[:, None]
        log_P = log_P + np.log(b) - np.logaddexp.reduce(log_P, axis=0)
    return np.exp(log_P)


# %% loops
# One row and one column at a time.
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    n, m = C.shape
    f, g = [0.0] * n, [0.0] * m
    for _ in range(steps):
        for i in range(n):
            row = [(g[j] - C[i, j]) / epsilon for j in range(m)]
            f[i] = epsilon * (np.log(a[i]) - logsumexp(row))
        for j in range(m):
            column = [(f[i] - C[i, j]) / epsilon for i in range(n)]
            g[j] = epsilon * (np.log(b[j]) - logsumexp(column))
    return [[np.exp((f[i] + g[j] - C[i, j]) / epsilon) for j in range(m)] for i in range(n)]
