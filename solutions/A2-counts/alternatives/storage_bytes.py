# ruff: noqa: F811, F821
# %% array_by_array
# Adds up the three arrays, and returns a list.
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    data, indices, indptr = nonzeros * number, nonzeros * index, (size + 1) * index
    return [size**2 * number, data + indices + indptr, size * dimensions * number]


# %% array
# Returns an array of whole numbers.
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    cells = np.array([size * size, nonzeros, size * dimensions], dtype=np.int64)
    return cells * number + np.array([0, (nonzeros + size + 1) * index, 0])
