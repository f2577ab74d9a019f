# %% not_weighed
# Takes the plain mean.
# Hint: The words are not weighed
def sif(texts, W, p, alpha=0.001):
    V = np.array([W[text].mean(axis=0) for text in texts])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)


# %% weighs_by_frequency
# Lets frequent words weigh more.
# Hint: Frequent words weigh more here
def sif(texts, W, p, alpha=0.001):
    V = np.array([p[text] @ W[text] / len(text) for text in texts])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)


# %% one_over
# Forgets α above the line.
# Hint: α is missing above the fraction line
def sif(texts, W, p, alpha=0.001):
    weight = 1 / (alpha + p)
    V = np.array([weight[text] @ W[text] / len(text) for text in texts])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)


# %% weighted_mean
# Divides by the sum of the weights.
# Hint: not by the sum of their weights
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] / weight[text].sum() for text in texts])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)


# %% sum
# Does not divide.
# Hint: Divide by the number of words of the text
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] for text in texts])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)


# %% nothing_removed
# Stops after the means.
# Hint: has not been removed
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    return np.array([weight[text] @ W[text] / len(text) for text in texts])


# %% mean_removed
# Subtracts the mean vector.
# Hint: This removes the mean of all texts
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] / len(text) for text in texts])
    return V - V.mean(axis=0)


# %% last_component
# Takes the last singular vector.
# Hint: this is the last
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] / len(text) for text in texts])
    u = np.linalg.svd(V)[2][-1]
    return V - np.outer(V @ u, u)


# %% column_of_Vt
# Takes a column of Vᵀ.
# Hint: the first singular vector is its first row
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] / len(text) for text in texts])
    u = np.linalg.svd(V)[2][:, 0]
    return V - np.outer(V @ u, u)


# %% centred
# Finds u as principal component analysis would.
# Hint: Do not subtract the mean
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] / len(text) for text in texts])
    u = np.linalg.svd(V - V.mean(axis=0))[2][0]
    return V - np.outer(V @ u, u)


# %% keeps_the_common_part
# Returns the projection.
# Hint: This is what should be removed
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    V = np.array([weight[text] @ W[text] / len(text) for text in texts])
    u = np.linalg.svd(V)[2][0]
    return np.outer(V @ u, u)


# %% words_once
# Counts a repeated word once.
# Hint: Weigh, sum up, divide by the number of words
def sif(texts, W, p, alpha=0.001):
    weight = alpha / (alpha + p)
    sets = [sorted(set(text)) for text in texts]
    V = np.array([weight[text] @ W[text] / len(text) for text in sets])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)


# %% weighs_in_place
# Multiplies the caller's vectors by the weights.
# Hint: You change an array of the caller
def sif(texts, W, p, alpha=0.001):
    W *= (alpha / (alpha + p))[:, None]
    V = np.array([W[text].mean(axis=0) for text in texts])
    u = np.linalg.svd(V)[2][0]
    return V - np.outer(V @ u, u)
