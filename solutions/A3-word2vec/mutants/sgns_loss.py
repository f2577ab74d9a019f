# %% overflows
# Writes the formula down as it stands.
# Hint: exp(1000) overflows
def sgns_loss(W, C, center, target, negatives):
    def sigmoid(s):
        return 1 / (1 + np.exp(-s))

    w = W[center]
    return -np.log(sigmoid(C[target] @ w)) - np.log(sigmoid(-(C[negatives] @ w))).sum()


# %% negatives_pulled_too
# Leaves out the minus inside σ, so negatives should score high as well.
# Hint: Negatives enter with the opposite sign
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    return np.logaddexp(0, -C[target] @ w) + np.logaddexp(0, -C[negatives] @ w).sum()


# %% mean_of_negatives
# Averages over the negatives.
# Hint: Sum over the negatives; this is their mean
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    return np.logaddexp(0, -C[target] @ w) + np.logaddexp(0, C[negatives] @ w).mean()


# %% log_likelihood
# Returns what the paper maximises, not what we minimise.
# Hint: J is a loss
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    return -np.logaddexp(0, -C[target] @ w) - np.logaddexp(0, C[negatives] @ w).sum()


# %% matrices_swapped
# Looks the centre up in C and the other words in W.
# Hint: The centre's vector is a row of W
def sgns_loss(W, C, center, target, negatives):
    c = C[center]
    return np.logaddexp(0, -W[target] @ c) + np.logaddexp(0, W[negatives] @ c).sum()


# %% labels_swapped
# Pushes the target away and pulls the negatives.
# Hint: Target and negatives are the wrong way round
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    return np.logaddexp(0, C[target] @ w) + np.logaddexp(0, -C[negatives] @ w).sum()


# %% each_negative_once
# Removes repeated negatives.
# Hint: A negative that was drawn twice counts twice
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    different = np.unique(negatives)
    return np.logaddexp(0, -C[target] @ w) + np.logaddexp(0, C[different] @ w).sum()


# %% two_negatives_only
# Believes that K is always 2, as in the examples.
# Hint: Compare your sum with the formula, term by term
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    return np.logaddexp(0, -C[target] @ w) + np.logaddexp(0, C[negatives[:2]] @ w).sum()


# %% logarithm_to_base_2
# Counts in bits.
# Hint: Use the natural logarithm
def sgns_loss(W, C, center, target, negatives):
    w = W[center]
    loss = np.logaddexp(0, -C[target] @ w) + np.logaddexp(0, C[negatives] @ w).sum()
    return loss / np.log(2)
