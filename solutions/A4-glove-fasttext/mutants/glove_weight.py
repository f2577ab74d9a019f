# %% no_limit
# Lets the weight grow on beyond x_max.
# Hint: From x_max on the weight is 1
def glove_weight(X, x_max=100.0, alpha=0.75):
    return (X / x_max) ** alpha


# %% no_exponent
# Believes that the weight grows in proportion to the count.
# Hint: The exponent α is missing
def glove_weight(X, x_max=100.0, alpha=0.75):
    return np.minimum(X / x_max, 1)


# %% zero_counts_weigh_one
# Takes the case "otherwise" for counts of 0.
# Hint: A pair that never met has no weight
def glove_weight(X, x_max=100.0, alpha=0.75):
    return np.where((X > 0) & (X < x_max), (X / x_max) ** alpha, 1.0)


# %% not_divided
# Takes the power of the count itself.
# Hint: Divide by x_max first
def glove_weight(X, x_max=100.0, alpha=0.75):
    return np.minimum(X**alpha, 1)


# %% numbers_of_the_paper
# Writes 100 and 3/4 into the formula.
# Hint: Use the arguments `x_max` and `alpha`
def glove_weight(X, x_max=100.0, alpha=0.75):
    return np.minimum(X / 100, 1) ** 0.75


# %% cuts_the_counts
# Cuts large counts off in the caller's array.
# Hint: You change the array X of the caller
def glove_weight(X, x_max=100.0, alpha=0.75):
    X[X > x_max] = x_max
    return (X / x_max) ** alpha


# %% returns_lists
# Gives the right numbers in lists.
# Hint: Return a NumPy array like X
def glove_weight(X, x_max=100.0, alpha=0.75):
    return (np.minimum(X / x_max, 1) ** alpha).tolist()
