# ruff: noqa: F811, F821
# %% loop_and_cases
# One term at a time, with a case for each sign of the score; returns an array of no dimension.
def sgns_loss(W, C, center, target, negatives):
    def minus_log_sigmoid(s):
        if s > 0:
            return np.log1p(np.exp(-s))
        return -s + np.log1p(np.exp(s))

    loss = minus_log_sigmoid(np.dot(C[target], W[center]))
    for word in negatives:
        loss = loss + minus_log_sigmoid(-np.dot(C[word], W[center]))
    return np.asarray(loss)


# %% vectorised
# One dot product for all scores, with a sign for each.
def sgns_loss(W, C, center, target, negatives):
    words = np.append(target, negatives)
    signs = np.where(np.arange(len(words)) == 0, -1, 1)
    return np.logaddexp(0, signs * (C[words] @ W[center])).sum()


# %% float32
# Computes in 32-bit floats.
def sgns_loss(W, C, center, target, negatives):
    w, C = W[center].astype(np.float32), C.astype(np.float32)
    positive = np.logaddexp(np.float32(0), -C[target] @ w)
    return positive + np.logaddexp(np.float32(0), C[negatives] @ w).sum()
