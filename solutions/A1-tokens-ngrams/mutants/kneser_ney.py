# %% frequencies
# Takes relative frequencies for q.
# Hint: q(w) counts different words before w, not how often w was seen
def kneser_ney(bigrams, history, discount=0.75):
    q = Counter()
    for (_, w), n in bigrams.items():
        q[w] += n / sum(bigrams.values())
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% no_second_part
# Keeps what was saved.
# Hint: The second part is missing
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = 0
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% seen_words_first
# Backs off: gives the second part only to words not seen after the history.
# Hint: Words seen after h get both parts
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {
        w: max(after.get(w, 0) - discount, 0) / total + weight * (0 if w in after else q[w])
        for w in q
    }


# %% no_discount
# Adds the second part to counts of which nothing was taken.
# Hint: Take the discount from the counts
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: after.get(w, 0) / total + weight * q[w] for w in q}


# %% one_discount
# Saves one discount for the history, not one for each word.
# Hint: The weight of q is δ for each different word after h
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% relative_frequencies
# Leaves smoothing away.
# Hint: nothing was discounted
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = 0
    return {w: after.get(w, 0) / total + weight * q[w] for w in q}


# %% zero_after_new_words
# Knows nothing after a word that was never seen.
# Hint: P is q, not 0
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return dict.fromkeys(q, 0.0)
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% uniform_after_new_words
# Finds all words alike after a word that was never seen.
# Hint: P is q; these are all alike
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return dict.fromkeys(q, 1 / len(q))
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% divides_by_words
# Divides by the number of different words.
# Hint: Divide by the number of different bigrams, not of words
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(before) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% not_normalised
# Takes the number of places itself.
# Hint: Divide by the number of different bigrams.
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / 1 for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% types_after
# Divides by the number of different words after the history.
# Hint: Put the numbers into the formula
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = len(after)
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% ignores_its_argument
# Writes 0.75 into the formula.
# Hint: Put the numbers into the formula
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = 0.75 * len(after) / total
    return {w: max(after.get(w, 0) - 0.75, 0) / total + weight * q[w] for w in q}


# %% no_default
# Discounts 0.5 unless told otherwise.
# Hint: Without an argument, the discount is 0.75
def kneser_ney(bigrams, history, discount=0.5):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% divides_by_zero
# Divides by how often the history was seen, which may be never.
# Hint: after a word that was never seen
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}


# %% only_seen_words
# Returns only words that were seen after the history.
# Hint: Put the numbers into the formula
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in after}


# %% array
# Returns the probabilities without their words.
# Hint: Return a dictionary: word → probability
def kneser_ney(bigrams, history, discount=0.75):
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return [max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q]


# %% adds_the_history
# Looks the history up in a dictionary that makes an entry for it.
# Hint: You change the dictionary `bigrams` of the caller
def kneser_ney(bigrams, history, discount=0.75):
    bigrams.setdefault((history, "<unk>"), 0)
    bigrams = {pair: n for pair, n in bigrams.items() if n}
    before = Counter(w for _, w in bigrams)
    q = {w: n / len(bigrams) for w, n in before.items()}
    after = {w: n for (h, w), n in bigrams.items() if h == history}
    if not after:
        return q
    total = sum(after.values())
    weight = discount * len(after) / total
    return {w: max(after.get(w, 0) - discount, 0) / total + weight * q[w] for w in q}
