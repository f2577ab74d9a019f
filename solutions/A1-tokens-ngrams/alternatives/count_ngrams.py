# ruff: noqa: F811, F821
# %% plain_loops
# Counts by hand, in a plain dictionary.
def count_ngrams(sentences, n):
    counts = {}
    for sentence in sentences:
        words = []
        for _ in range(n - 1):
            words.append("<s>")
        for word in sentence:
            words.append(word)
        words.append("</s>")
        for end in range(n, len(words) + 1):
            ngram = tuple(words[end - n : end])
            if ngram not in counts:
                counts[ngram] = 0
            counts[ngram] += 1
    return counts


# %% shifted_copies
# Zips shifted copies of the sentence, and collects in a defaultdict.
def count_ngrams(sentences, n):
    counts = defaultdict(int)
    for sentence in sentences:
        padded = (("<s>",) * (n - 1)) + tuple(sentence) + ("</s>",)
        shifted = [padded[k:] for k in range(n)]
        for ngram in zip(*shifted, strict=False):
            counts[ngram] += 1
    return counts


# %% sliding_history
# Carries the history along, and starts anew with each sentence.
def count_ngrams(sentences, n):
    seen = []
    for sentence in sentences:
        history = ("<s>",) * (n - 1)
        for word in [*sentence, "</s>"]:
            ngram = (*history, word)
            seen.append(ngram)
            history = ngram[1:]
    return dict(Counter(seen))
