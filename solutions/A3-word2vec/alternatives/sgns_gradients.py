# ruff: noqa: B905, F811, F821
# %% loop
# A loop over the words, with a function of its own for σ.
def sgns_gradients(W, C, center, target, negatives):
    def sigmoid(s):
        return 1 / (1 + np.exp(-s)) if s > 0 else np.exp(s) / (1 + np.exp(s))

    w = W[center].copy()
    dw, dC = np.zeros(W.shape[1]), np.zeros(C.shape)
    for word, label in [(target, 1), *((word, 0) for word in negatives)]:
        error = sigmoid(C[word] @ w) - label
        dw += error * C[word]
        dC[word] += error * w
    return dw, dC


# %% one_hot
# A matrix of one-hot rows turns the repeated words into a sum.
def sgns_gradients(W, C, center, target, negatives):
    words = np.array([target, *negatives])
    one_hot = np.zeros((len(words), len(C)))
    one_hot[np.arange(len(words)), words] = 1
    error = 0.5 * (1 + np.tanh(C[words] @ W[center] / 2)) - (np.arange(len(words)) == 0)
    return C.T @ (one_hot.T @ error), np.outer(one_hot.T @ error, W[center])


# %% textbook_sigmoid
# 1 / (1 + exp(−s)) warns about overflow for large scores, and its result is still right.
def sgns_gradients(W, C, center, target, negatives):
    words = np.concatenate(([target], negatives))
    error = 1 / (1 + np.exp(-(C[words] @ W[center])))
    error[0] -= 1
    dC = np.zeros(C.shape)
    for word, slope in zip(words, error):
        dC[word] += slope * W[center]
    return (error[:, None] * C[words]).sum(axis=0), dC


# %% float32
# Computes in 32-bit floats.
def sgns_gradients(W, C, center, target, negatives):
    w, small = W[center].astype(np.float32), C.astype(np.float32)
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(np.float32(0), -small[words] @ w))
    error[0] -= 1
    dC = np.zeros_like(small)
    np.add.at(dC, words, np.outer(error, w))
    return error @ small[words], dC
