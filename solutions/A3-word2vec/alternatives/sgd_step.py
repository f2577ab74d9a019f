# %% slices
# Assigns to slices, and only to the rows that move.
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[center, :] = W[center] - learning_rate * dw
    for word in range(len(C)):
        if dC[word].any():
            C[word, :] = C[word] - learning_rate * dC[word]
