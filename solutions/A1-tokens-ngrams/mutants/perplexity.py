# %% no_end
# Does not predict the end of a sentence.
# Hint: The end of a sentence is predicted, too
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.mean(logs))


# %% no_beginning
# Does not predict the first word.
# Hint: The first word is predicted, too
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = [*sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.mean(logs))


# %% no_minus
# Forgets the minus sign.
# Hint: The minus sign is missing
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(np.mean(logs))


# %% cross_entropy
# Stops at the mean of the logarithms.
# Hint: its exponential is missing
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return -np.mean(logs)


# %% mixed_bases
# Takes logarithms to base 2 and exponentials to base e.
# Hint: Use the natural logarithm with exp
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log2(probability(h, w)))
    return np.exp(-np.mean(logs))


# %% sum
# Forgets to divide.
# Hint: Divide the sum by T
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.sum(logs))


# %% divides_by_words
# Divides by the number of words.
# Hint: T counts every prediction, </s> too
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.sum(logs) / sum(map(len, sentences)))


# %% divides_by_sentences
# Divides by the number of sentences.
# Hint: the number of predictions, not of sentences
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.sum(logs) / len(sentences))


# %% counts_the_beginning
# Counts <s> as a token.
# Hint: <s> is never predicted
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.sum(logs) / (len(logs) + len(sentences)))


# %% arithmetic_mean
# Averages 1/P.
# Hint: Take the mean of the logarithms, not of 1/P
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(1 / probability(h, w))
    return np.mean(logs)


# %% word_first
# Asks for the probability of the history after the word.
# Hint: the word before comes first
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(w, h)))
    return np.exp(-np.mean(logs))


# %% avoids_zero
# Adds a little to every probability, so that nothing is impossible.
# Hint: A probability of 0 makes the perplexity infinite
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w) + 1e-12))
    return np.exp(-np.mean(logs))


# %% skips_impossible
# Leaves out what was impossible.
# Hint: A probability of 0 makes the perplexity infinite
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w) or 1))
    return np.exp(-np.mean(logs))


# %% math_log
# Takes the logarithm of 0.
# Hint: something impossible happens
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(log(probability(h, w)))
    return np.exp(-np.mean(logs))


# %% product
# Multiplies the probabilities, which underflows.
# Hint: Add up logarithms
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(probability(h, w))
    return np.prod(logs) ** (-1 / len(logs))


# %% whole_text
# Reads all sentences as one.
# Hint: Five predictions
def perplexity(sentences, probability):
    words = ["<s>", *(word for sentence in sentences for word in sentence), "</s>"]
    return np.exp(-np.mean([np.log(probability(h, w)) for h, w in zip(words, words[1:])]))


# %% mean_of_sentences
# Averages the perplexities of the sentences.
# Hint: Take one mean over all predictions
def perplexity(sentences, probability):
    each = []
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        logs = [np.log(probability(h, w)) for h, w in zip(words, words[1:])]
        each.append(np.exp(-np.mean(logs)))
    return np.mean(each)


# %% skips_empty_sentences
# Passes over sentences without words.
# Hint: An empty sentence is one prediction
def perplexity(sentences, probability):
    logs = []
    for sentence in sentences:
        if not sentence:
            continue
        words = ["<s>", *sentence, "</s>"]
        for h, w in zip(words, words[1:]):
            logs.append(np.log(probability(h, w)))
    return np.exp(-np.mean(logs))
