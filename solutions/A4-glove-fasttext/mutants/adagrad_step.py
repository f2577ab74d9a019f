# %% uphill
# Adds the step.
# Hint: Downhill is against the gradient
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient**2
    x += learning_rate * gradient / np.sqrt(squares)


# %% step_before_sum
# Takes the step first, as GloVe's program does.
# Hint: First add to the sum, then divide by its root
def adagrad_step(x, gradient, squares, learning_rate):
    x -= learning_rate * gradient / np.sqrt(squares)
    squares += gradient**2


# %% no_root
# Divides by the sum of squares itself.
# Hint: Divide by the square root of the sum
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient**2
    x -= learning_rate * gradient / squares


# %% plain_descent
# Keeps the sum and does not use it.
# Hint: This is plain gradient descent
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient**2
    x -= learning_rate * gradient


# %% no_learning_rate
# Goes a whole step.
# Hint: The learning rate is missing
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient**2
    x -= gradient / np.sqrt(squares)


# %% last_square_only
# Keeps the last square instead of the sum.
# Hint: this keeps the last square only
def adagrad_step(x, gradient, squares, learning_rate):
    squares[:] = gradient**2
    x -= learning_rate * gradient / np.sqrt(squares)


# %% sum_of_gradients
# Adds up the gradients.
# Hint: Add the square of the gradient, not the gradient
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient
    x -= learning_rate * gradient / np.sqrt(abs(squares))


# %% new_sums
# Assigns to the name squares, which leaves the caller's sums as they were.
# Hint: squares has not changed
def adagrad_step(x, gradient, squares, learning_rate):
    squares = squares + gradient**2
    x -= learning_rate * gradient / np.sqrt(squares)


# %% new_numbers
# Assigns to the name x.
# Hint: x has not moved
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient**2
    x = x - learning_rate * gradient / np.sqrt(squares)


# %% learning_rate_in_the_sum
# Adds up the squares of steps, as GloVe's program does.
# Hint: The learning rate has no place in the sum
def adagrad_step(x, gradient, squares, learning_rate):
    squares += (learning_rate * gradient) ** 2
    x -= learning_rate * gradient / np.sqrt(squares)


# %% one_sum_for_all
# Keeps one pace for the whole array.
# Hint: Every number has a sum of its own
def adagrad_step(x, gradient, squares, learning_rate):
    squares += gradient**2
    x -= learning_rate * gradient / np.sqrt(squares.mean())


# %% adds_up_in_64_bits
# Makes arrays of 64-bit floats first, which are new ones if the caller's have 32 bits.
# Hint: Change the array you got, whatever its type
def adagrad_step(x, gradient, squares, learning_rate):
    x, squares = x.astype(float, copy=False), squares.astype(float, copy=False)
    squares += gradient**2
    x -= learning_rate * gradient / np.sqrt(squares)


# %% squares_the_gradient
# Squares the gradient in the caller's array.
# Hint: You change the gradient of the caller
def adagrad_step(x, gradient, squares, learning_rate):
    sign = np.sign(gradient)
    gradient *= gradient
    squares += gradient
    x -= learning_rate * sign * np.sqrt(gradient / squares)
