# %% itself_first
# Does not leave out the word, which is most like itself.
# Hint: The word itself is not one of its neighbours
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    order = np.argsort(-cosine(vectors[[words.index(word)]], vectors)[0], kind="stable")
    return [words[j] for j in order[:n]]


# %% left_out_too_late
# Takes the n best, and leaves out the word afterwards.
# Hint: Leave the word out before you take the first n
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    order = np.argsort(-cosine(vectors[[words.index(word)]], vectors)[0], kind="stable")
    return [words[j] for j in order[:n] if words[j] != word]


# %% farthest_first
# Forgets that argsort goes from small to large.
# Hint: argsort begins with the smallest
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    order = np.argsort(cosine(vectors[[words.index(word)]], vectors)[0], kind="stable")
    return [words[j] for j in order if words[j] != word][:n]


# %% positions
# Returns ids.
# Hint: Return words, not their positions
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = np.argsort(-cosine(vectors[[i]], vectors)[0], kind="stable")
    return [int(j) for j in order if j != i][:n]


# %% dot_product
# Ranks by the dot product, which long vectors win.
# Hint: this is the order of the dot products
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = np.argsort(-(vectors @ vectors[i]), kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% pairs
# Returns the cosines, too.
# Hint: Return words only
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    near = cosine(vectors[[i]], vectors)[0]
    order = np.argsort(-near, kind="stable")
    return [(words[j], float(near[j])) for j in order if j != i][:n]


# %% unknown_word_has_no_neighbours
# Returns an empty list for a word that nobody knows.
# Hint: Raise it yourself
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        return []
    i = words.index(word)
    order = np.argsort(-cosine(vectors[[i]], vectors)[0], kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% key_error
# Looks the word up in a dictionary, which raises another error.
# Hint: It is not a ValueError that is raised
def neighbours(word, words, vectors, n, cosine):
    i = {known: row for row, known in enumerate(words)}[word]
    order = np.argsort(-cosine(vectors[[i]], vectors)[0], kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% message_without_the_word
# Raises the right error, and does not say which word it was.
# Hint: The message does not tell the word
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError("unknown word")
    i = words.index(word)
    order = np.argsort(-cosine(vectors[[i]], vectors)[0], kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% drops_whatever_is_first
# Believes that the word itself is always the first one.
# Hint: leave out the position of the word, not whatever is first
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    order = np.argsort(-cosine(vectors[[words.index(word)]], vectors)[0], kind="stable")
    return [words[j] for j in order[1 : n + 1]]


# %% drops_all_that_are_equal
# Leaves out every word with cosine 1.
# Hint: leave out the position of the word
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    near = cosine(vectors[[words.index(word)]], vectors)[0]
    order = np.argsort(-near, kind="stable")
    return [words[j] for j in order if near[j] < 1 - 1e-12][:n]


# %% reversed_order
# Turns the ascending order round, and with it the order of equal words.
# Hint: Of equal cosines the first in `words` comes first
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = np.argsort(cosine(vectors[[i]], vectors)[0], kind="stable")[::-1]
    return [words[j] for j in order if j != i][:n]


# %% always_n
# Counts on there being n other words.
# Hint: IndexError
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = [j for j in np.argsort(-cosine(vectors[[i]], vectors)[0], kind="stable") if j != i]
    return [words[order[rank]] for rank in range(n)]


# %% removes_the_word
# Takes the word out of the caller's list.
# Hint: You change the list `words` of the caller
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    near = np.delete(cosine(vectors[[i]], vectors)[0], i)
    words.remove(word)
    return [words[j] for j in np.argsort(-near, kind="stable")][:n]


# %% scales_in_place
# Changes the vectors of the caller.
# Hint: You change `vectors` of the caller
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    i = words.index(word)
    order = np.argsort(-cosine(vectors[[i]], vectors)[0], kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% a_vector_in_place_of_a_matrix
# Passes one row as a vector.
# Hint: pass vectors[[i]]
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = np.argsort(-cosine(vectors[i], vectors), kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% rounds
# Rounds the cosines before ranking.
# Hint: Rank the other words by cosine
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = np.argsort(-cosine(vectors[[i]], vectors)[0].round(1), kind="stable")
    return [words[j] for j in order if j != i][:n]


# %% unstable_sort
# Relies on NumPy's usual sort, which keeps equal numbers in order only while they are few.
# Hint: Of equal cosines the first in `words` comes first
def neighbours(word, words, vectors, n, cosine):
    if word not in words:
        raise ValueError(f"unknown word: {word}")
    i = words.index(word)
    order = np.argsort(-cosine(vectors[[i]], vectors)[0])
    return [words[j] for j in order if j != i][:n]
