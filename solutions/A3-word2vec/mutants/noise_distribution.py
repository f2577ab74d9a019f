# %% normalises_first
# Takes the power of the relative frequencies, which then no longer sum to 1.
# Hint: Divide by the sum after taking the power, not before
def noise_distribution(counts, exponent=0.75):
    return (counts / counts.sum()) ** exponent


# %% no_exponent
# Draws words as often as they occur.
# Hint: The exponent is missing
def noise_distribution(counts, exponent=0.75):
    return counts / counts.sum()


# %% not_normalised
# Gives weights, not probabilities.
# Hint: Probabilities sum to 1
def noise_distribution(counts, exponent=0.75):
    return counts**exponent


# %% ignores_its_argument
# Writes 3/4 into the formula, so other exponents have no effect.
# Hint: Use the argument `exponent`
def noise_distribution(counts, exponent=0.75):
    weights = counts**0.75
    return weights / weights.sum()


# %% returns_a_list
# Gives the right numbers in a list.
# Hint: Return a NumPy array
def noise_distribution(counts, exponent=0.75):
    weights = [float(count) ** exponent for count in counts]
    return [weight / sum(weights) for weight in weights]


# %% rounds
# Rounds the probabilities, which in a large vocabulary are tiny.
# Hint: The ratio of two probabilities is the ratio of the counts
def noise_distribution(counts, exponent=0.75):
    weights = counts**exponent
    return np.round(weights / weights.sum(), 8)
