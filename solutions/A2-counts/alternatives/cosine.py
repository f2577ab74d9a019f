# ruff: noqa: F811, F821
# %% unit_rows
# Scales the rows of both matrices first.
def cosine(A, B):
    def unit(rows):
        length = np.sqrt((rows.astype(float) ** 2).sum(axis=1, keepdims=True))
        return np.divide(rows, length, out=np.zeros(rows.shape), where=length > 0)

    return unit(A) @ unit(B).T


# %% loops
# One pair after the other, in a list.
def cosine(A, B):
    def one(a, b):
        lengths = np.sqrt(a @ a) * np.sqrt(b @ b)
        return a @ b / lengths if lengths else 0.0

    return [[one(a, b) for b in B] for a in A]


# %% float32
# Computes in 32-bit floats, and mends what 0 / 0 has left.
def cosine(A, B):
    A, B = A.astype(np.float32), B.astype(np.float32)
    lengths = np.linalg.norm(A, axis=1)[:, None] * np.linalg.norm(B, axis=1)
    return np.nan_to_num(A @ B.T / lengths)


# %% tiny_length
# Divides by a tiny number where the length is 0.
def cosine(A, B):
    A = A / np.maximum(np.linalg.norm(A, axis=1, keepdims=True), 1e-12)
    B = B / np.maximum(np.linalg.norm(B, axis=1, keepdims=True), 1e-12)
    return np.einsum("qv,sv->qs", A, B)
