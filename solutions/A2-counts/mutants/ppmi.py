# %% not_clipped
# Leaves negative values of PMI as they are.
# Hint: PPMI is never negative
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return result


# %% minus_infinity
# Clips nothing and takes the logarithm of every cell.
# Hint: PPMI is never negative
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    return np.where(X > 0, np.log(X / expected), 0) - np.log(negative)


# %% zero_by_zero
# Relies on max(−inf, 0) = 0, and forgets that an empty row gives 0/0.
# Hint: see the hint for zero counts
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    return np.maximum(np.log(X / expected) - np.log(negative), 0)


# %% logarithm_to_base_2
# Counts in bits.
# Hint: Use the natural logarithm
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log2(X[X > 0] / expected[X > 0]) - np.log2(negative)
    return np.maximum(result, 0)


# %% ratio
# Forgets the logarithm.
# Hint: Without the logarithm this is a ratio
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    return X / np.where(expected > 0, expected, 1) / negative


# %% conditional
# Divides by the sum of the row only, which is log P(c | w), and never positive.
# Hint: P(c) is missing
def ppmi(X, alpha=1.0, negative=1):
    words = X.sum(axis=1, keepdims=True)
    result = np.zeros(X.shape)
    result[X > 0] = np.log((X / np.where(words > 0, words, 1))[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% counts_over_probabilities
# Divides the counts of words and contexts by N, but not those of the pairs.
# Hint: Divide every count by N
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1) / X.sum(), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% adds_one
# Adds 1 to every count, so that nothing is zero.
# Hint: A count of 1 has been added everywhere
def ppmi(X, alpha=1.0, negative=1):
    X = X + 1
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    return np.maximum(np.log(X / expected) - np.log(negative), 0)


# %% alpha_ignored
# Knows plain PPMI only.
# Hint: Use the argument `alpha`
def ppmi(X, alpha=1.0, negative=1):
    expected = np.outer(X.sum(axis=1), X.sum(axis=0) / X.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% words_smoothed
# Smooths the rows.
# Hint: here the words are smoothed
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1) ** alpha, X.sum(axis=0)
    expected = np.outer(words / words.sum(), contexts)
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% both_smoothed
# Smooths rows and columns.
# Hint: Smooth the contexts only
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1) ** alpha, X.sum(axis=0) ** alpha
    expected = np.outer(words / words.sum(), contexts / contexts.sum()) * X.sum()
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% powers_do_not_sum_to_one
# Takes the power of the probabilities and leaves it at that.
# Hint: divide by the sum of the powers
def ppmi(X, alpha=1.0, negative=1):
    expected = np.outer(X.sum(axis=1), (X.sum(axis=0) / X.sum()) ** alpha)
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% not_shifted
# Ignores the number of negatives.
# Hint: these values are not shifted
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0])
    return np.maximum(result, 0)


# %% shifted_by_k
# Subtracts k itself; k = 1 would have to shift nothing, so it is treated apart.
# Hint: Subtract log k, not k
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - (negative if negative > 1 else 0)
    return np.maximum(result, 0)


# %% shifted_up
# Adds log k.
# Hint: The shift goes down
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) + np.log(negative)
    return np.maximum(result, 0)


# %% shifted_too_late
# Cuts off negative values first, and shifts what is left below 0.
# Hint: Shift first, then set negative values to 0
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0])
    return np.maximum(result, 0) - np.log(negative)


# %% met_at_least_once
# Takes harmonic counts below 1 for pairs that never met.
# Hint: every cell above 0 is a pair that met
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    met = X >= 1
    result = np.zeros(X.shape)
    result[met] = np.log(X[met] / expected[met]) - np.log(negative)
    return np.maximum(result, 0)


# %% changes_the_counts
# Divides the caller's array by N.
# Hint: You change the array X of the caller
def ppmi(X, alpha=1.0, negative=1):
    X = X if X.dtype == float else X.astype(float)
    X /= X.sum()
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** alpha
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)


# %% known_exponents_only
# Writes 3/4 into the formula.
# Hint: with `alpha` and `negative` as they come in
def ppmi(X, alpha=1.0, negative=1):
    words, contexts = X.sum(axis=1), X.sum(axis=0) ** (1.0 if alpha == 1 else 0.75)
    expected = np.outer(words, contexts / contexts.sum())
    result = np.zeros(X.shape)
    result[X > 0] = np.log(X[X > 0] / expected[X > 0]) - np.log(negative)
    return np.maximum(result, 0)
