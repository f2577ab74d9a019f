# %% range_excludes_its_end
# Believes that range(a, b) goes up to b, so the last position of the window is lost.
# Hint: range(a, b) stops before b
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window)):
                if u != t:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% own_neighbour
# Counts the middle of the window, too.
# Hint: A position is not its own neighbour
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                d = max(abs(u - t), 1)
                X[word, sentence[u]] += 1 / d if weighting == "harmonic" else 1
    return X


# %% looks_ahead_only
# Counts what comes after a word.
# Hint: Look to both sides
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for d in range(1, window + 1):
                if t + d < len(sentence):
                    X[word, sentence[t + d]] += 1 / d if weighting == "harmonic" else 1
    return X


# %% wraps_around
# Forgets that a negative index counts from the end.
# Hint: Index -1 is the last word
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(t - window, min(len(sentence), t + window + 1)):
                if u != t and -len(sentence) <= u:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% both_sides_twice
# Looks to both sides and fills in both cells of a pair.
# Hint: Each pair is counted twice as often
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    weight = 1 / abs(u - t) if weighting == "harmonic" else 1
                    X[word, sentence[u]] += weight
                    X[sentence[u], word] += weight
    return X


# %% one_long_text
# Joins the sentences, so windows reach into the next one.
# Hint: No window reaches into the next sentence
def cooccurrence(sentences, size, window, weighting="flat"):
    text = [word for sentence in sentences for word in sentence]
    X = np.zeros((size, size))
    for t, word in enumerate(text):
        for u in range(max(0, t - window), min(len(text), t + window + 1)):
            if u != t:
                X[word, text[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% starts_anew
# Makes a new matrix for each sentence.
# Hint: Only the last sentence is counted
def cooccurrence(sentences, size, window, weighting="flat"):
    for sentence in sentences:
        X = np.zeros((size, size))
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% returns_too_early
# Indents `return` too far.
# Hint: Only the first sentence is counted
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
        return X


# %% always_flat
# Ignores the weighting.
# Hint: Every distance weighs 1 here
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1
    return X


# %% whole_numbers
# Counts in integers, which cut 1/2 off to 0.
# Hint: the matrix must hold floats
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size), dtype=int)
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% weights_of_word2vec
# Lets weights fall in equal steps.
# Hint: These are the weights of word2vec
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    share = (window + 1 - abs(u - t)) / window
                    X[word, sentence[u]] += share if weighting == "harmonic" else 1
    return X


# %% distance_off_by_one
# Calls the next word a distance of 2.
# Hint: The next word is at distance 1
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1 / (abs(u - t) + 1) if weighting == "harmonic" else 1
    return X


# %% compares_words
# Excludes the middle by its word, and with it every repetition of that word.
# Hint: Compare positions, not words
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if sentence[u] != word:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% repeated_neighbours_lost
# Adds to an indexed selection, which keeps one of two equal columns.
# Hint: A neighbour that stands in the window twice counts twice
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        ids = np.array(sentence, dtype=int)
        for t in range(len(ids)):
            u = np.arange(max(0, t - window), min(len(ids), t + window + 1))
            u = u[u != t]
            X[ids[t], ids[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% finds_the_first_occurrence
# Looks the position up by the word, which finds the first one twice.
# Hint: Every position up to `window` steps away
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        sentence = list(sentence)
        for word in sentence:
            t = sentence.index(word)
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% full_windows_only
# Skips positions whose window does not fit into the sentence.
# Hint: Every position up to `window` steps away
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t in range(window, len(sentence) - window):
            for u in range(t - window, t + window + 1):
                if u != t:
                    weight = 1 / abs(u - t) if weighting == "harmonic" else 1
                    X[sentence[t], sentence[u]] += weight
    return X


# %% joins_lists
# Joins two slices with +, which adds numbers if sentences are arrays.
# Hint: adding two of them does not join them
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            left, right = sentence[max(0, t - window) : t][::-1], sentence[t + 1 : t + 1 + window]
            if not isinstance(sentence, list):
                left, right = left[: min(len(left), len(right))], right[: len(left)]
                left, right = left + right, []
            for side in (left, right):
                for d, neighbour in enumerate(side, start=1):
                    X[word, neighbour % size] += 1 / d if weighting == "harmonic" else 1
    return X


# %% size_from_the_text
# Takes the largest id that occurs for the size of the matrix.
# Hint: Every position up to `window` steps away
def cooccurrence(sentences, size, window, weighting="flat"):
    size = 1 + max((int(max(sentence)) for sentence in sentences if len(sentence)), default=-1)
    X = np.zeros((size, size))
    for sentence in sentences:
        for t, word in enumerate(sentence):
            for u in range(max(0, t - window), min(len(sentence), t + window + 1)):
                if u != t:
                    X[word, sentence[u]] += 1 / abs(u - t) if weighting == "harmonic" else 1
    return X


# %% every_sentence_has_a_word
# Begins with the first word, which an empty sentence does not have.
# Hint: Your code stopped with IndexError
def cooccurrence(sentences, size, window, weighting="flat"):
    X = np.zeros((size, size))
    for sentence in sentences:
        before = [sentence[0]]
        for word in sentence[1:]:
            for d, neighbour in enumerate(before[: -window - 1 : -1], start=1):
                X[word, neighbour] += 1 / d if weighting == "harmonic" else 1
                X[neighbour, word] += 1 / d if weighting == "harmonic" else 1
            before.append(word)
    return X
