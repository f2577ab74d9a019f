# %% uphill
# Adds the gradient.
# Hint: Downhill is against the gradient
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W += learning_rate * dW
    C += learning_rate * dC


# %% new_arrays
# Assigns to the names W and C, which leaves the caller's arrays as they were.
# Hint: C has not moved
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W = W - learning_rate * dW
    C = C - learning_rate * dC


# %% gradients_swapped
# Takes the gradient of C first.
# Hint: This is the gradient of C
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dC, dW = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * dW
    C -= learning_rate * dC


# %% no_learning_rate
# Goes the whole gradient.
# Hint: The learning rate is missing
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= dW
    C -= dC


# %% one_after_the_other
# Moves W first, and takes the gradient of C at the new point.
# Hint: Ask for both gradients once
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, _ = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * dW
    _, dC = gradients(W, C, inputs, target, negatives)
    C -= learning_rate * dC


# %% adds_up_in_64_bits
# Makes arrays of 64-bit floats first, which are new ones if the caller's have 32 bits.
# Hint: Change the array you got, whatever its type
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    W, C = W.astype(float, copy=False), C.astype(float, copy=False)
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * dW
    C -= learning_rate * dC


# %% learning_rate_of_the_example
# Writes 0.1 into the formula.
# Hint: Subtract the learning rate that comes in times the whole gradient
def sgd_step(W, C, inputs, target, negatives, learning_rate, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= 0.1 * dW
    C -= 0.1 * dC
