# ruff: noqa: F811, F821
# %% slices
# Assigns to slices, and only to the rows that move.
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[center, :] = W[center] - learning_rate * dw
    for word in range(len(C)):
        if dC[word].any():
            C[word, :] = C[word] - learning_rate * dC[word]


# %% loops
# Goes through the numbers one by one.
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    for d in range(len(dw)):
        W[center, d] -= learning_rate * dw[d]
        for word in range(len(C)):
            C[word, d] -= learning_rate * dC[word, d]


# %% float32
# Makes the step in 32-bit floats.
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    slopes = gradients(W, C, center, target, negatives)
    dw, dC = (np.float32(learning_rate) * slope.astype(np.float32) for slope in slopes)
    W[center] -= dw
    C -= dC
