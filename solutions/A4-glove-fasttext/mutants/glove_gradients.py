# %% factor_2
# Takes the slope of f · e², without the 1/2.
# Hint: The slope of e²/2 is e, without a factor 2
def glove_gradients(w, c, b, b_context, x, f):
    slope = 2 * f * (w @ c + b + b_context - np.log(x))
    return slope * c, slope * w, slope, slope


# %% uphill
# Takes log x minus what explains it.
# Hint: This points uphill
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (np.log(x) - w @ c - b - b_context)
    return slope * c, slope * w, slope, slope


# %% no_weight
# Forgets f.
# Hint: The weight f is missing
def glove_gradients(w, c, b, b_context, x, f):
    slope = w @ c + b + b_context - np.log(x)
    return slope * c, slope * w, slope, slope


# %% vectors_swapped
# Moves each vector along itself.
# Hint: The derivative of w·c with respect to w is c, not w
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (w @ c + b + b_context - np.log(x))
    return slope * w, slope * c, slope, slope


# %% no_logarithm
# Compares with the count.
# Hint: The error compares with the logarithm of the count
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (w @ c + b + b_context - x)
    return slope * c, slope * w, slope, slope


# %% no_biases_in_the_error
# Leaves the biases out of the error.
# Hint: The biases belong to the error
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (w @ c - np.log(x))
    return slope * c, slope * w, slope, slope


# %% squared_error
# Keeps the square.
# Hint: The slope of e²/2 is e, not its square
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (w @ c + b + b_context - np.log(x)) ** 2
    return slope * c, slope * w, slope, slope


# %% weight_forgotten_in_biases
# Multiplies by f only where vectors move.
# Hint: The weight f is missing in the slopes of the biases
def glove_gradients(w, c, b, b_context, x, f):
    error = w @ c + b + b_context - np.log(x)
    return f * error * c, f * error * w, error, error


# %% biases_times_themselves
# Treats a bias like a vector.
# Hint: A bias stands in the error with a factor 1
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (w @ c + b + b_context - np.log(x))
    return slope * c, slope * w, slope * b, slope * b_context


# %% moves_already
# Takes the step while computing, and the new w for the slope of c.
# Hint: Only compute gradients here
def glove_gradients(w, c, b, b_context, x, f):
    slope = f * (w @ c + b + b_context - np.log(x))
    dw, dc = slope * c, slope * w
    w -= 0.1 * dw
    return dw, dc, slope, slope
