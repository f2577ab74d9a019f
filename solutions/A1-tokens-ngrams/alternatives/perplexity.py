# ruff: noqa: F811, F821
# %% arrays
# Collects the probabilities, and lets NumPy take logarithms and their mean, of 0 too.
def perplexity(sentences, probability):
    p = []
    for sentence in sentences:
        history = "<s>"
        for word in [*list(sentence), "</s>"]:
            p.append(probability(history, word))
            history = word
    return np.exp(-np.log(np.array(p)).mean())


# %% bits
# Counts in bits, and stops at the first impossible word.
def perplexity(sentences, probability):
    from math import log2

    bits, predictions = 0.0, 0
    for sentence in sentences:
        padded = ["<s>", *sentence, "</s>"]
        for i in range(1, len(padded)):
            p = probability(padded[i - 1], padded[i])
            if p == 0:
                return float("inf")
            bits -= log2(p)
            predictions += 1
    return 2 ** (bits / predictions)


# %% geometric_mean
# Takes the root of each factor before it multiplies, so that nothing underflows.
def perplexity(sentences, probability):
    pairs = [pair for s in sentences for pair in pairwise(["<s>", *s, "</s>"])]
    product = 1.0
    for h, w in pairs:
        p = probability(h, w)
        product *= p ** (-1 / len(pairs)) if p else inf
    return product
