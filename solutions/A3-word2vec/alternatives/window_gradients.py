# ruff: noqa: B905, F811, F821
# %% loop
# Loops over the words, with a function of its own for σ.
def window_gradients(W, C, inputs, target, negatives):
    def sigmoid(s):
        return 1 / (1 + np.exp(-s)) if s > 0 else np.exp(s) / (1 + np.exp(s))

    h = sum(W[word] for word in inputs) / len(inputs)
    dh, dW, dC = np.zeros(W.shape[1]), np.zeros(W.shape), np.zeros(C.shape)
    for word, label in [(target, 1), *((word, 0) for word in negatives)]:
        error = sigmoid(C[word] @ h) - label
        dh += error * C[word]
        dC[word] += error * h
    for word in inputs:
        dW[word] += dh / len(inputs)
    return dW, dC


# %% one_hot
# Matrices of one-hot rows turn the mean and the repeated words into products.
def window_gradients(W, C, inputs, target, negatives):
    def one_hot(words):
        rows = np.zeros((len(words), len(C)))
        rows[np.arange(len(words)), words] = 1
        return rows

    goes_in, asked = one_hot(inputs).mean(axis=0), one_hot([target, *negatives])
    h = goes_in @ W
    error = 0.5 * (1 + np.tanh(asked @ C @ h / 2)) - (np.arange(len(asked)) == 0)
    return np.outer(goes_in, C.T @ (asked.T @ error)), np.outer(asked.T @ error, h)


# %% textbook_sigmoid
# 1 / (1 + exp(−s)) warns about overflow for large scores, and its result is still right.
def window_gradients(W, C, inputs, target, negatives):
    h = np.average(W[inputs], axis=0)
    words = np.concatenate(([target], negatives))
    error = 1 / (1 + np.exp(-(C[words] @ h)))
    error[0] -= 1
    dC = np.zeros(C.shape)
    for word, slope in zip(words, error):
        dC[word] += slope * h
    times = np.bincount(inputs, minlength=len(W)) / len(inputs)
    return times[:, None] * (error[:, None] * C[words]).sum(axis=0), dC


# %% float32
# Computes in 32-bit floats.
def window_gradients(W, C, inputs, target, negatives):
    small, h = C.astype(np.float32), W.astype(np.float32)[inputs].mean(axis=0)
    words = np.concatenate([[target], negatives])
    error = np.exp(-np.logaddexp(np.float32(0), -small[words] @ h))
    error[0] -= 1
    dW, dC = np.zeros(W.shape, np.float32), np.zeros_like(small)
    np.add.at(dW, inputs, error @ small[words] / np.float32(len(inputs)))
    np.add.at(dC, words, np.outer(error, h))
    return dW, dC
