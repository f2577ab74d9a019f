# %% no_end
# Forgets that a sentence ends.
# Hint: A sentence ends with </s>
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts


# %% no_beginning
# Forgets that a sentence begins.
# Hint: A sentence begins with <s>
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = sentence + ["</s>"]
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts


# %% one_beginning
# Puts one <s> in front, whatever n is.
# Hint: n − 1 tokens <s> stand in front: two for trigrams
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] + sentence + ["</s>"]
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts


# %% at_least_one_beginning
# Puts <s> also in front of single words.
# Hint: none for single words
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * max(n - 1, 1) + sentence + ["</s>"]
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts


# %% many_ends
# Puts n − 1 tokens behind the sentence, too.
# Hint: Only one </s> stands behind a sentence
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence + ["</s>"] * max(n - 1, 1)
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts


# %% one_long_sentence
# Joins the sentences before counting.
# Hint: N-grams do not reach from one sentence into the next
def count_ngrams(sentences, n):
    words = ["<s>"] * (n - 1) + [word for sentence in sentences for word in sentence] + ["</s>"]
    return Counter(zip(*(words[i:] for i in range(n))))


# %% strings
# Joins the words of an n-gram.
# Hint: An n-gram is a tuple of tokens, not one string
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence + ["</s>"]
        counts.update(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))
    return counts


# %% words_for_unigrams
# Uses the word itself where n is 1.
# Hint: An n-gram is a tuple, also if it has one token
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence + ["</s>"]
        counts.update(words if n == 1 else zip(*(words[i:] for i in range(n))))
    return counts


# %% bigrams_always
# Ignores n.
# Hint: Three tokens: these are bigrams
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] + sentence + ["</s>"]
        counts.update(zip(words, words[1:]))
    return counts


# %% kinds
# Notes which n-grams there are, not how often.
# Hint: An n-gram that occurs twice has the count 2
def count_ngrams(sentences, n):
    counts = {}
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence + ["</s>"]
        counts.update(dict.fromkeys(zip(*(words[i:] for i in range(n))), 1))
    return counts


# %% list_of_pairs
# Returns the most frequent first, in a list.
# Hint: Return a dictionary
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence + ["</s>"]
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts.most_common()


# %% pads_in_place
# Puts <s> and </s> into the sentences of the caller.
# Hint: You change the sentences of the caller
def count_ngrams(sentences, n):
    counts = Counter()
    for padded in sentences:
        padded[:0] = ["<s>"] * (n - 1)
        padded.append("</s>")
        counts.update(zip(*(padded[i:] for i in range(n))))
    return counts


# %% skips_empty_sentences
# Passes over sentences without words.
# Hint: An empty sentence still ends
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in filter(None, sentences):
        words = ["<s>"] * (n - 1) + sentence + ["</s>"]
        counts.update(zip(*(words[i:] for i in range(n))))
    return counts


# %% last_one_lost
# Stops one n-gram early if there are many.
# Hint: Every run of n tokens counts once
def count_ngrams(sentences, n):
    counts = Counter()
    for sentence in sentences:
        words = ["<s>"] * (n - 1) + sentence + ["</s>"]
        last = max(len(words) - n, 4)
        counts.update(
            tuple(words[i : i + n])
            for i in range(last + 1)
            if i + n <= max(len(words) - 1, 6) and i + n <= len(words)
        )
    return counts
