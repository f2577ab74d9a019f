# %% answers_with_the_question
# Does not leave out a, b and c; one of them usually is nearest.
# Hint: A word of the question is not an answer
def analogy(vectors, words, a, b, c, n=1):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    query = unit[words.index(b)] - unit[words.index(a)] + unit[words.index(c)]
    return [words[i] for i in np.argsort(-(unit @ query))[:n]]


# %% dot_product
# Ranks by dot product, which long vectors win.
# Hint: Scale all vectors to length 1
def analogy(vectors, words, a, b, c, n=1):
    at = [words.index(word) for word in (a, b, c)]
    score = vectors @ (vectors[at[1]] - vectors[at[0]] + vectors[at[2]])
    score[at] = -np.inf
    return [words[i] for i in np.argsort(-score)[:n]]


# %% a_minus_b
# Subtracts the wrong way round.
# Hint: The signs are not those of b − a + c
def analogy(vectors, words, a, b, c, n=1):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    at = [words.index(word) for word in (a, b, c)]
    score = unit @ (unit[at[0]] - unit[at[1]] + unit[at[2]])
    score[at] = -np.inf
    return [words[i] for i in np.argsort(-score)[:n]]


# %% farthest_first
# Forgets that argsort goes from small to large.
# Hint: Rank all words by cosine, largest first
def analogy(vectors, words, a, b, c, n=1):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    at = [words.index(word) for word in (a, b, c)]
    score = unit @ (unit[at[1]] - unit[at[0]] + unit[at[2]])
    score[at] = np.inf
    return [words[i] for i in np.argsort(score)[:n]]


# %% one_answer_only
# Returns the best word and ignores n.
# Hint: Return a list of words, even for one answer
def analogy(vectors, words, a, b, c, n=1):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    at = [words.index(word) for word in (a, b, c)]
    score = unit @ (unit[at[1]] - unit[at[0]] + unit[at[2]])
    score[at] = -np.inf
    return words[int(np.argmax(score))]


# %% query_from_raw_vectors
# Scales the vectors for the ranking only, not before adding them.
# Hint: scale to length 1, b − a + c, cosine
def analogy(vectors, words, a, b, c, n=1):
    at = [words.index(word) for word in (a, b, c)]
    query = vectors[at[1]] - vectors[at[0]] + vectors[at[2]]
    score = vectors @ query / np.linalg.norm(vectors, axis=1)
    score[at] = -np.inf
    return [words[i] for i in np.argsort(-score)[:n]]


# %% scales_in_place
# Changes the vectors of the caller.
# Hint: You change the array `vectors` of the caller
def analogy(vectors, words, a, b, c, n=1):
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    at = [words.index(word) for word in (a, b, c)]
    score = vectors @ (vectors[at[1]] - vectors[at[0]] + vectors[at[2]])
    score[at] = -np.inf
    return [words[i] for i in np.argsort(-score)[:n]]


# %% leaves_out_too_late
# Takes the n best of all words, and leaves out a, b and c afterwards; for n = 1 it takes one more.
# Hint: Leave out a, b and c before you take the n best
def analogy(vectors, words, a, b, c, n=1):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    query = unit[words.index(b)] - unit[words.index(a)] + unit[words.index(c)]
    best = [words[i] for i in np.argsort(-(unit @ query))[: max(n, 2)]]
    return [word for word in best if word not in (a, b, c)]
