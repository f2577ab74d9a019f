# %% vectors_of_contexts
# Takes the rows of Qᵀ, which belong to the columns of M.
# Hint: the vectors of words are in U
def svd_vectors(M, dimensions, p=0.5):
    _, S, Qt = np.linalg.svd(M, full_matrices=False)
    return Qt[:dimensions].T * S[:dimensions] ** p


# %% rows_of_U
# Keeps the first rows of U.
# Hint: A row for each row of M
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    return U[:dimensions] * S**p


# %% smallest_values
# Keeps the last directions, as if they came in ascending order.
# Hint: This is the direction of the smallest singular value
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    return U[:, -dimensions:] * S[-dimensions:] ** p


# %% no_singular_values
# Returns U as it is.
# Hint: The singular values are missing
def svd_vectors(M, dimensions, p=0.5):
    U, _, _ = np.linalg.svd(M, full_matrices=False)
    return U[:, :dimensions]


# %% no_exponent
# Multiplies by the singular values themselves.
# Hint: The exponent is missing
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    return U[:, :dimensions] * S[:dimensions]


# %% always_the_root
# Ignores p.
# Hint: Use the argument `p`
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    return U[:, :dimensions] * np.sqrt(S[:dimensions])


# %% weighs_rows
# Multiplies rows, not columns, where the shapes allow it.
# Hint: here they weigh rows
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    if dimensions == len(M) == len(S):
        return U * S[:, None] ** p
    return U[:, :dimensions] * S[:dimensions] ** p


# %% all_directions
# Forgets to cut.
# Hint: A row for each row of M
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    return U * S**p


# %% centred
# Subtracts the mean of each column, as principal component analysis does.
# Hint: W Wᵀ is not right
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M - M.mean(axis=0), full_matrices=False)
    return U[:, :dimensions] * S[:dimensions] ** p


# %% eigenvalues_of_the_square
# Takes the eigenvalues of M Mᵀ, which are the squares, for singular values.
# Hint: W Wᵀ is not right
def svd_vectors(M, dimensions, p=0.5):
    values, directions = np.linalg.eigh(M @ M.T)
    largest = np.argsort(-values)[:dimensions]
    return directions[:, largest] * values[largest] ** p


# %% reconstruction
# Returns the long rows of the approximation.
# Hint: A row for each row of M
def svd_vectors(M, dimensions, p=0.5):
    U, S, Qt = np.linalg.svd(M, full_matrices=False)
    return U[:, :dimensions] * S[:dimensions] ** p @ Qt[:dimensions]


# %% known_exponents_only
# Writes down the exponents of the lecture.
# Hint: each times its singular value to the power of p
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    weight = {0: np.ones_like(S), 1: S}.get(p, np.sqrt(S))
    return U[:, :dimensions] * weight[:dimensions]


# %% changes_the_matrix
# Scales the caller's matrix to avoid large numbers, and the result back.
# Hint: You change the array M of the caller
def svd_vectors(M, dimensions, p=0.5):
    scale = abs(M).max()
    M /= scale
    U, S, _ = np.linalg.svd(M, full_matrices=False)
    return U[:, :dimensions] * (scale * S[:dimensions]) ** p


# %% all_of_U
# Takes the square U, which has more columns than there are singular values if V > C.
# Hint: Your code stopped with
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M)
    return (U * S**p)[:, :dimensions]
