# ruff: noqa: F811, F821
# %% mask
# Keeps the lowest 32 bits by a mask, in hexadecimal numbers.
def hash_bucket(ngram, buckets):
    h = 0x811C9DC5
    for byte in bytearray(ngram, "utf-8"):
        h ^= byte
        h *= 0x01000193
        h &= 0xFFFFFFFF
    return h % buckets


# %% numpy
# Lets NumPy's 32-bit integers overflow, which it warns about.
def hash_bucket(ngram, buckets):
    h = np.uint32(2166136261)
    for byte in np.frombuffer(ngram.encode(), np.uint8):
        h = np.uint32(h ^ byte) * np.uint32(16777619)
    return int(h) % buckets


# %% reduce
# Folds the bytes.
def hash_bucket(ngram, buckets):
    from functools import reduce

    return reduce(lambda h, b: (h ^ b) * 16777619 % 2**32, ngram.encode(), 2166136261) % buckets
