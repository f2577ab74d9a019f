# %% probability_of_leaving_out
# Returns 1 − √(t / f), which the paper writes down first.
# Hint: how likely is it kept
def keep_probability(counts, threshold):
    return np.maximum(0, 1 - np.sqrt(threshold * counts.sum() / counts))


# %% more_than_certain
# Leaves the root as it is where words are rarer than the threshold.
# Hint: A probability is at most 1
def keep_probability(counts, threshold):
    return np.sqrt(threshold * counts.sum() / counts)


# %% no_root
# Keeps each word so often that all frequent ones become equally frequent.
# Hint: The square root is missing
def keep_probability(counts, threshold):
    return np.minimum(1, threshold * counts.sum() / counts)


# %% counts_for_shares
# Takes the count for f.
# Hint: f is the share of all words that are w
def keep_probability(counts, threshold):
    return np.minimum(1, np.sqrt(threshold / counts))


# %% rule_of_the_program
# Takes the rule from the source code of word2vec.
# Hint: This is the rule of the program
def keep_probability(counts, threshold):
    ratio = threshold * counts.sum() / counts
    return np.minimum(1, np.sqrt(ratio) + ratio)


# %% upside_down
# Keeps what is frequent.
# Hint: The fraction is upside down
def keep_probability(counts, threshold):
    return np.minimum(1, np.sqrt(counts / counts.sum() / threshold))


# %% threshold_of_the_example
# Writes 0.04 into the formula.
# Hint: Use the argument `threshold`
def keep_probability(counts, threshold):
    return np.minimum(1, np.sqrt(0.04 * counts.sum() / counts))


# %% sorts_the_counts
# Sorts the caller's counts, because vocabularies are sorted.
# Hint: You change the array
def keep_probability(counts, threshold):
    kept = np.minimum(1, np.sqrt(threshold * counts.sum() / counts))
    counts[::-1].sort()
    return kept
