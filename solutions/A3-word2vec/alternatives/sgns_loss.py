# ruff: noqa: F821
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
