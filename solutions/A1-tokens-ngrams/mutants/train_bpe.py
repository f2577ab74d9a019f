# %% each_word_once
# Counts every word once, however often it occurs.
# Hint: A pair counts as often as its word occurs
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += 1
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% joined_tokens
# Returns the new tokens.
# Hint: Return pairs of tokens, not joined tokens
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append("".join(pair))
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% alphabetical_ties
# Compares tokens as texts, so that ab comes before c.
# Hint: The older tokens win a tie
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], p))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% first_seen_ties
# Takes the first of the most frequent pairs, in the order of the words.
# Hint: The older tokens win a tie
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = max(pairs, key=pairs.get)
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% youngest_ties
# Takes the youngest of the most frequent pairs.
# Hint: take the one with the older tokens
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = max(pairs, key=lambda p: (pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% right_token_first
# Compares the right tokens first.
# Hint: compare the ages of the left tokens, then those of the right ones
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[1]], age[p[0]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% right_to_left
# Merges from the end of the word.
# Hint: Merge from left to right
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], len(tokens)
            while i > 0:
                size = 2 if i > 1 and tuple(tokens[i - 2 : i]) == pair else 1
                new.insert(0, "".join(tokens[i - size : i]))
                i -= size
            split[word] = new
    return merges


# %% uses_a_token_twice
# Merges every occurrence of the pair, also those that overlap.
# Hint: A token can be merged only once
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                found = tuple(tokens[i : i + 2]) == pair
                new.append("".join(pair) if found else tokens[i])
                i += 2 if found and tuple(tokens[i + 1 : i + 3]) != pair else 1
            split[word] = new
    return merges


# %% str_count
# Counts pairs by str.count, which leaves overlapping ones out.
# Hint: aaa has the pair (a, a) twice
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            i = 0
            while i < len(tokens) - 1:
                pair = tokens[i], tokens[i + 1]
                pairs[pair] += counts[word]
                i += 2 if pair == tuple(tokens[i + 1 : i + 3]) else 1
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% no_stop
# Expects that there is always a pair.
# Hint: fewer pairs than merges
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% replaces_text
# Merges by replacing text, which also joins the end of one token and the beginning of another.
# Hint: A pair is two whole tokens
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age.get(p[0], 99), age.get(p[1], 99)))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            joined = " ".join(tokens).replace(" ".join(pair), "".join(pair))
            split[word] = joined.split(" ")
    return merges


# %% first_place_only
# Merges the pair once in each word.
# Hint: The four steps: cut, count
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            for i, two in enumerate(zip(tokens, tokens[1:])):
                if two == pair:
                    tokens[i : i + 2] = ["".join(pair)]
                    break
    return merges


# %% not_in_pairs_seen_once
# Leaves pairs alone that were seen once.
# Hint: return the merges so far
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += counts[word]
        if not pairs or max(pairs.values()) < 2:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges


# %% ranks_the_pairs_once
# Counts the pairs of characters once, and takes the most frequent ones.
# Hint: Count again after each merge
def train_bpe(counts, n_merges):
    pairs = Counter()
    for word, count in counts.items():
        for pair in zip(word, word[1:]):
            pairs[pair] += count
    return sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:n_merges]


# %% uses_up_the_counts
# Replaces words by their tokens in the caller's dictionary.
# Hint: You change the dictionary `counts` of the caller
def train_bpe(counts, n_merges):
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(counts))))}
    split = {word: list(word) for word in counts}
    merges = []
    frequency = dict(counts)
    counts.clear()
    for _ in range(n_merges):
        pairs = Counter()
        for word, tokens in split.items():
            for pair in zip(tokens, tokens[1:]):
                pairs[pair] += frequency[word]
        if not pairs:
            break
        pair = min(pairs, key=lambda p: (-pairs[p], age[p[0]], age[p[1]]))
        merges.append(pair)
        age.setdefault("".join(pair), len(age))
        for word, tokens in split.items():
            new, i = [], 0
            while i < len(tokens):
                size = 2 if tuple(tokens[i : i + 2]) == pair else 1
                new.append("".join(tokens[i : i + size]))
                i += size
            split[word] = new
    return merges
