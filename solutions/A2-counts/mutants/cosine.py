# %% dot_product
# Takes the dot product for a measure of direction.
# Hint: This is the dot product
def cosine(A, B):
    return A @ B.T


# %% only_A_scaled
# Divides by one of the two lengths.
# Hint: Divide by the lengths of the rows of B
def cosine(A, B):
    length = np.linalg.norm(A, axis=1, keepdims=True)
    return A @ B.T / np.where(length > 0, length, 1)


# %% only_B_scaled
# Divides by the other one of the two lengths.
# Hint: Divide by the lengths of the rows of A
def cosine(A, B):
    length = np.linalg.norm(B, axis=1)
    return A @ B.T / np.where(length > 0, length, 1)


# %% squared_lengths
# Forgets the root in the length.
# Hint: A length is the square root
def cosine(A, B):
    lengths = np.outer((A**2).sum(axis=1), (B**2).sum(axis=1))
    return A @ B.T / np.where(lengths > 0, lengths, 1)


# %% distance
# Returns what SciPy calls the cosine.
# Hint: This is a distance
def cosine(A, B):
    lengths = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return 1 - A @ B.T / np.where(lengths > 0, lengths, 1)


# %% transposed
# Puts the rows of B into rows.
# Hint: here it is the other way round
def cosine(A, B):
    lengths = np.outer(np.linalg.norm(B, axis=1), np.linalg.norm(A, axis=1))
    return B @ A.T / np.where(lengths > 0, lengths, 1)


# %% zero_by_zero
# Divides 0 by 0.
# Hint: A row of zeros has length 0
def cosine(A, B):
    return A @ B.T / np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))


# %% length_of_the_whole_matrix
# Forgets the axis, so all rows are divided by one number.
# Hint: Each row of A with each row of B
def cosine(A, B):
    lengths = np.linalg.norm(A) * np.linalg.norm(B)
    return A @ B.T / lengths


# %% absolute
# Believes that a cosine cannot be negative.
# Hint: Each row of A with each row of B
def cosine(A, B):
    lengths = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return abs(A @ B.T) / np.where(lengths > 0, lengths, 1)


# %% scales_in_place
# Changes the arrays of the caller.
# Hint: You change an array of the caller
def cosine(A, B):
    if A.dtype != float:
        A, B = A.astype(float), B.astype(float)
    for matrix in (A, B):
        length = np.linalg.norm(matrix, axis=1, keepdims=True)
        matrix /= np.where(length > 0, length, 1)
    return A @ B.T


# %% pairs_of_equal_position
# Compares the first row with the first, the second with the second.
# Hint: Each row of A with each row of B
def cosine(A, B):
    lengths = np.linalg.norm(A, axis=1) * np.linalg.norm(B, axis=1)
    return (A * B).sum(axis=1) / np.where(lengths > 0, lengths, 1)
