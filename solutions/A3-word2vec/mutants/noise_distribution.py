# %% normalises_first
# Takes the power of the relative frequencies, which then no longer sum to 1.
# Hint: Divide by the sum after taking the power, not before
def noise_distribution(counts, exponent=0.75, target=None):
    return (counts / counts.sum()) ** exponent


# %% no_exponent
# Draws words as often as they occur.
# Hint: The exponent is missing
def noise_distribution(counts, exponent=0.75, target=None):
    return counts / counts.sum()


# %% not_normalised
# Gives weights, not probabilities.
# Hint: Probabilities sum to 1
def noise_distribution(counts, exponent=0.75, target=None):
    return counts**exponent


# %% ignores_its_argument
# Writes 3/4 into the formula, so other exponents have no effect.
# Hint: Use the argument `exponent`
def noise_distribution(counts, exponent=0.75, target=None):
    weights = np.where(np.arange(len(counts)) == target, 0, counts**0.75)
    return weights / weights.sum()


# %% returns_a_list
# Gives the right numbers in a list.
# Hint: Return a NumPy array
def noise_distribution(counts, exponent=0.75, target=None):
    weights = [(i != target) * float(count) ** exponent for i, count in enumerate(counts)]
    return [weight / sum(weights) for weight in weights]


# %% rounds
# Rounds the probabilities, which in a large vocabulary are tiny.
# Hint: The ratio of two probabilities is the ratio of the counts
def noise_distribution(counts, exponent=0.75, target=None):
    weights = np.where(np.arange(len(counts)) == target, 0, counts**exponent)
    return np.round(weights / weights.sum(), 8)


# %% target_forgotten
# Leaves the argument `target` aside.
# Hint: The target may still be drawn
def noise_distribution(counts, exponent=0.75, target=None):
    weights = counts**exponent
    return weights / weights.sum()


# %% target_0_taken_for_none
# Asks `if target`, which is false for the id 0.
# Hint: Its id may be 0, which is not None
def noise_distribution(counts, exponent=0.75, target=None):
    weights = counts**exponent
    if target:
        weights[target] = 0
    return weights / weights.sum()


# %% sum_with_the_target
# Divides before the target is taken out.
# Hint: divide by the sum without the target
def noise_distribution(counts, exponent=0.75, target=None):
    weights = counts**exponent
    weights /= weights.sum()
    if target is not None:
        weights[target] = 0
    return weights


# %% target_deleted
# Leaves no place for the target, so that all ids after it are off by one.
# Hint: Keep a place for the target
def noise_distribution(counts, exponent=0.75, target=None):
    weights = counts**exponent
    if target is not None:
        weights = np.delete(weights, target)
    return weights / weights.sum()


# %% share_of_the_target_spread
# Gives the target's share to the others in equal parts.
# Hint: whatever the target's share
def noise_distribution(counts, exponent=0.75, target=None):
    weights = counts**exponent / (counts**exponent).sum()
    if target is not None:
        others = np.arange(len(counts)) != target
        weights = others / others.sum()
    return weights


# %% changes_the_counts
# Sets the count of the target to 0, in the caller's array.
# Hint: You change the array `counts` of the caller
def noise_distribution(counts, exponent=0.75, target=None):
    if target is not None:
        counts[target] = 0
    weights = counts**exponent
    return weights / weights.sum()
