# ruff: noqa: F811, F821
# %% walks
# Follows the way from node to node.
def path_probability(h, code, nodes):
    at, probability = "", 1.0
    for turn in code:
        sigma = 0.5 * (1 + np.tanh(np.dot(nodes[at], h) / 2))
        probability = probability * (sigma if turn == "0" else 1 - sigma)
        at += turn
    return probability


# %% logarithms
# Adds up the logarithms of all turns at once.
def path_probability(h, code, nodes):
    if code == "":
        return 1
    above = np.array([nodes[code[:i]] for i in range(len(code))])
    sign = np.where(np.array(list(code)) == "0", -1, 1)
    return np.exp(-np.logaddexp(0, sign * (above @ h)).sum())


# %% recursion
# The last turn, times the probability of the node it is taken at.
def path_probability(h, code, nodes):
    if not code:
        return 1.0
    x = nodes[code[:-1]] @ h
    last = 1 / (1 + np.exp(-x if code[-1] == "0" else x))
    return path_probability(h, code[:-1], nodes) * last


# %% float32
# Computes in 32-bit floats.
def path_probability(h, code, nodes):
    probability = np.float32(1)
    for i, turn in enumerate(code):
        x = np.float32(nodes[code[:i]] @ h)
        probability *= np.exp(-np.logaddexp(np.float32(0), -x if turn == "0" else x))
    return probability
