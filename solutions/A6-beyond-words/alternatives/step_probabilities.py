# ruff: noqa: F811, F821
# %% loop
# Node by node.
def step_probabilities(A, previous, node, p, q):
    weights = []
    for x in range(len(A)):
        if x == previous:
            bias = 1 / p
        elif A[x][previous] > 0:
            bias = 1
        else:
            bias = 1 / q
        weights.append(bias * A[node][x])
    return [weight / sum(weights) for weight in weights]


# %% select
# Three conditions, in 32-bit floats.
def step_probabilities(A, previous, node, p, q):
    x = np.arange(len(A))
    bias = np.select([x == previous, A[previous] != 0], [1 / p, 1.0], 1 / q)
    weights = (bias * A[node]).astype(np.float32)
    return weights / weights.sum()
