# ruff: noqa: F811, F821
# %% count
# Lets each list count.
def bag_of_words(texts, words):
    return np.array([[text.count(word) for word in words] for text in texts])


# %% counter
# A Counter for each text, in 32-bit floats.
def bag_of_words(texts, words):
    from collections import Counter

    bags = [Counter(text) for text in texts]
    return np.array([[bag[word] for word in words] for bag in bags], dtype=np.float32)


# %% sparse
# Entries of a sparse matrix, which adds up those of one place.
def bag_of_words(texts, words):
    from scipy.sparse import coo_array

    column = {word: v for v, word in enumerate(words)}
    at = [(s, column[word]) for s, text in enumerate(texts) for word in text if word in column]
    rows, columns = np.array(at, dtype=int).reshape(-1, 2).T
    shape = len(texts), len(words)
    return coo_array((np.ones(len(at), int), (rows, columns)), shape=shape).toarray()
