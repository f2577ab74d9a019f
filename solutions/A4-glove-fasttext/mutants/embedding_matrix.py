# %% order_of_the_file
# Goes through the file and keeps the rows of known words as they come.
# Hint: Rows are in the order of your words
def embedding_matrix(lines, words, dimensions):
    rows, seen = [], []
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions and word in words:
            rows.append([float(x) for x in numbers])
            seen.append(word)
    return np.array(rows), [word for word in words if word not in seen]


# %% zeros_for_missing
# Leaves zeros where nothing was found.
# Hint: A missing word gets the mean of the rows found, not zeros
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([[0.0] * dimensions if row is None else row for row in rows]), missing


# %% mean_of_the_file
# Takes the mean of everything that was published.
# Hint: not of the whole file
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    mean = np.mean(list(published.values()), axis=0)
    rows = [published.get(word, published.get(word.lower())) for word in words]
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing


# %% missing_words_dropped
# Leaves missing words out of the matrix, so that all rows after them belong to others.
# Hint: A missing word keeps its row
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([row for row in rows if row is not None]), missing


# %% first_field_is_the_word
# Believes that no word holds a space.
# Hint: The last D fields are numbers
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.split()
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    found = [row for row in rows if row is not None]
    mean = np.mean(found, axis=0) if found else np.zeros(dimensions)
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing


# %% first_line_skipped
# Believes that every file begins with V and D.
# Hint: The first line is skipped only if it is `V D`
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines[1:]:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    found = [row for row in rows if row is not None]
    mean = np.mean(found, axis=0) if found else np.zeros(dimensions)
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing


# %% first_line_is_a_word
# Takes the line `V D` for a word with one number.
# Hint: The line `V D` is no word
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        published[word] = np.zeros(dimensions) + [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    found = [row for row in rows if row is not None]
    mean = np.mean(found, axis=0) if found else np.zeros(dimensions)
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing


# %% case_matters
# Looks words up as they are written, and no further.
# Hint: Look a word up once more in lower case
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word) for word in words]
    found = [row for row in rows if row is not None]
    mean = np.mean(found, axis=0) if found else np.zeros(dimensions)
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing


# %% lower_case_first
# Turns every word into lower case.
# Hint: First look a word up as it is written
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word.lower(), published.get(word)) for word in words]
    found = [row for row in rows if row is not None]
    mean = np.mean(found, axis=0) if found else np.zeros(dimensions)
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing


# %% found_in_lower_case_is_missing
# Tells words as missing that were found in lower case.
# Hint: Look a word up once more in lower case
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    found = [row for row in rows if row is not None]
    mean = np.mean(found, axis=0) if found else np.zeros(dimensions)
    missing = [word for word in words if word not in published]
    return np.array([mean if row is None else row for row in rows]), missing


# %% nothing_found
# Takes the mean of no rows.
# Hint: Where nothing was found, rows are zeros
def embedding_matrix(lines, words, dimensions):
    published = {}
    for line in lines:
        word, *numbers = line.rstrip("\n ").rsplit(" ", dimensions)
        if len(numbers) == dimensions:
            published[word] = [float(x) for x in numbers]
    rows = [published.get(word, published.get(word.lower())) for word in words]
    found = np.array([row for row in rows if row is not None]).reshape(-1, dimensions)
    mean = found.mean(axis=0)
    missing = [word for word, row in zip(words, rows) if row is None]
    return np.array([mean if row is None else row for row in rows]), missing
