# ruff: noqa: F811, F821
# %% logarithms
# Divides logarithms by the temperature; leaves impossible words out before it draws.
def draw_word(probabilities, u, temperature=1.0):
    words = [word for word, p in probabilities.items() if p > 0]
    scores = [log(probabilities[word]) / temperature for word in words]
    best = max(scores)
    weights = [exp(score - best) for score in scores]
    left = u * sum(weights)
    for word, weight in zip(words, weights, strict=True):
        if left < weight:
            return word
        left -= weight
    return words[-1]


# %% running_sum
# Adds the powers up in a loop, and remembers the last word that was possible.
def draw_word(probabilities, u, temperature=1.0):
    best = max(probabilities.values())
    powers = {word: (p / best) ** (1 / temperature) for word, p in probabilities.items()}
    total, so_far, last = sum(powers.values()), 0.0, None
    for word, power in powers.items():
        if power > 0:
            last = word
            so_far += power / total
            if so_far > u:
                break
    return last


# %% first_true
# Compares all sums with u at once; returns a NumPy string.
def draw_word(probabilities, u, temperature=1.0):
    words = np.array(list(probabilities))
    p = np.array(list(probabilities.values()), dtype=float)
    with np.errstate(divide="ignore"):
        logits = np.log(p) / temperature
    p = np.exp(logits - logits.max())
    sums = np.cumsum(p) / p.sum()
    sums /= sums[-1]
    return words[np.argmax(sums > u)]
