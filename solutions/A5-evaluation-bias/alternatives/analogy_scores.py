# ruff: noqa: F811, F821
# %% loop
# A loop over the words.
def analogy_scores(W, a, b, c, method="add", exclude=True):
    def cos(i, j):
        return W[i] @ W[j] / np.sqrt((W[i] @ W[i]) * (W[j] @ W[j]))

    def s(i, j):
        return (1 + cos(i, j)) / 2

    scores = []
    for x in range(len(W)):
        if exclude and x in (a, b, c):
            scores.append(float("-inf"))
        elif method == "mul":
            scores.append(s(x, b) * s(x, c) / (s(x, a) + 0.001))
        else:
            scores.append(cos(x, b) - cos(x, a) + cos(x, c))
    return scores


# %% offset
# 3CosAdd as one product with b − a + c.
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.sqrt((W**2).sum(axis=1))[:, None]
    if method == "add":
        found = unit @ (unit[b] - unit[a] + unit[c])
    else:
        near = (unit @ unit[[a, b, c]].T + 1) / 2
        found = near[:, 1] * near[:, 2] / (near[:, 0] + 1e-3)
    banned = np.isin(np.arange(len(W)), [a, b, c]) & exclude
    return np.where(banned, -np.inf, found)


# %% float32
# Computes in 32-bit floats.
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W.astype(np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    to_a, to_b, to_c = unit[[a, b, c]] @ unit.T
    if method == "add":
        found = to_b - to_a + to_c
    else:
        found = (to_b + 1) * (to_c + 1) / (2 * to_a + 2 + np.float32(0.004))
    if exclude:
        found[[a, b, c]] = -np.inf
    return found
