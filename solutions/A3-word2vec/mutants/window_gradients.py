# %% repeated_words_lost
# Adds to an indexed selection, which keeps only one of two equal rows.
# Hint: Word 2 was drawn twice, so its gradient counts twice
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    dC[words] += np.outer(error, h)
    return dW, dC


# %% repeated_inputs_lost
# Believes that no word stands twice in a window.
# Hint: dW is not the slope of J in W
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    dW[inputs] = error @ C[words] / len(inputs)
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% uphill
# Returns label − σ, the direction of the step instead of the gradient.
# Hint: This points uphill
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = -np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] += 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% target_like_a_negative
# Forgets the label of the target.
# Hint: The slope of the target's term is σ(x) − 1
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% inputs_ignore_the_target
# Collects only the negatives in dW.
# Hint: The target's term is missing in dW
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error[1:] @ C[negatives] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% label_forgotten_in_dC
# Subtracts the label of the target only on the way to dW.
# Hint: The slope of the target's term is σ(x) − 1
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    sigma = np.exp(-np.logaddexp(0, -C[words] @ h))
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, (sigma @ C[words] - C[target]) / len(inputs))
    np.add.at(dC, words, np.outer(sigma, h))
    return dW, dC


# %% sum_for_the_mean
# Adds up the words that go in.
# Hint: Take the mean of the words that go in; this is their sum
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].sum(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words])
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% whole_slope_for_each
# Gives every word that goes in the slope of the mean, as the original program does.
# Hint: A word has its share of 1/M in the mean
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words])
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% skip_gram_only
# Takes the first word that goes in for the centre.
# Hint: All words go in, not only the first
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs[0]]
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    dW[inputs[0]] = error @ C[words]
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% one_row_moves
# Takes the mean of all, and gives its slope to one of them.
# Hint: Every word that goes in has a slope
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    dW[inputs[0]] = error @ C[words] / len(inputs)
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% rows_only
# Returns a gradient for the words of the guess instead of one like W.
# Hint: dW has a row for every word of the vocabulary
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    return error @ C[words], np.outer(error, h)


# %% overflows
# Uses a form of σ that gives nan where exp overflows.
# Hint: exp(1000) overflows in your σ
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    grown = np.exp(C[words] @ h)
    error = grown / (1 + grown)
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% steps_already
# Moves the matrix while computing.
# Hint: Only compute gradients here
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    W -= 0.1 * dW
    return dW, dC


# %% inputs_take_no_part
# Believes that a word that goes in cannot be a negative.
# Hint: A word that takes part twice adds up its gradients in dC
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    words = words[~np.isin(words, inputs)]
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% sigmoid_too_steep
# Writes σ with tanh(x) instead of tanh(x / 2); the two agree at 0.
# Hint: dW is not the slope of J in W
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = (1 + np.tanh(C[words] @ h)) / 2
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% two_negatives_only
# Believes that K is at most 2, as in the examples.
# Hint: A gradient is not the slope of the loss
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives[:2]]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    np.add.at(dW, inputs, error @ C[words] / len(inputs))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC


# %% returns_lists
# Collects the gradients row by row in a list.
# Hint: Return NumPy arrays, both for dW and for dC
def window_gradients(W, C, inputs, target, negatives):
    words, h = np.concatenate([[target], negatives]), W[inputs].mean(axis=0)
    error = np.exp(-np.logaddexp(0, -C[words] @ h))
    error[0] -= 1
    slope = error @ C[words] / len(inputs)
    dW = [(np.asarray(inputs) == word).sum() * slope for word in range(len(W))]
    dC = [error[words == word].sum() * h for word in range(len(C))]
    return dW, dC
