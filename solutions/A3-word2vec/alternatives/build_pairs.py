# ruff: noqa: F811, F821
# %% by_distance
# Goes through distances instead of positions, and returns arrays of two ids.
def build_pairs(sentence, window):
    ids = np.array(sentence, dtype=int)
    pairs = []
    for distance in range(1, window + 1):
        ahead = np.stack([ids[:-distance], ids[distance:]], axis=1)
        pairs += [*ahead, *ahead[:, ::-1]]
    return pairs


# %% two_loops
# Tries all pairs of positions.
def build_pairs(sentence, window):
    return [
        (sentence[t], sentence[u])
        for t in range(len(sentence))
        for u in range(len(sentence))
        if t != u and abs(t - u) <= window
    ]
