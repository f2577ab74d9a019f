# %% no_brackets
# Takes the word as it is.
# Hint: Put the word between angle brackets first
def character_ngrams(word, min_n=3, max_n=6):
    spans = [(i, n) for n in range(min_n, max_n + 1) for i in range(len(word) - n + 1)]
    return [word[i : i + n] for i, n in spans]


# %% last_place_missing
# Believes that range(a, b) goes up to b, so the last n-gram is lost.
# Hint: The end is missing
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    spans = [(i, n) for n in range(min_n, max_n + 1) for i in range(len(text) - n)]
    return [text[i : i + n] for i, n in spans]


# %% max_n_missing
# Believes that range(a, b) goes up to b, so the longest n-grams are lost.
# Hint: `max_n` itself counts
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    spans = [(i, n) for n in range(min_n, max_n) for i in range(len(text) - n + 1)]
    return [text[i : i + n] for i, n in spans]


# %% shorter_at_the_end
# Lets slices hang over the end.
# Hint: What hangs over the end is shorter than n
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    return [text[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(text))]


# %% without_the_whole_word
# Leaves out the whole word, which has a row of its own.
# Hint: the whole word between its brackets is one of its parts
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    spans = [(i, n) for n in range(min_n, max_n + 1) for i in range(len(text) - n + 1)]
    return [text[i : i + n] for i, n in spans if n < len(text)]


# %% different_ones_only
# Collects the n-grams in a set.
# Hint: An n-gram that the word holds twice is twice in the list
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    spans = [(i, n) for n in range(min_n, max_n + 1) for i in range(len(text) - n + 1)]
    return list({text[i : i + n] for i, n in spans})


# %% min_n_only
# Takes one length.
# Hint: All lengths from `min_n` to `max_n` count
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    return [text[i : i + min_n] for i in range(len(text) - min_n + 1)]


# %% bytes
# Counts bytes, of which some characters have two.
# Hint: in characters, not in bytes
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>".encode()
    spans = [(i, n) for n in range(min_n, max_n + 1) for i in range(len(text) - n + 1)]
    return [text[i : i + n].decode(errors="replace") for i, n in spans]


# %% six_at_most
# Writes the usual 6 into the loop.
# Hint: Every length from `min_n` to `max_n`
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    spans = [(i, n) for n in range(min_n, min(max_n, 6) + 1) for i in range(len(text) - n + 1)]
    return [text[i : i + n] for i, n in spans]


# %% short_words_whole
# Gives a word that is too short as its own part.
# Hint: A word that is too short has no n-grams
def character_ngrams(word, min_n=3, max_n=6):
    text = f"<{word}>"
    spans = [(i, n) for n in range(min_n, max_n + 1) for i in range(len(text) - n + 1)]
    return [text[i : i + n] for i, n in spans] or [text]
