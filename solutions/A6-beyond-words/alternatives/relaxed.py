# ruff: noqa: B905, F811, F821
# %% loops
# Word by word.
def relaxed(a, b, C):
    there = sum(share * min(row) for share, row in zip(a, C))
    back = sum(share * min(column) for share, column in zip(b, C.T))
    return there if there > back else back


# %% float32
# Computes in 32-bit floats.
def relaxed(a, b, C):
    C = C.astype(np.float32)
    both = (a * C.min(axis=1)).sum(), (b * C.min(axis=0)).sum()
    return np.float32(np.max(both))
