# %% numbers
# Counts numbers, not bytes.
# Hint: These are numbers, not bytes
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    return size**2, 2 * nonzeros + size + 1, size * dimensions


# %% bits
# Takes a byte for a bit.
# Hint: These are bits
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = nonzeros * (number + index) + (size + 1) * index
    return 8 * size**2 * number, 8 * sparse, 8 * size * dimensions * number


# %% no_indptr
# Forgets where the rows begin.
# Hint: indptr is missing
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    return size**2 * number, nonzeros * (number + index), size * dimensions * number


# %% indptr_too_short
# Gives each row one entry of indptr, and none to the end.
# Hint: indptr has one entry more than there are rows
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = nonzeros * (number + index) + size * index
    return size**2 * number, sparse, size * dimensions * number


# %% no_indices
# Forgets the columns.
# Hint: indices is missing
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = nonzeros * number + (size + 1) * index
    return size**2 * number, sparse, size * dimensions * number


# %% coordinates
# Stores a row and a column for each cell.
# Hint: A row and a column for each cell is another format
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    return size**2 * number, nonzeros * (number + 2 * index), size * dimensions * number


# %% all_of_one_size
# Believes that indices are as large as numbers.
# Hint: indices and indptr hold whole numbers of `index` bytes
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = (2 * nonzeros + size + 1) * number
    return size**2 * number, sparse, size * dimensions * number


# %% always_eight
# Ignores the size of a number.
# Hint: Use `number` for the cells and the vectors
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    return size**2 * 8, nonzeros * (8 + index) + (size + 1) * index, size * dimensions * 8


# %% always_four
# Ignores the size of an index.
# Hint: Use `number` for the cells and the vectors, `index` for indices
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = nonzeros * (number + 4) + (size + 1) * 4
    return size**2 * number, sparse, size * dimensions * number


# %% nothing_for_an_empty_matrix
# Believes that a matrix of zeros takes no memory.
# Hint: even an empty matrix has its indptr
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = nonzeros * (number + index) + (size + 1) * index if nonzeros else 0
    return size**2 * number, sparse, size * dimensions * number


# %% one_number
# Returns the sum of the three.
# Hint: cannot unpack
def storage_bytes(size, nonzeros, dimensions, number=8, index=4):
    sparse = nonzeros * (number + index) + (size + 1) * index
    return size**2 * number + sparse + size * dimensions * number
