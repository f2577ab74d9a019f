# %% sum
# Adds the rows up.
# Hint: Take the mean of the rows; this is their sum
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + [len(known) + b for b in buckets_of(word)]
    return inputs[rows].sum(axis=0) if rows else np.zeros(inputs.shape[1])


# %% buckets_from_row_0
# Forgets that rows of words come first.
# Hint: Rows of buckets begin at row V
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + list(buckets_of(word))
    return inputs[rows].mean(axis=0) if rows else np.zeros(inputs.shape[1])


# %% no_own_row
# Puts known words together like unknown ones.
# Hint: A known word has a row of its own, too
def word_vector(word, known, inputs, buckets_of):
    rows = [len(known) + b for b in buckets_of(word)]
    if not rows:
        return inputs[known[word]] if word in known else np.zeros(inputs.shape[1])
    return inputs[rows].mean(axis=0)


# %% own_row_only
# Looks known words up, as in word2vec.
# Hint: A known word is the mean of its own row and those of its n-grams
def word_vector(word, known, inputs, buckets_of):
    if word in known:
        return inputs[known[word]]
    rows = [len(known) + b for b in buckets_of(word)]
    return inputs[rows].mean(axis=0) if rows else np.zeros(inputs.shape[1])


# %% mean_of_means
# Averages the own row with the mean of the n-grams.
# Hint: all rows weigh the same
def word_vector(word, known, inputs, buckets_of):
    rows = [len(known) + b for b in buckets_of(word)]
    parts = [inputs[known[word]]] if word in known else []
    parts += [inputs[rows].mean(axis=0)] if rows else []
    return np.mean(parts, axis=0) if parts else np.zeros(inputs.shape[1])


# %% each_bucket_once
# Collects the buckets in a set.
# Hint: A bucket that comes twice counts twice
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + [
        len(known) + b for b in set(buckets_of(word))
    ]
    return inputs[rows].mean(axis=0) if rows else np.zeros(inputs.shape[1])


# %% divides_by_one_more
# Counts an own row for unknown words, too.
# Hint: divide by the number of its n-grams
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + [len(known) + b for b in buckets_of(word)]
    return inputs[rows].sum(axis=0) / (len(buckets_of(word)) + 1)


# %% unknown_is_zero
# Has zeros for unknown words, as tables have.
# Hint: An unknown word is not zero
def word_vector(word, known, inputs, buckets_of):
    if word not in known:
        return np.zeros(inputs.shape[1])
    return inputs[[known[word], *(len(known) + b for b in buckets_of(word))]].mean(axis=0)


# %% unknown_fails
# Looks every word up.
# Hint: Your code stopped with KeyError
def word_vector(word, known, inputs, buckets_of):
    rows = [known[word], *(len(known) + b for b in buckets_of(word))]
    return inputs[rows].mean(axis=0)


# %% mean_of_nothing
# Takes the mean of no rows.
# Hint: the mean of nothing is nan
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + [len(known) + b for b in buckets_of(word)]
    return inputs[np.array(rows, int)].mean(axis=0)


# %% no_ngrams_no_vector
# Forgets that a known word without n-grams still has its own row.
# Hint: A known word without n-grams is its own row
def word_vector(word, known, inputs, buckets_of):
    buckets = buckets_of(word)
    if len(buckets) == 0:
        return np.zeros(inputs.shape[1])
    rows = [known[w] for w in [word] if w in known] + [len(known) + b for b in buckets]
    return inputs[rows].mean(axis=0)


# %% learns_the_word
# Puts the unknown word into the caller's dictionary.
# Hint: You change `known`
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + [len(known) + b for b in buckets_of(word)]
    known.setdefault(word, len(known))
    return inputs[rows].mean(axis=0) if rows else np.zeros(inputs.shape[1])


# %% adds_up_in_the_first_row
# Adds all rows up in a view of the first, which is the caller's.
# Hint: You change `inputs` of the caller
def word_vector(word, known, inputs, buckets_of):
    rows = [known[w] for w in [word] if w in known] + [len(known) + b for b in buckets_of(word)]
    if not rows:
        return np.zeros(inputs.shape[1])
    mean = inputs[rows].mean(axis=0)
    inputs[rows[0]] = mean
    return mean
