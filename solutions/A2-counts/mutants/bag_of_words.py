# %% presence
# Notes which words occur, not how often.
# Hint: A word that occurs twice counts 2
def bag_of_words(texts, words):
    return np.array([[float(word in text) for word in words] for text in texts])


# %% transposed
# Gives each word a row.
# Hint: Texts are rows and words are columns
def bag_of_words(texts, words):
    return np.array([[text.count(word) for text in texts] for word in words])


# %% shares
# Divides by the length of the text.
# Hint: Give counts, not shares
def bag_of_words(texts, words):
    return np.array([[text.count(word) / max(len(text), 1) for word in words] for text in texts])


# %% unknown_words_in_the_last_column
# Marks an unknown word by -1, which is an index.
# Hint: Index -1 is the last column
def bag_of_words(texts, words):
    column = {word: v for v, word in enumerate(words)}
    counts = np.zeros((len(texts), len(words)))
    for s, text in enumerate(texts):
        for word in text:
            counts[s, column.get(word, -1)] += 1
    return counts


# %% unknown_words_crash
# Expects every word to have a column.
# Hint: KeyError
def bag_of_words(texts, words):
    column = {word: v for v, word in enumerate(words)}
    counts = np.zeros((len(texts), len(words)))
    for s, text in enumerate(texts):
        for word in text:
            counts[s, column[word]] += 1
    return counts


# %% substrings
# Joins the text again and finds *cat* in *category*.
# Hint: Compare whole words
def bag_of_words(texts, words):
    return np.array([[" ".join(text).count(word) for word in words] for text in texts])


# %% skips_empty_texts
# Leaves out texts that hold nothing.
# Hint: A text without known words keeps its row
def bag_of_words(texts, words):
    found = [[text.count(word) for word in words] for text in texts]
    return np.array([row for row in found if any(row)])


# %% repeated_index_lost
# Adds to an indexed selection, which keeps one of two equal columns.
# Hint: A word that occurs twice counts 2
def bag_of_words(texts, words):
    counts = np.zeros((len(texts), len(words)))
    for s, text in enumerate(texts):
        counts[s, [words.index(word) for word in text if word in words]] += 1
    return counts


# %% sorted_columns
# Sorts the words, so the columns are others.
# Hint: in the order of `words`
def bag_of_words(texts, words):
    return np.array([[text.count(word) for word in sorted(words)] for text in texts])
