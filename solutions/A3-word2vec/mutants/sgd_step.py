# %% uphill
# Adds the gradient.
# Hint: Downhill is against the gradient
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = learning_rate * max(1 - progress, 1e-4)
    W += rate * dW
    C += rate * dC


# %% new_arrays
# Assigns to the names W and C, which leaves the caller's arrays as they were.
# Hint: C has not moved
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = learning_rate * max(1 - progress, 1e-4)
    W = W - rate * dW
    C = C - rate * dC


# %% gradients_swapped
# Takes the gradient of C first.
# Hint: This is the gradient of C
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dC, dW = gradients(W, C, inputs, target, negatives)
    rate = learning_rate * max(1 - progress, 1e-4)
    W -= rate * dW
    C -= rate * dC


# %% no_learning_rate
# Lets the whole gradient fall.
# Hint: The learning rate is missing
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= max(1 - progress, 1e-4) * dW
    C -= max(1 - progress, 1e-4) * dC


# %% one_after_the_other
# Moves W first, and takes the gradient of C at the new point.
# Hint: Ask for both gradients once
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    rate = learning_rate * max(1 - progress, 1e-4)
    dW, _ = gradients(W, C, inputs, target, negatives)
    W -= rate * dW
    _, dC = gradients(W, C, inputs, target, negatives)
    C -= rate * dC


# %% adds_up_in_64_bits
# Makes arrays of 64-bit floats first, which are new ones if the caller's have 32 bits.
# Hint: Change the array you got, whatever its type
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    W, C = W.astype(float, copy=False), C.astype(float, copy=False)
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = learning_rate * max(1 - progress, 1e-4)
    W -= rate * dW
    C -= rate * dC


# %% learning_rate_of_the_example
# Writes 0.1 into the formula.
# Hint: The rate is learning_rate
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = 0.1 * max(1 - progress, 1e-4)
    W -= rate * dW
    C -= rate * dC


# %% rate_stays
# Leaves the argument `progress` aside.
# Hint: The rate falls with progress
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * dW
    C -= learning_rate * dC


# %% rate_grows
# Multiplies by what is done, so that the first steps are tiny and the last ones long.
# Hint: The rate falls as 1 − s: at the start it is whole
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = learning_rate * max(progress, 1e-4)
    W -= rate * dW
    C -= rate * dC


# %% rate_grows_from_zero
# The same without a least rate: the first step goes nowhere.
# Hint: or is the rate 0 at the start
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * progress * dW
    C -= learning_rate * progress * dC


# %% progress_taken_from_the_rate
# Subtracts before multiplying.
# Hint: Take what is done from 1, not from the rate
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = max(learning_rate - progress, 1e-4 * learning_rate)
    W -= rate * dW
    C -= rate * dC


# %% falls_for_one_matrix
# Lets the rate of W fall and forgets C.
# Hint: The rate falls for both matrices
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * max(1 - progress, 1e-4) * dW
    C -= learning_rate * dC


# %% falls_to_zero
# Follows the line to its end.
# Hint: The rate must not reach 0
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    W -= learning_rate * (1 - progress) * dW
    C -= learning_rate * (1 - progress) * dC


# %% least_rate_by_itself
# Takes 0.0001 for the least rate, whatever the first was.
# Hint: The least rate is a ten-thousandth of the first
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    dW, dC = gradients(W, C, inputs, target, negatives)
    rate = max(learning_rate * (1 - progress), 1e-4)
    W -= rate * dW
    C -= rate * dC
