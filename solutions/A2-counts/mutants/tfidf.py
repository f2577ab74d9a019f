# %% no_length
# Forgets to divide rows by their length.
# Hint: The rows are not divided by their length
def tfidf(B):
    df = (B > 0).sum(axis=0)
    return B * (np.log((1 + len(B)) / (1 + df)) + 1)


# %% counts_occurrences
# Takes df for the number of occurrences.
# Hint: df counts texts that hold a word
def tfidf(B):
    df = B.sum(axis=0)
    weighted = B * (np.log((1 + len(B)) / (1 + df)) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% no_one_at_the_end
# Leaves words that stand everywhere without any weight.
# Hint: The + 1 after the logarithm is missing
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = B * np.log((1 + len(B)) / (1 + df))
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% not_smoothed
# Uses the textbook's log(S / df) + 1.
# Hint: The + 1 inside the fraction are missing
def tfidf(B):
    df = np.maximum((B > 0).sum(axis=0), 1)
    weighted = B * (np.log(len(B) / df) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% smoothed_above_only
# Adds a text, but does not let it hold the words.
# Hint: The + 1 below the fraction line is missing
def tfidf(B):
    df = np.maximum((B > 0).sum(axis=0), 1)
    weighted = B * (np.log((1 + len(B)) / df) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% logarithm_to_base_2
# Counts surprise in bits.
# Hint: Use the natural logarithm
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = B * (np.log2((1 + len(B)) / (1 + df)) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% rows_sum_to_one
# Divides by the sum of a row, not by its length.
# Hint: here each row sums to 1
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = B * (np.log((1 + len(B)) / (1 + df)) + 1)
    total = weighted.sum(axis=1, keepdims=True)
    return weighted / np.where(total > 0, total, 1)


# %% columns_scaled
# Takes the length along the wrong axis.
# Hint: these are columns
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = B * (np.log((1 + len(B)) / (1 + df)) + 1)
    length = np.linalg.norm(weighted, axis=0)
    return weighted / np.where(length > 0, length, 1)


# %% length_first
# Scales the counts to length 1, then weighs them.
# Hint: Weigh first, then divide by the length
def tfidf(B):
    length = np.linalg.norm(B, axis=1, keepdims=True)
    df = (B > 0).sum(axis=0)
    return B / np.where(length > 0, length, 1) * (np.log((1 + len(B)) / (1 + df)) + 1)


# %% upside_down
# Turns the fraction round, so that frequent words weigh more.
# Hint: The fraction is upside down
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = B * (np.log((1 + df) / (1 + len(B))) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% rows_of_zeros
# Divides 0 by 0.
# Hint: A row of zeros has length 0
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = B * (np.log((1 + len(B)) / (1 + df)) + 1)
    return weighted / np.linalg.norm(weighted, axis=1, keepdims=True)


# %% changes_the_counts
# Weighs the caller's array in place.
# Hint: You change the array B of the caller
def tfidf(B):
    df = (B > 0).sum(axis=0)
    idf = np.log((1 + len(B)) / (1 + df)) + 1
    if B.dtype == float:
        B *= idf
    else:
        B = B * idf
    length = np.linalg.norm(B, axis=1, keepdims=True)
    return B / np.where(length > 0, length, 1)


# %% presence_only
# Weighs whether a word occurs, not how often.
# Hint: Compare with the formula
def tfidf(B):
    df = (B > 0).sum(axis=0)
    weighted = (B > 0) * (np.log((1 + len(B)) / (1 + df)) + 1)
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1)


# %% forgets_return
# Computes the weights and keeps them.
# Hint: Did you forget `return`
def tfidf(B):
    df = (B > 0).sum(axis=0)
    B = B * (np.log((1 + len(B)) / (1 + df)) + 1)
