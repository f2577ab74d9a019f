# %% not_scaled_back
# Leaves neutral words shorter than 1.
# Hint: The row is not scaled back to length 1
def debias(W, g, neutral, pairs):
    new = W.copy()
    new[neutral] = W[neutral] - np.outer(W[neutral] @ g, g)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% subtracts_g
# Subtracts the direction, not the part along it.
# Hint: Subtract (w · g) g, not g itself
def debias(W, g, neutral, pairs):
    new = W.copy()
    new[neutral] = W[neutral] - g
    new[neutral] /= np.linalg.norm(new[neutral], axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% mirrors
# Subtracts the part along g twice.
# Hint: twice mirrors the word
def debias(W, g, neutral, pairs):
    new = W.copy()
    new[neutral] = W[neutral] - 2 * np.outer(W[neutral] @ g, g)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% equalises_only
# Forgets the first step.
# Hint: This row has not changed
def debias(W, g, neutral, pairs):
    new = W.copy()
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% no_root
# Weighs g by 1 − ‖ν‖².
# Hint: The root is missing
def debias(W, g, neutral, pairs):
    new = W.copy()
    rest = W[neutral] - np.outer(W[neutral] @ g, g)
    new[neutral] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * (1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% biased_mean
# Leaves the part along g in the mean.
# Hint: Take the part along g out of the mean, too
def debias(W, g, neutral, pairs):
    new = W.copy()
    rest = W[neutral] - np.outer(W[neutral] @ g, g)
    new[neutral] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = mean + apart, mean - apart
    return new


# %% whole_g
# Adds and subtracts g as it is.
# Hint: g weighs √(1 − ‖ν‖²)
def debias(W, g, neutral, pairs):
    new = W.copy()
    rest = W[neutral] - np.outer(W[neutral] @ g, g)
    new[neutral] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% changes_places
# Gives each word the other one's side.
# Hint: these changed places
def debias(W, g, neutral, pairs):
    new = W.copy()
    rest = W[neutral] - np.outer(W[neutral] @ g, g)
    new[neutral] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[v] - W[u]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% first_word_gets_the_plus
# Takes the order of the pair for the side.
# Hint: The word that was farther along g gets the plus
def debias(W, g, neutral, pairs):
    new = W.copy()
    rest = W[neutral] - np.outer(W[neutral] @ g, g)
    new[neutral] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% neutralises_the_pairs
# Takes the gender out of the words that have one.
# Hint: they keep their gender
def debias(W, g, neutral, pairs):
    new = W.copy()
    ids = [*neutral, *(word for pair in pairs for word in pair)]
    rest = W[ids] - np.outer(W[ids] @ g, g)
    new[ids] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    return new


# %% neutralises_everything
# Neutralises all words that are in no pair.
# Hint: Change only the rows that are listed
def debias(W, g, neutral, pairs):
    rest = W - np.outer(W @ g, g)
    new = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        new[u], new[v] = shared + apart, shared - apart
    return new


# %% in_place
# Changes the caller's vectors, and returns them.
# Hint: You change an array of the caller
def debias(W, g, neutral, pairs):
    rest = W[neutral] - np.outer(W[neutral] @ g, g)
    W[neutral] = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    for u, v in pairs:
        mean = (W[u] + W[v]) / 2
        shared = mean - (mean @ g) * g
        apart = np.sign((W[u] - W[v]) @ g) * np.sqrt(1 - shared @ shared) * g
        W[u], W[v] = shared + apart, shared - apart
    return W
