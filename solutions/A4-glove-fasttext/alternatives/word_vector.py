# ruff: noqa: F811, F821
# %% loop
# Adds the rows up in a loop.
def word_vector(word, known, inputs, buckets_of):
    total, count = np.zeros(inputs.shape[1]), 0
    if word in known:
        total, count = total + inputs[known[word]], 1
    for bucket in buckets_of(word):
        total = total + inputs[len(known) + bucket]
        count += 1
    return total / max(count, 1)


# %% matrices_apart
# Cuts the matrix into words and buckets first.
def word_vector(word, known, inputs, buckets_of):
    words, buckets = inputs[: len(known)], inputs[len(known) :]
    rows = buckets[np.array(buckets_of(word), dtype=int)]
    if word in known:
        rows = np.vstack([words[known[word]], rows])
    return np.average(rows, axis=0) if len(rows) else np.zeros(inputs.shape[1])


# %% counted
# Counts how often each row takes part, and multiplies.
def word_vector(word, known, inputs, buckets_of):
    times = np.zeros(len(inputs))
    np.add.at(times, np.array(buckets_of(word), dtype=int) + len(known), 1)
    times[[known[word]] if word in known else []] += 1
    return times @ inputs / (times.sum() or 1)


# %% float32
# Computes in 32-bit floats.
def word_vector(word, known, inputs, buckets_of):
    rows = [known[word]] if word in known else []
    rows += [len(known) + bucket for bucket in buckets_of(word)]
    return inputs[rows].astype(np.float32).mean(axis=0) if rows else np.zeros(inputs.shape[1])
