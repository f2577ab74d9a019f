# %% most_probable
# Takes the most probable word.
# Hint: always the most probable word
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in [max(powers, key=powers.get)]:
        so_far += powers[w] / total
        if True:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% sorted_words
# Sorts the words by probability, the smallest first.
# Hint: keep the words in the order of the dictionary
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in sorted(powers, key=powers.get):
        so_far += powers[w] / total
        if so_far > u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% no_sum
# Compares u with single probabilities.
# Hint: compare u with their sum so far
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if powers[w] / total > u:
            return w


# %% no_temperature
# Ignores the temperature.
# Hint: Use the temperature
def draw_word(probabilities, u, temperature=1.0):
    powers = dict(probabilities)
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% inverse_temperature
# Takes the power τ.
# Hint: The exponent is 1 / τ, not τ
def draw_word(probabilities, u, temperature=1.0):
    powers = {w: p**temperature for w, p in probabilities.items()}
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% multiplies
# Divides the probabilities by the temperature.
# Hint: Use the temperature
def draw_word(probabilities, u, temperature=1.0):
    powers = {w: p / temperature for w, p in probabilities.items()}
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% not_normalised
# Forgets to divide by the sum of the powers.
# Hint: Divide by the sum of the powers
def draw_word(probabilities, u, temperature=1.0):
    powers = {w: p ** (1 / temperature) for w, p in probabilities.items()}
    total = 1
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w


# %% greater_or_equal
# Takes the first word whose sum is at least u, which for 0 can be an impossible one.
# Hint: A word of probability 0 is never drawn
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far >= u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% trusts_the_sum
# Believes that the probabilities sum to 1.
# Hint: probabilities that sum to a little less than 1
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w


# %% last_word
# Takes the last word where the sum stays below u, though it may be impossible.
# Hint: take the last possible word
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w
    return w


# %% underflows
# Takes powers of the probabilities as they are.
# Hint: powers that are 0 to a computer
def draw_word(probabilities, u, temperature=1.0):
    powers = {w: p ** (1 / temperature) for w, p in probabilities.items()}
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% complement
# Measures from the other end.
# Hint: yes comes first, from 0 on
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > 1 - u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% index
# Returns the place of the word.
# Hint: Return the word, not its place
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values())
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return list(powers).index(w)
    return next(w for w in reversed(powers) if powers[w] > 0)


# %% own_randomness
# Draws a random number of its own.
# Hint: yes lies from 0 to 0.5
def draw_word(probabilities, u, temperature=1.0):
    p = np.array(list(probabilities.values()))
    p = (p / p.max()) ** (1 / temperature)
    return str(np.random.default_rng(0).choice(list(probabilities), p=p / p.sum()))


# %% leaves_out_the_sum
# Does not divide by the sum at temperatures above 1.
# Hint: The first word whose sum is greater than u
def draw_word(probabilities, u, temperature=1.0):
    powers = {
        w: (p / max(probabilities.values())) ** (1 / temperature) for w, p in probabilities.items()
    }
    total = sum(powers.values()) if temperature <= 1 else 1.0
    so_far = 0.0
    for w in powers:
        so_far += powers[w] / total
        if so_far > u:
            return w
    return next(w for w in reversed(powers) if powers[w] > 0)
