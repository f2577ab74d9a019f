# ruff: noqa: F811, F821
# %% slices
# Assigns to slices.
def adagrad_step(x, gradient, squares, learning_rate):
    squares[...] = squares + gradient * gradient
    x[...] = x - learning_rate * gradient * squares**-0.5


# %% loop
# Goes through the numbers one by one.
def adagrad_step(x, gradient, squares, learning_rate):
    for i in np.ndindex(x.shape):
        squares[i] += gradient[i] ** 2
        x[i] -= learning_rate * gradient[i] / squares[i] ** 0.5


# %% float32
# Computes in 32-bit floats.
def adagrad_step(x, gradient, squares, learning_rate):
    g = gradient.astype(np.float32)
    total = squares.astype(np.float32) + g**2
    np.copyto(squares, total)
    np.subtract(x, np.float32(learning_rate) * g / np.sqrt(total), out=x, casting="same_kind")
