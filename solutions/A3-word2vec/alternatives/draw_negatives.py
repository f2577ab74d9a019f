# ruff: noqa: F811, F821
# %% draws_again
# Draws one word at a time and rejects the target.
def draw_negatives(rng, noise, target, k):
    ids = []
    while len(ids) < k:
        word = rng.choice(len(noise), p=noise)
        if word != target:
            ids.append(word)
    return np.array(ids)


# %% draws_replacements
# Draws k words, then replaces the hits until none is left.
def draw_negatives(rng, noise, target, k):
    ids = rng.choice(len(noise), size=k, p=noise)
    while (ids == target).any():
        hit = ids == target
        ids[hit] = rng.choice(len(noise), size=hit.sum(), p=noise)
    return ids


# %% inverse_of_the_cumulative_sum
# Leaves the target out and looks uniform numbers up in the cumulative sum.
def draw_negatives(rng, noise, target, k):
    others = np.array([word for word in range(len(noise)) if word != target])
    edges = np.cumsum(noise[others])
    return others[np.searchsorted(edges, rng.random(k) * edges[-1])]


# %% float32
# Has its probabilities in 32-bit floats.
def draw_negatives(rng, noise, target, k):
    p = np.where(np.arange(len(noise)) == target, 0, noise).astype(np.float32)
    return rng.choice(len(noise), size=k, p=p / p.sum())
