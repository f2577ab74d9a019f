# ruff: noqa: B905, F811, F821
# %% one_pass
# Fills a matrix while reading, and the gaps at the end.
def embedding_matrix(lines, words, dimensions):
    published = {}
    for place, line in enumerate(lines):
        fields = line.split()
        if place == 0 and len(fields) == 2:
            continue
        published[" ".join(fields[:-dimensions])] = fields[-dimensions:]
    matrix = np.full((len(words), dimensions), np.nan)
    for row, word in enumerate(words):
        for spelling in (word.lower(), word):
            if spelling in published:
                matrix[row] = np.array(published[spelling], dtype=float)
    there = ~np.isnan(matrix[:, 0])
    matrix[~there] = matrix[there].mean(axis=0) if there.any() else 0
    return matrix, [word for word, known in zip(words, there) if not known]


# %% two_dictionaries
# Asks for the two spellings one after the other.
def embedding_matrix(lines, words, dimensions):
    vectors = {}
    for line in lines:
        parts = line.strip().split(" ")
        if len(parts) > dimensions:
            vectors[" ".join(parts[:-dimensions])] = [float(x) for x in parts[-dimensions:]]
    used = {}
    for word in words:
        if word in vectors:
            used[word] = vectors[word]
        elif word.lower() in vectors:
            used[word] = vectors[word.lower()]
    mean = [sum(column) / len(used) for column in zip(*used.values())] or [0.0] * dimensions
    missing = [word for word in words if word not in used]
    return np.array([used.get(word, mean) for word in words]), missing


# %% float32
# Stores 32-bit floats, as files and networks do.
def embedding_matrix(lines, words, dimensions):
    rows = {}
    for line in lines:
        *name, text = line.rstrip().split(" ", max(0, line.rstrip().count(" ") - dimensions + 1))
        numbers = np.array(text.split(), dtype=np.float32)
        if len(numbers) == dimensions:
            rows[" ".join(name)] = numbers
    keys = [word if word in rows else word.lower() for word in words]
    missing = [word for word, key in zip(words, keys) if key not in rows]
    there = [rows[key] for key in keys if key in rows] or [np.zeros(dimensions, np.float32)]
    return np.array([rows.get(key, np.mean(there, axis=0)) for key in keys]), missing
