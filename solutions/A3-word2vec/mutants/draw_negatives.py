# %% draws_the_target
# Forgets that the target is not a wrong answer.
# Hint: The target is among the negatives
def draw_negatives(rng, noise, target, k):
    return rng.choice(len(noise), size=k, p=noise)


# %% drops_the_target
# Throws away draws that hit the target and returns fewer than k.
# Hint: Draw another word in place of the target
def draw_negatives(rng, noise, target, k):
    ids = rng.choice(len(noise), size=k, p=noise)
    return ids[ids != target]


# %% uniform
# Draws from all words but the target, each equally likely.
# Hint: All words but the target are equally likely here
def draw_negatives(rng, noise, target, k):
    others = np.delete(np.arange(len(noise)), target)
    return rng.choice(others, size=k)


# %% takes_the_next_word
# Replaces the target by its neighbour in the vocabulary, which then comes too often.
# Hint: The target's share went to one other word
def draw_negatives(rng, noise, target, k):
    ids = rng.choice(len(noise), size=k, p=noise)
    ids[ids == target] = (target + 1) % len(noise)
    return ids


# %% without_replacement
# Wants k different words.
# Hint: Cannot take a larger sample
def draw_negatives(rng, noise, target, k):
    p = noise.copy()
    p[target] = 0
    return rng.choice(len(noise), size=k, replace=False, p=p / p.sum())


# %% without_replacement_if_possible
# Wants k different words, and repeats only if there are fewer.
# Hint: Draw with replacement
def draw_negatives(rng, noise, target, k):
    p = noise.copy()
    p[target] = 0
    return rng.choice(len(noise), size=k, replace=k >= len(noise), p=p / p.sum())


# %% changes_the_noise
# Sets the target's probability to 0 in the caller's array.
# Hint: You change the array `noise` of the caller
def draw_negatives(rng, noise, target, k):
    noise[target] = 0
    return rng.choice(len(noise), size=k, p=noise / noise.sum())


# %% global_randomness
# Draws from NumPy's global generator, so a seed does not repeat.
# Hint: Take every random number from `rng`
def draw_negatives(rng, noise, target, k):
    p = noise.copy()
    p[target] = 0
    return np.random.choice(len(noise), size=k, p=p / p.sum())


# %% leaves_out_the_first_probability
# Draws from the other words, with the probabilities of all words but the first.
# Hint: Words other than the target are drawn in proportion to `noise`
def draw_negatives(rng, noise, target, k):
    others = np.delete(np.arange(len(noise)), target)
    return rng.choice(others, size=k, p=noise[1:] / noise[1:].sum())
