# %% repeated_words_lost
# Adds to an indexed selection, which keeps only one of two equal rows.
# Hint: Word 2 was drawn twice, so its gradient counts twice
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    dC = np.zeros_like(C)
    dC[words] += np.outer(error, W[center])
    return error @ C[words], dC


# %% uphill
# Returns label − σ, the direction of the step instead of the gradient.
# Hint: This points uphill
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = -np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] += 1
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error @ C[words], dC


# %% target_like_a_negative
# Forgets the label of the target.
# Hint: The slope of the target's term is σ(x) − 1
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error @ C[words], dC


# %% centre_ignores_the_target
# Collects only the negatives in dw.
# Hint: The target's term is missing in dw
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error[1:] @ C[negatives], dC


# %% rows_only
# Returns a gradient for the words of the pair instead of one like C.
# Hint: dC has a row for every word of the vocabulary
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    return error @ C[words], np.outer(error, W[center])


# %% overflows
# Uses the textbook σ: right for ordinary scores, and it warns where exp overflows, yet 1/(1+inf)
# is 0. Here the other form is used, which gives nan.
# Hint: exp(1000) overflows in your σ
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    grown = np.exp(C[words] @ W[center])
    error = grown / (1 + grown)
    error[0] -= 1
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error @ C[words], dC


# %% steps_already
# Moves the matrices while computing.
# Hint: Only compute gradients here
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    dw = error @ C[words]
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    W[center] -= 0.1 * dw
    return dw, dC


# %% centre_takes_no_part
# Believes that a word cannot be a negative of itself.
# Hint: A word that takes part twice adds up its gradients in dC
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    words = words[words != center]
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error @ C[words], dC


# %% label_forgotten_in_dC
# Subtracts the label of the target only on the way to dw.
# Hint: The slope of the target's term is σ(x) − 1
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    sigma = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(sigma, W[center]))
    return sigma @ C[words] - C[target], dC


# %% sigmoid_too_steep
# Writes σ with tanh(x) instead of tanh(x / 2); the two agree at 0.
# Hint: dw is not the slope of J in W[center]
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = (1 + np.tanh(C[words] @ W[center])) / 2
    error[0] -= 1
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error @ C[words], dC


# %% two_negatives_only
# Believes that K is at most 2, as in the examples.
# Hint: A gradient is not the slope of the loss
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives[:2]])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    dC = np.zeros_like(C)
    np.add.at(dC, words, np.outer(error, W[center]))
    return error @ C[words], dC


# %% returns_lists
# Collects the gradient row by row in a list.
# Hint: Return NumPy arrays, both for dw and for dC
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(0, -C[words] @ W[center]))
    error[0] -= 1
    dC = [error[words == word].sum() * W[center] for word in range(len(C))]
    return error @ C[words], dC
