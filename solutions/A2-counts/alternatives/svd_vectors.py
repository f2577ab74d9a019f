# ruff: noqa: F811, F821
# %% eigenvectors
# The left singular vectors are the eigenvectors of M Mᵀ.
def svd_vectors(M, dimensions, p=0.5):
    values, directions = np.linalg.eigh(M @ M.T)
    largest = np.argsort(values)[::-1][:dimensions]
    return directions[:, largest] * np.sqrt(np.abs(values[largest])) ** p


# %% diagonal_matrix
# Multiplies by a diagonal matrix; signs are turned round.
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M)
    return -U[:, :dimensions] @ np.diag(S[:dimensions] ** p)


# %% sparse
# Lanczos' iteration where it can be had; it returns the smallest value first.
def svd_vectors(M, dimensions, p=0.5):
    from scipy.sparse.linalg import svds

    if dimensions == min(M.shape):
        U, S, _ = np.linalg.svd(M, full_matrices=False)
    else:
        U, S, _ = svds(M, dimensions, v0=np.ones(min(M.shape)))
    return U * S**p


# %% float32
# Computes in 32-bit floats.
def svd_vectors(M, dimensions, p=0.5):
    U, S, _ = np.linalg.svd(M.astype(np.float32), full_matrices=False)
    return (U[:, :dimensions] * S[:dimensions] ** np.float32(p)).astype(np.float32)
