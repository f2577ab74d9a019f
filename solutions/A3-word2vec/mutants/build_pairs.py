# %% range_excludes_its_end
# Believes that range(a, b) goes up to b, so the last position of the window is lost.
# Hint: range(a, b) stops before b
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in range(max(0, t - window), min(len(sentence), t + window)):
            if u != t:
                pairs.append((sentence[t], sentence[u]))
    return pairs


# %% centre_is_its_own_target
# Takes the whole window, with the centre in its middle.
# Hint: A word is not its own target
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
            pairs.append((sentence[t], sentence[u]))
    return pairs


# %% looks_ahead_only
# Thinks of a language model: the words before the centre are already known.
# Hint: Look to both sides
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in range(t + 1, min(len(sentence), t + window + 1)):
            pairs.append((sentence[t], sentence[u]))
    return pairs


# %% wraps_around
# Forgets that a negative index counts from the end.
# Hint: Index -1 is the last word
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in range(t - window, min(len(sentence), t + window + 1)):
            if u != t:
                pairs.append((sentence[t], sentence[u]))
    return pairs


# %% compares_words
# Excludes the centre by its word, and with it every repetition of that word.
# Hint: Compare positions, not words
def build_pairs(sentence, window):
    pairs = []
    for t, center in enumerate(sentence):
        for target in sentence[max(0, t - window) : t + window + 1]:
            if target != center:
                pairs.append((center, target))
    return pairs


# %% returns_a_set
# A pair is a fact, so it is kept once.
# Hint: A pair that occurs twice belongs twice in the list
def build_pairs(sentence, window):
    pairs = set()
    for t in range(len(sentence)):
        for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
            if u != t:
                pairs.add((sentence[t], sentence[u]))
    return list(pairs)


# %% only_the_window_edge
# Pairs words exactly `window` apart.
# Hint: All distances up to the window count
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in (t - window, t + window):
            if 0 <= u < len(sentence):
                pairs.append((sentence[t], sentence[u]))
    return pairs


# %% forgets_return
# Builds the list and keeps it.
# Hint: Did you forget `return`
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
            if u != t:
                pairs.append((sentence[t], sentence[u]))


# %% distances_of_the_examples
# Writes down the distances 1 and 2 of the examples.
# Hint: Every position up to `window` steps away counts
def build_pairs(sentence, window):
    pairs = []
    for t in range(len(sentence)):
        for u in (t - 2, t - 1, t + 1, t + 2):
            if abs(u - t) <= window and 0 <= u < len(sentence):
                pairs.append((sentence[t], sentence[u]))
    return pairs


# %% nothing_for_short_sentences
# Leaves early, without a list, where there are no pairs.
# Hint: Did you forget `return`
def build_pairs(sentence, window):
    if len(sentence) < 2:
        return
    pairs = []
    for t in range(len(sentence)):
        for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
            if u != t:
                pairs.append((sentence[t], sentence[u]))
    return pairs
