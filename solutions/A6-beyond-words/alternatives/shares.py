# ruff: noqa: F811, F821
# %% counter
# Counts all words once.
def shares(text, words):
    from collections import Counter

    found = Counter(text)
    total = sum(found[word] for word in words)
    return [found[word] / total for word in words]


# %% comparison
# Compares every word with every other, in 32-bit floats.
def shares(text, words):
    equal = np.array(text)[:, None] == np.array(words)
    return (equal.sum(axis=0) / equal.sum()).astype(np.float32)
