# %% product_first
# Multiplies before the exclusive or: FNV-1.
# Hint: this is FNV-1, not FNV-1a
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = h * 16777619 % 2**32 ^ byte
    return h % buckets


# %% grows_on
# Lets Python's integers grow.
# Hint: h must stay below 2^32
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = (h ^ byte) * 16777619
    return h % buckets


# %% starts_at_0
# Starts with nothing.
# Hint: Start with h = 2166136261
def hash_bucket(ngram, buckets):
    h = 0
    for byte in ngram.encode():
        h = (h ^ byte) * 16777619 % 2**32
    return h % buckets


# %% no_bucket
# Returns the hash itself.
# Hint: The remainder modulo `buckets` is missing
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = (h ^ byte) * 16777619 % 2**32
    return h


# %% characters
# Hashes the numbers of the characters.
# Hint: hash bytes, not characters
def hash_bucket(ngram, buckets):
    h = 2166136261
    for character in ngram:
        h = (h ^ ord(character)) * 16777619 % 2**32
    return h % buckets


# %% remainder_too_early
# Takes the remainder modulo the number of buckets in the loop.
# Hint: at the end modulo B
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = (h ^ byte) * 16777619 % buckets
    return h


# %% thousand_buckets
# Writes the 1000 of the example into the formula.
# Hint: Use the argument `buckets`
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = (h ^ byte) * 16777619 % 2**32
    return h % 1000


# %% logical_or
# Takes | for the exclusive or.
# Hint: first the exclusive or
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = (h | byte) * 16777619 % 2**32
    return h % buckets


# %% six_bytes
# Believes that n-grams have at most six bytes.
# Hint: Hash all bytes of the text
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode()[:6]:
        h = (h ^ byte) * 16777619 % 2**32
    return h % buckets


# %% signed_bytes
# Follows fastText's program, in which bytes from 128 on are negative.
# Hint: Hash the bytes of `ngram.encode()`
def hash_bucket(ngram, buckets):
    h = 2166136261
    for byte in ngram.encode():
        h = (h ^ (byte | 0xFFFFFF00 if byte >= 128 else byte)) * 16777619 % 2**32
    return h % buckets
