# %% keeps_nan
# Does not leave out pairs without a cosine.
# Hint: The result contains inf or nan
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    drawn = []
    for _ in range(samples):
        chosen = rng.integers(len(cosines), size=len(cosines))
        drawn.append(correlation(cosines[chosen], scores[chosen]))
    return correlation(cosines, scores), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% nan_is_zero
# Gives unknown pairs the cosine 0.
# Hint: it does not count as cosine 0
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = np.where(known, cosines, 0), scores
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% coverage_after
# Computes the coverage of the pairs that are left.
# Hint: count them before you leave some out
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), np.isfinite(x).mean(), *np.quantile(drawn, [0.025, 0.975])


# %% number_of_pairs
# Returns how many pairs are covered.
# Hint: The coverage is a share, not a number of pairs
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), len(x), *np.quantile(drawn, [0.025, 0.975])


# %% without_replacement
# Shuffles the pairs.
# Hint: Draw with replacement
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = [rng.permutation(len(x)) for _ in range(samples)]
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% tears_pairs_apart
# Draws cosines and scores independently.
# Hint: A pair stays together
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    drawn = [correlation(rng.choice(x, len(x)), rng.choice(y, len(y))) for _ in range(samples)]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% samples_of_all_sizes
# Draws as many pairs as there are with those that have no cosine.
# Hint: A sample has as many pairs as have a cosine
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(cosines)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% smallest_and_largest
# Takes the range of all samples.
# Hint: These are all results
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), min(drawn), max(drawn)


# %% ninety_percent
# Cuts 5 % on each side.
# Hint: lie 90 %
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.05, 0.95])


# %% normal_interval
# Mean and standard deviation of the samples.
# Hint: is another interval
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    spread = 1.96 * np.std(drawn)
    return correlation(x, y), known.mean(), np.mean(drawn) - spread, np.mean(drawn) + spread


# %% own_randomness
# Draws from a generator without a seed.
# Hint: Take every random number from `rng`
def similarity_score(cosines, scores, correlation, rng, samples=200):
    rng = np.random.default_rng()
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% same_seed_always
# Makes a generator of its own with a seed, so that all runs agree.
# Hint: Take every random number from `rng`, as it comes
def similarity_score(cosines, scores, correlation, rng, samples=200):
    rng = np.random.default_rng(0)
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% first_pair_never
# Draws places from 1 on.
# Hint: Every pair is as likely as any other
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(1, len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% fills_in_place
# Marks unknown pairs in the caller's arrays.
# Hint: You change an array of the caller
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    scores[~known] = np.nan
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(x[chosen], y[chosen]) for chosen in places]
    return correlation(x, y), known.mean(), *np.quantile(drawn, [0.025, 0.975])


# %% scores_first
# Passes the scores before the cosines.
# Hint: The arguments are correlation(cosines, scores), in this order
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = np.isfinite(cosines)
    x, y = cosines[known], scores[known]
    places = rng.integers(len(x), size=(samples, len(x)))
    drawn = [correlation(y[chosen], x[chosen]) for chosen in places]
    return correlation(y, x), known.mean(), *np.quantile(drawn, [0.025, 0.975])
