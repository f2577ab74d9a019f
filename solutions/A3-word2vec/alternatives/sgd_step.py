# ruff: noqa: F811, F821
# %% slices
# Assigns to slices, and in C only to the rows that move; asks with `if` for the least rate.
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    ahead = 1 - progress
    if ahead < 0.0001:
        ahead = 0.0001
    dW, dC = gradients(W, C, inputs, target, negatives)
    W[:] = W - ahead * learning_rate * dW
    for word in range(len(C)):
        if dC[word].any():
            C[word, :] = C[word] - ahead * learning_rate * dC[word]


# %% loops
# Goes through the numbers one by one; takes from the first rate what is lost so far.
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = max(learning_rate - learning_rate * progress, learning_rate / 10_000)
    for word in range(len(W)):
        for d in range(W.shape[1]):
            W[word, d] -= rate * dW[word, d]
            C[word, d] -= rate * dC[word, d]


# %% float32
# Makes the step in 32-bit floats.
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    rate = np.float32(learning_rate * np.clip(1 - progress, 1e-4, 1))
    slopes = gradients(W, C, inputs, target, negatives)
    dW, dC = (rate * slope.astype(np.float32) for slope in slopes)
    W -= dW
    C -= dC
