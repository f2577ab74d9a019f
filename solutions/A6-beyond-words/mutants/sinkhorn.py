# %% columns_first
# Starts with the columns.
# Hint: First the rows, then the columns
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    f = np.zeros(len(a))
    for _ in range(steps):
        g = epsilon * (np.log(b) - logsumexp((f[:, None] - C) / epsilon, axis=0))
        f = epsilon * (np.log(a) - logsumexp((g - C) / epsilon, axis=1))
    return np.exp((f[:, None] + g - C) / epsilon)


# %% old_rows
# Computes both from the numbers of the step before.
# Hint: g needs the f of the same step
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    f, g = np.zeros(len(a)), np.zeros(len(b))
    for _ in range(steps):
        f, g = (
            epsilon * (np.log(a) - logsumexp((g - C) / epsilon, axis=1)),
            epsilon * (np.log(b) - logsumexp((f[:, None] - C) / epsilon, axis=0)),
        )
    return np.exp((f[:, None] + g - C) / epsilon)


# %% rows_only
# Never touches the columns.
# Hint: The columns have not been given their sums
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    f = epsilon * (np.log(a) - logsumexp(-C / epsilon, axis=1))
    return np.exp((f[:, None] - C) / epsilon)


# %% one_step
# Does not repeat.
# Hint: repeat both, `steps` times
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    f = epsilon * (np.log(a) - logsumexp(-C / epsilon, axis=1))
    g = epsilon * (np.log(b) - logsumexp((f[:, None] - C) / epsilon, axis=0))
    return np.exp((f[:, None] + g - C) / epsilon)


# %% times_epsilon
# Multiplies by ε.
# Hint: Divide C by ε
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    g = np.zeros(len(b))
    for _ in range(steps):
        f = (np.log(a) - logsumexp((g - C) * epsilon, axis=1)) / epsilon
        g = (np.log(b) - logsumexp((f[:, None] - C) * epsilon, axis=0)) / epsilon
    return np.exp((f[:, None] + g - C) * epsilon)


# %% equal_shares
# Ignores a and b.
# Hint: Use the shares a and b
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    g = np.zeros(len(b))
    for _ in range(steps):
        f = epsilon * (-np.log(len(a)) - logsumexp((g - C) / epsilon, axis=1))
        g = epsilon * (-np.log(len(b)) - logsumexp((f[:, None] - C) / epsilon, axis=0))
    return np.exp((f[:, None] + g - C) / epsilon)


# %% without_logarithms
# Scales the rows and columns of exp(−C/ε).
# Hint: exp(-800) is 0
def sinkhorn(a, b, C, epsilon, steps):
    K = np.exp(-C / epsilon)
    v = np.ones(len(b))
    for _ in range(steps):
        u = a / (K @ v)
        v = b / (u @ K)
    return u[:, None] * K * v


# %% logarithm_of_the_sum
# Writes logsumexp as it reads, without subtracting the largest entry.
# Hint: exp(-800) is 0
def sinkhorn(a, b, C, epsilon, steps):
    g = np.zeros(len(b))
    for _ in range(steps):
        f = epsilon * (np.log(a) - np.log(np.exp((g - C) / epsilon).sum(axis=1)))
        g = epsilon * (np.log(b) - np.log(np.exp((f[:, None] - C) / epsilon).sum(axis=0)))
    return np.exp((f[:, None] + g - C) / epsilon)


# %% scales_in_place
# Divides the caller's distances by ε.
# Hint: You change an array of the caller
def sinkhorn(a, b, C, epsilon, steps):
    from scipy.special import logsumexp

    C /= epsilon
    g = np.zeros(len(b))
    for _ in range(steps):
        f = np.log(a) - logsumexp(g - C, axis=1)
        g = np.log(b) - logsumexp(f[:, None] - C, axis=0)
    return np.exp(f[:, None] + g - C)
