# %% no_half
# Follows the paper, which has no 1/2.
# Hint: The factor 1/2 is missing
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b[:, None] + b_context)[met] - np.log(X[met])
    return (F[met] * error**2).sum()


# %% not_squared
# Adds up errors, which cancel each other.
# Hint: Square the errors
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b[:, None] + b_context)[met] - np.log(X[met])
    return 0.5 * (F[met] * error).sum()


# %% no_biases
# Explains the counts by vectors alone.
# Hint: The biases are missing
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T)[met] - np.log(X[met])
    return 0.5 * (F[met] * error**2).sum()


# %% one_bias
# Forgets that contexts have biases, too.
# Hint: The bias of the context is missing
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b[:, None])[met] - np.log(X[met])
    return 0.5 * (F[met] * error**2).sum()


# %% biases_crossed
# Adds b to each row, which gives it to the columns; a matrix that is not square shows it at once.
# Hint: b belongs to the rows and b_context to the columns
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b + b_context[:, None])[met] - np.log(X[met])
    return 0.5 * (F[met] * error**2).sum()


# %% no_weights
# Lets all cells count alike.
# Hint: The weights F are missing
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b[:, None] + b_context)[met] - np.log(X[met])
    return 0.5 * (error**2).sum()


# %% no_logarithm
# Explains the counts, not their logarithms.
# Hint: Vectors explain the logarithm of the count
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b[:, None] + b_context)[met] - X[met]
    return 0.5 * (F[met] * error**2).sum()


# %% zero_counts_take_part
# Trusts the weight 0 to silence cells without a count.
# Hint: Only cells with X > 0 take part
def glove_loss(W, C, b, b_context, X, F):
    error = W @ C.T + b[:, None] + b_context - np.log(X)
    return 0.5 * (F * error**2).sum()


# %% mean
# Averages over the cells.
# Hint: Sum over the cells; this is their mean
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (W @ C.T + b[:, None] + b_context)[met] - np.log(X[met])
    return 0.5 * (F[met] * error**2).mean()


# %% sides_swapped
# Takes contexts for rows.
# Hint: W belongs to the rows of X
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    error = (C @ W.T + b[:, None] + b_context)[met] - np.log(X[met])
    return 0.5 * (F[met] * error**2).sum()


# %% small_counts_left_out
# Takes a count below 1, as 1/d gives it, for none.
# Hint: Compare your sum with the formula, cell by cell
def glove_loss(W, C, b, b_context, X, F):
    met = X >= 1
    error = (W @ C.T + b[:, None] + b_context)[met] - np.log(X[met])
    return 0.5 * (F[met] * error**2).sum()


# %% fills_the_zeros
# Replaces zeros by ones in the caller's matrix, that the logarithm exists.
# Hint: You change an array of the caller
def glove_loss(W, C, b, b_context, X, F):
    met = X > 0
    X[~met] = 1
    error = W @ C.T + b[:, None] + b_context - np.log(X)
    return 0.5 * (F * met * error**2).sum()
