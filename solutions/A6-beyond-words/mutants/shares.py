# %% counts
# Does not divide.
# Hint: Give shares, which sum to 1, not counts
def shares(text, words):
    return np.array([text.count(word) for word in words])


# %% occurs_or_not
# Counts each word once.
# Hint: A word that occurs twice weighs twice as much
def shares(text, words):
    found = np.array([float(word in text) for word in words])
    return found / found.sum()


# %% divides_by_all_words
# Divides by the length of the text.
# Hint: Words that are not on the list do not count
def shares(text, words):
    return np.array([text.count(word) for word in words]) / len(text)


# %% words_of_the_text_only
# Leaves out words that do not occur.
# Hint: Every word of the list has its place
def shares(text, words):
    counts = np.array([text.count(word) for word in words if word in text])
    return counts / counts.sum()


# %% parts_of_words
# Counts strings in the joined text.
# Hint: Compare whole words
def shares(text, words):
    counts = np.array([" ".join(text).count(word) for word in words])
    return counts / counts.sum()
