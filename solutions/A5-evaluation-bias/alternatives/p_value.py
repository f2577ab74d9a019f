# ruff: noqa: F811, F821
# %% values_not_places
# combinations() of the values: equal values at different places count each.
def p_value(s, n):
    import itertools

    observed = sum(s[:n].tolist())
    large = [sum(chosen) >= observed for chosen in itertools.combinations(s.tolist(), n)]
    return sum(large) / len(large)


# %% one_matrix
# All choices as rows of a matrix, and the difference of the means.
def p_value(s, n):
    from itertools import combinations

    rows = np.array(list(combinations(range(len(s)), n)))
    first = np.zeros((len(rows), len(s)))
    first[np.arange(len(rows))[:, None], rows] = 1
    apart = first @ s * len(s) - n * s.sum()
    return float((apart >= apart[0]).mean())


# %% recursion
# With the first card, and without it.
def p_value(s, n):
    def sums(left, take):
        if take == 0:
            return [0.0]
        if take > len(left):
            return []
        return [left[0] + rest for rest in sums(left[1:], take - 1)] + sums(left[1:], take)

    found = sums(list(s), n)
    observed = found[0]
    return len([one for one in found if one >= observed]) / len(found)
