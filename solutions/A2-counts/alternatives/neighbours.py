# ruff: noqa: B905, F811, F821
# %% sorted
# Sorts words with Python, which keeps equal ones in order.
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"I do not know {word}.")
    near = dict(zip(words, cosine(vectors[[words.index(word)]], vectors)[0]))
    others = [other for other in words if other != word]
    return sorted(others, key=near.get, reverse=True)[:n]


# %% list_index
# Lets `list.index` raise the error, whose message has the word.
def neighbours(word, words, vectors, n, cosine):
    i = words.index(word)
    near = np.array(cosine(vectors[i : i + 1], vectors)).ravel()
    near[i] = -np.inf
    best = np.argsort(-near, kind="stable")[: min(n, len(words) - 1)]
    return np.array(words)[best].tolist()


# %% cosine_of_its_own
# Does not use the function that it gets.
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"{word} has no vector; known are {len(words)} words.")
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    i = words.index(word)
    others = [j for j in range(len(words)) if j != i]
    return [words[j] for j in sorted(others, key=lambda j: -round(unit[j] @ unit[i], 12))][:n]
