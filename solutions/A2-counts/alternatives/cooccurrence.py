# ruff: noqa: F811, F821
# %% by_distance
# Shifts each sentence against itself; `np.add.at` adds up repeated cells.
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        ids = np.asarray(sentence, dtype=int)
        for d in range(1, min(window, len(ids) - 1) + 1):
            np.add.at(X, (ids[:-d], ids[d:]), 1 / d if weighting == "harmonic" else 1)
    return X + X.T


# %% sparse
# Collects triples, and lets a sparse matrix add them up.
def cooccurrence(sentences, size, window, weighting="flat"):
    from scipy.sparse import coo_array

    rows, columns, weights = [], [], []
    for sentence in sentences:
        for t in range(len(sentence)):
            for u in range(len(sentence)):
                if 0 < abs(t - u) <= window:
                    rows.append(sentence[t])
                    columns.append(sentence[u])
                    weights.append(1 / abs(t - u) if weighting == "harmonic" else 1.0)
    at = np.array(rows, dtype=int), np.array(columns, dtype=int)
    return coo_array((np.array(weights), at), shape=(size, size)).toarray()


# %% float32
# A dictionary of pairs, and 32-bit floats.
def cooccurrence(sentences, size, window, weighting="flat"):
    from collections import defaultdict

    found = defaultdict(float)
    for sentence in map(list, sentences):
        for t, word in enumerate(sentence):
            for d, neighbour in enumerate(sentence[t + 1 : t + 1 + window], start=1):
                weight = {"flat": 1, "harmonic": 1 / d}[weighting]
                found[word, neighbour] += weight
                found[neighbour, word] += weight
    X = np.zeros((size, size), dtype=np.float32)
    for cell, weight in found.items():
        X[cell] = weight
    return X
