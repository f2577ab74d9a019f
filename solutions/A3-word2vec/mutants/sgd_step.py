# %% uphill
# Adds the gradient.
# Hint: Downhill is against the gradient
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[center] += learning_rate * dw
    C += learning_rate * dC


# %% new_arrays
# Assigns to the names W and C, which leaves the caller's arrays as they were.
# Hint: C has not moved
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[center] = W[center] - learning_rate * dw
    C = C - learning_rate * dC


# %% moves_every_row
# Subtracts dw from all of W.
# Hint: dw belongs to row `center` of W; you moved every row
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W -= learning_rate * dw
    C -= learning_rate * dC


# %% moves_the_target
# Mixes up centre and target.
# Hint: you moved the target's row
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[target] -= learning_rate * dw
    C -= learning_rate * dC


# %% no_learning_rate
# Goes the whole gradient.
# Hint: The learning rate is missing
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[center] -= dw
    C -= dC


# %% one_after_the_other
# Moves W first, and takes the gradient of C at the new point.
# Hint: Ask for both gradients once
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, _ = gradients(W, C, center, target, negatives)
    W[center] -= learning_rate * dw
    _, dC = gradients(W, C, center, target, negatives)
    C -= learning_rate * dC


# %% adds_up_in_64_bits
# Makes arrays of 64-bit floats first, which are new ones if the caller's have 32 bits.
# Hint: Change the rows of the array you got
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    W, C = W.astype(float, copy=False), C.astype(float, copy=False)
    dw, dC = gradients(W, C, center, target, negatives)
    W[center] -= learning_rate * dw
    C -= learning_rate * dC


# %% learning_rate_of_the_example
# Writes 0.1 into the formula.
# Hint: Multiply by the learning rate that comes in
def sgd_step(W, C, center, target, negatives, learning_rate, gradients):
    dw, dC = gradients(W, C, center, target, negatives)
    W[center] -= 0.1 * dw
    C -= 0.1 * dC
