# %% larger_only
# Counts only deals that are larger.
# Hint: a sum equal to the observed one counts
def p_value(s, n):
    from itertools import combinations

    sums = np.array([sum(s[list(chosen)]) for chosen in combinations(range(len(s)), n)])
    return (sums > sum(s[:n])).mean()


# %% number_of_deals
# Counts, and does not divide.
# Hint: Give the share of the deals
def p_value(s, n):
    from itertools import combinations

    sums = np.array([sum(s[list(chosen)]) for chosen in combinations(range(len(s)), n)])
    return float((sums >= sum(s[:n])).sum())


# %% other_tail
# Counts the deals that lean less.
# Hint: not at most as large
def p_value(s, n):
    from itertools import combinations

    sums = np.array([sum(s[list(chosen)]) for chosen in combinations(range(len(s)), n)])
    return (sums <= sum(s[:n])).mean()


# %% two_sided
# Counts deals that lean as far to either side.
# Hint: One side only
def p_value(s, n):
    from itertools import combinations

    sums = np.array([sum(s[list(chosen)]) for chosen in combinations(range(len(s)), n)])
    middle = n * np.mean(s)
    return (abs(sums - middle) >= abs(sum(s[:n]) - middle)).mean()


# %% orders_below
# Divides by the number of ordered choices.
# Hint: Which words are chosen counts, not their order
def p_value(s, n):
    from itertools import combinations
    from math import perm

    large = [sum(s[list(one)]) >= sum(s[:n]) for one in combinations(range(len(s)), n)]
    return sum(large) / perm(len(s), n)


# %% adds_the_observed
# Adds one above and below, as for random deals.
# Hint: do not add it again
def p_value(s, n):
    from itertools import combinations

    sums = np.array([sum(s[list(chosen)]) for chosen in combinations(range(len(s)), n)])
    return ((sums >= sum(s[:n])).sum() + 1) / (len(sums) + 1)


# %% cards_dealt_twice
# Chooses with repetition.
# Hint: A card is dealt once
def p_value(s, n):
    from itertools import product

    sums = np.array([sum(s[list(chosen)]) for chosen in product(range(len(s)), repeat=n)])
    return (sums >= sum(s[:n])).mean()


# %% random_deals
# Deals two hundred times at random.
# Hint: There are 20 ways to choose 3 of 6 words
def p_value(s, n):
    rng = np.random.default_rng(0)
    deals = [rng.permutation(s)[:n].sum() for _ in range(200)]
    return np.mean(np.array(deals) >= s[:n].sum())


# %% equal_groups_only
# Takes half of the words for the first group.
# Hint: All ways to choose n of the words
def p_value(s, n):
    from itertools import combinations

    n = len(s) // 2
    sums = np.array([sum(s[list(chosen)]) for chosen in combinations(range(len(s)), n)])
    return (sums >= sum(s[:n])).mean()


# %% sorts_in_place
# Sorts the caller's cards.
# Hint: You change the array s of the caller
def p_value(s, n):
    from itertools import combinations

    observed = s[:n].sum()
    s.sort()
    return np.mean([sum(chosen) >= observed for chosen in combinations(s, n)])
