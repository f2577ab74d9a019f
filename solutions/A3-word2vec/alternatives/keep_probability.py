# ruff: noqa: F811, F821
# %% plain_python
# A loop over the counts.
def keep_probability(counts, threshold):
    total, kept = sum(int(count) for count in counts), []
    for count in counts:
        share = int(count) / total
        kept.append(1.0 if share <= threshold else (threshold / share) ** 0.5)
    return np.array(kept)


# %% clipped
# Clips the root at 1.
def keep_probability(counts, threshold):
    return (threshold * counts.sum() / counts).clip(max=1) ** 0.5


# %% float32
# Computes in 32-bit floats.
def keep_probability(counts, threshold):
    share = (counts / counts.sum()).astype(np.float32)
    return np.sqrt(np.minimum(np.float32(1), np.float32(threshold) / share))
