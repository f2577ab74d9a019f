# ruff: noqa: B905, F811, F821
# %% loop
# Adds up the product and builds the lists number by number.
def glove_gradients(w, c, b, b_context, x, f):
    from math import log

    error = sum(p * q for p, q in zip(w, c)) + b + b_context - log(x)
    dw = np.array([f * error * q for q in c])
    dc = np.array([f * error * p for p in w])
    return dw, dc, f * error, f * error


# %% rows_with_biases
# Puts a 1 and the bias beside each vector, so that the error is one product of rows.
def glove_gradients(w, c, b, b_context, x, f):
    row, column = np.r_[1.0, b, w], np.r_[b_context, 1.0, c]
    slope = f * (row @ column - np.log(x))
    d_row, d_column = slope * column, slope * row
    return [d_row[2:], d_column[2:], d_row[1], d_column[0]]


# %% float32
# Computes in 32-bit floats.
def glove_gradients(w, c, b, b_context, x, f):
    w, c, b, b_context, x, f = (np.float32(one) for one in (w, c, b, b_context, x, f))
    slope = f * (w @ c + b + b_context - np.log(x))
    return slope * c, slope * w, slope, slope
