# ruff: noqa: F811, F821
# %% slices
# Assigns to slices, and in C only to the rows that move.
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W[:] = W - learning_rate * dW
    for word in range(len(C)):
        if dC[word].any():
            C[word, :] = C[word] - learning_rate * dC[word]


# %% loops
# Goes through the numbers one by one.
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    for word in range(len(W)):
        for d in range(W.shape[1]):
            W[word, d] -= learning_rate * dW[word, d]
            C[word, d] -= learning_rate * dC[word, d]


# %% float32
# Makes the step in 32-bit floats.
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    slopes = gradients(W, C, inputs, target, negatives)
    dW, dC = (np.float32(learning_rate) * slope.astype(np.float32) for slope in slopes)
    W -= dW
    C -= dC
