# ruff: noqa: F811, F821
# %% plain_python
# A list comprehension, made an array at the end.
def noise_distribution(counts, exponent=0.75, target=None):
    weights = [float(count) ** exponent for count in counts]
    if target is not None:
        weights[target] = 0.0
    total = sum(weights)
    return np.array([weight / total for weight in weights])


# %% in_logarithms
# A softmax of scaled log counts.
def noise_distribution(counts, exponent=0.75, target=None):
    logs = exponent * np.log(counts)
    powers = np.exp(logs - logs.max()) * (np.arange(len(counts)) != target)
    return powers / powers.sum()


# %% float32
# Computes in 32-bit floats.
def noise_distribution(counts, exponent=0.75, target=None):
    weights = np.asarray(counts, dtype=np.float32) ** np.float32(exponent)
    weights[[] if target is None else target] = 0
    return weights / weights.sum()
