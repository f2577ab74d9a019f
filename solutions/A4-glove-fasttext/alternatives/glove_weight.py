# ruff: noqa: F811, F821
# %% two_cases
# Writes down both cases, and fills in one of them.
def glove_weight(X, x_max=100.0, alpha=0.75):
    weights = np.ones(np.shape(X))
    rare = x_max > X
    weights[rare] = (X[rare] / x_max) ** alpha
    return weights


# %% loop
# Goes through the counts one by one.
def glove_weight(X, x_max=100.0, alpha=0.75):
    def weight(x):
        return 1.0 if x >= x_max else (float(x) / x_max) ** alpha

    return np.array([weight(x) for x in X.ravel()]).reshape(X.shape)


# %% float32
# Computes in 32-bit floats, and takes the power first.
def glove_weight(X, x_max=100.0, alpha=0.75):
    powers = np.float32(X) ** np.float32(alpha) / np.float32(x_max**alpha)
    return np.clip(powers, 0, 1)
