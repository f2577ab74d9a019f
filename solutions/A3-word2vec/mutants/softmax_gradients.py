# %% overflows
# Writes the formula down as it stands.
# Hint: exp(1000) overflows
def softmax_gradients(w, C, target):
    powers = np.exp(C @ w)
    error = powers / powers.sum()
    J = -np.log(error[target])
    error[target] -= 1
    return J, error @ C, np.outer(error, w)


# %% logarithm_of_what_vanished
# Takes the largest score away, and then the logarithm of a probability that is 0 for a float.
# Hint: Here p is 0 for a float
def softmax_gradients(w, C, target):
    scores = C @ w
    powers = np.exp(scores - scores.max())
    error = powers / powers.sum()
    J = -np.log(error[target])
    error[target] -= 1
    return J, error @ C, np.outer(error, w)


# %% small_number_added
# Keeps the logarithm finite by adding a small number to p.
# Hint: write −log p as a difference first
def softmax_gradients(w, C, target):
    scores = C @ w
    powers = np.exp(scores - scores.max())
    error = powers / powers.sum()
    J = -np.log(error[target] + 1e-12)
    error[target] -= 1
    return J, error @ C, np.outer(error, w)


# %% cuts_large_scores
# Clips the scores where exp would overflow.
# Hint: write −log p as a difference first
def softmax_gradients(w, C, target):
    scores = np.clip(C @ w, -500, 500)
    error = np.exp(scores - np.logaddexp.reduce(scores))
    J = np.logaddexp.reduce(scores) - scores[target]
    error[target] -= 1
    return J, error @ C, np.outer(error, w)


# %% largest_of_zero
# Starts to look for the largest score at 0, so that scores far below it vanish all together.
# Hint: take the largest score from all
def softmax_gradients(w, C, target):
    scores = C @ w
    scores = scores - max(0, scores.max())
    total = np.exp(scores).sum()
    error = np.exp(scores) / total
    error[target] -= 1
    return np.log(total) - scores[target], error @ C, np.outer(error, w)


# %% log_likelihood
# Returns what a text makes likely, and not a loss.
# Hint: J is a loss: mind the minus sign
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return log_p[target], error @ C, np.outer(error, w)


# %% probability
# Forgets the logarithm.
# Hint: This is the probability of the target
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return np.exp(log_p[target]), error @ C, np.outer(error, w)


# %% logarithm_to_base_2
# Counts in bits.
# Hint: Use the natural logarithm
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return -log_p[target] / np.log(2), error @ C, np.outer(error, w)


# %% sum_without_the_target
# Compares the target with the others only.
# Hint: The sum goes over all words
def softmax_gradients(w, C, target):
    scores = C @ w
    error = np.exp(scores - np.logaddexp.reduce(scores))
    error[target] -= 1
    others = np.delete(scores, target)
    return np.logaddexp.reduce(others) - scores[target], error @ C, np.outer(error, w)


# %% sigmoids
# Asks one question about each word, as negative sampling does.
# Hint: divide by the sum of all words
def softmax_gradients(w, C, target):
    scores = C @ w
    error = np.exp(-np.logaddexp(0, -scores))
    error[target] -= 1
    return np.logaddexp(0, -scores[target]), error @ C, np.outer(error, w)


# %% sum_of_all_losses
# Adds up the losses of all words.
# Hint: the loss is that of the target
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return -log_p.sum(), error @ C, np.outer(error, w)


# %% uphill
# Returns truth minus belief, the direction of the step.
# Hint: This points uphill
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = -np.exp(log_p)
    error[target] += 1
    return -log_p[target], error @ C, np.outer(error, w)


# %% target_like_any_other
# Forgets what is true.
# Hint: The slope of the target's score is p − 1
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    return -log_p[target], error @ C, np.outer(error, w)


# %% target_only
# Takes the slope of the target's score and no other.
# Hint: All words take part, not only the target
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    slope = np.exp(log_p[target]) - 1
    dC = np.zeros_like(C)
    dC[target] = slope * w
    return -log_p[target], slope * C[target], dC


# %% target_only_in_dC
# Moves w rightly, and of C the target's row alone.
# Hint: no row of dC is 0
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    dC = np.zeros_like(C)
    dC[target] = error[target] * w
    return -log_p[target], error @ C, dC


# %% derivative_swapped
# Takes w for the derivative of x with respect to w.
# Hint: The derivative of x = C·w with respect to w is C
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return -log_p[target], error.sum() * w, np.outer(error, w)


# %% scores_for_probabilities
# Subtracts the truth from the scores.
# Hint: Slopes need the probabilities
def softmax_gradients(w, C, target):
    scores = C @ w
    J = np.logaddexp.reduce(scores) - scores[target]
    scores[target] -= 1
    return J, scores @ C, np.outer(scores, w)


# %% turned_on_its_side
# Multiplies the other way round.
# Hint: this is turned on its side
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return -log_p[target], error @ C, np.outer(w, error)


# %% three_words
# Writes the truth of the example.
# Hint: Your code stopped with ValueError
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p) - np.eye(3)[target]
    return -log_p[target], error @ C, np.outer(error, w)


# %% most_likely_word
# Takes the word that the model believes in for the target.
# Hint: J is −log p of the target
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    target = scores.argmax()
    error = np.exp(log_p)
    error[target] -= 1
    return -log_p[target], error @ C, np.outer(error, w)


# %% steps_already
# Moves w while computing.
# Hint: Only compute gradients here
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    dw, dC = error @ C, np.outer(error, w)
    w -= 0.1 * dw
    C -= 0.1 * dC
    return -log_p[target], dw, dC


# %% returns_a_list
# Collects the slope of w number by number.
# Hint: Return NumPy arrays
def softmax_gradients(w, C, target):
    scores = C @ w
    log_p = scores - np.logaddexp.reduce(scores)
    error = np.exp(log_p)
    error[target] -= 1
    return -log_p[target], [sum(error * column) for column in C.T], np.outer(error, w)
