# ruff: noqa: B905, F811, F821
# %% loops
# Lists of pairs, and random numbers one at a time; percentiles.
def similarity_score(cosines, scores, correlation, rng, samples=200):
    known = [(x, y) for x, y in zip(cosines, scores) if x == x]

    def ask(pairs):
        x, y = zip(*pairs)
        return correlation(np.array(x), np.array(y))

    drawn = [ask([known[int(len(known) * rng.random())] for _ in known]) for _ in range(samples)]
    low, high = (np.percentile(drawn, part) for part in (2.5, 97.5))
    return [ask(known), len(known) / len(cosines), low, high]


# %% one_matrix_of_places
# All places at once; a copy of both columns.
def similarity_score(cosines, scores, correlation, rng, samples=200):
    both = np.stack([cosines, scores])
    both = both[:, ~np.isnan(both[0])]
    drawn = both[:, rng.integers(both.shape[1], size=(samples, both.shape[1]))]
    values = np.array([correlation(*pair) for pair in drawn.transpose(1, 0, 2)])
    ends = np.quantile(values, (0.025, 0.975))
    return np.array([correlation(*both), both.shape[1] / len(cosines), *ends])


# %% choice
# rng.choice draws with replacement unless told otherwise.
def similarity_score(cosines, scores, correlation, rng, samples=200):
    places = np.flatnonzero(np.isfinite(cosines))
    drawn = []
    while len(drawn) < samples:
        chosen = rng.choice(places, size=places.size)
        drawn.append(correlation(cosines[chosen], scores[chosen]))
    low, high = np.quantile(drawn, 0.025), np.quantile(drawn, 0.975)
    return correlation(cosines[places], scores[places]), places.size / cosines.size, low, high
