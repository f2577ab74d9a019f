# %% dot_products
# Does not scale the rows.
# Hint: Cosines, not dot products
def analogy_scores(W, a, b, c, method="add", exclude=True):
    to_a, to_b, to_c = (W @ W[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    score = to_b - to_a + to_c if method == "add" else near[1] * near[2] / (near[0] + 0.001)
    score = score.astype(float)
    if exclude:
        score[[a, b, c]] = -np.inf
    return score


# %% a_minus_b
# Takes a and b the wrong way round.
# Hint: cos with a subtracted
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_b, to_a, to_c = (unit @ unit[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    score = to_b - to_a + to_c if method == "add" else near[1] * near[2] / (near[0] + 0.001)
    if exclude:
        score[[a, b, c]] = -np.inf
    return score


# %% always_adds
# Ignores the method.
# Hint: This is 3CosAdd
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    score = unit @ (unit[b] - unit[a] + unit[c])
    if exclude:
        score[[a, b, c]] = -np.inf
    return score


# %% negative_factors
# Multiplies cosines as they are.
# Hint: Move the cosines from -1 … 1 to 0 … 1 first
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (unit @ unit[i] for i in (a, b, c))
    score = to_b - to_a + to_c if method == "add" else to_b * to_c / (to_a + 0.001)
    if exclude:
        score[[a, b, c]] = -np.inf
    return score


# %% not_halved
# Adds 1 and does not halve.
# Hint: Halve cos + 1
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (unit @ unit[i] + 1 for i in (a, b, c))
    score = to_b - to_a + to_c - 1 if method == "add" else to_b * to_c / (to_a + 0.001)
    if exclude:
        score[[a, b, c]] = -np.inf
    return score


# %% no_epsilon
# Leaves ε out.
# Hint: The ε below the fraction line is missing
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (unit @ unit[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    score = to_b - to_a + to_c if method == "add" else near[1] * near[2] / near[0]
    if exclude:
        score[[a, b, c]] = -np.inf
    return score


# %% never_excludes
# Ignores `exclude`.
# Hint: a, b and c are not excluded here
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (unit @ unit[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    return to_b - to_a + to_c if method == "add" else near[1] * near[2] / (near[0] + 0.001)


# %% excludes_with_zero
# Gives the words of the question the score 0.
# Hint: 0 is not the lowest score
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (unit @ unit[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    score = to_b - to_a + to_c if method == "add" else near[1] * near[2] / (near[0] + 0.001)
    if exclude:
        score[[a, b, c]] = 0
    return score


# %% excludes_c_only
# Forbids only the word it asks about.
# Hint: Exclude all three words of the question
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (unit @ unit[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    score = to_b - to_a + to_c if method == "add" else near[1] * near[2] / (near[0] + 0.001)
    if exclude:
        score[c] = -np.inf
    return score


# %% best_word_only
# Returns the answer in place of the scores.
# Hint: Return the scores of all words
def analogy_scores(W, a, b, c, method="add", exclude=True):
    unit = W / np.linalg.norm(W, axis=1, keepdims=True)
    score = unit @ (unit[b] - unit[a] + unit[c])
    if exclude:
        score[[a, b, c]] = -np.inf
    return int(score.argmax())


# %% scales_in_place
# Changes the caller's vectors.
# Hint: You change the array W of the caller
def analogy_scores(W, a, b, c, method="add", exclude=True):
    W /= np.linalg.norm(W, axis=1, keepdims=True)
    to_a, to_b, to_c = (W @ W[i] for i in (a, b, c))
    near = [(to + 1) / 2 for to in (to_a, to_b, to_c)]
    score = to_b - to_a + to_c if method == "add" else near[1] * near[2] / (near[0] + 0.001)
    if exclude:
        score[[a, b, c]] = -np.inf
    return score
