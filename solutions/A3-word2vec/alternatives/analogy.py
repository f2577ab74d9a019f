# ruff: noqa: B905, F811, F821
# %% sorted_words
# Ranks words with Python's sort and a cosine function of its own.
def analogy(vectors, words, a, b, c, n=1):
    unit = {word: row / np.sqrt(row @ row) for word, row in zip(words, vectors)}
    query = unit[b] - unit[a] + unit[c]
    candidates = [word for word in words if word not in (a, b, c)]
    return sorted(candidates, key=lambda word: unit[word] @ query, reverse=True)[:n]


# %% sum_of_three_cosines
# cos(x, b) − cos(x, a) + cos(x, c) ranks words in the same order.
def analogy(vectors, words, a, b, c, n=1):
    unit = vectors / np.sqrt((vectors**2).sum(axis=1))[:, None]
    cosines = unit @ unit.T
    i, j, k = (words.index(word) for word in (a, b, c))
    order = (cosines[j] - cosines[i] + cosines[k]).argsort()[::-1]
    return [words[m] for m in order if m not in (i, j, k)][:n]


# %% float32
# Scales to length 1 in 32-bit floats.
def analogy(vectors, words, a, b, c, n=1):
    unit = np.array(vectors, dtype=np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    i, j, k = (words.index(word) for word in (a, b, c))
    cosines = unit @ (unit[j] - unit[i] + unit[k])
    best = (words[m] for m in np.argsort(-cosines) if m not in (i, j, k))
    return [next(best) for _ in range(n)]
