# ruff: noqa: F811, F821
# %% sorted_candidates
# Keeps words and counts in a list, ages in another, and sorts all pairs.
def train_bpe(counts, n_merges):
    symbols = sorted({letter for word in counts for letter in word})
    corpus = [[list(word), count] for word, count in counts.items()]
    learnt = []
    for _ in range(n_merges):
        table = defaultdict(int)
        for tokens, count in corpus:
            for i in range(len(tokens) - 1):
                table[tokens[i], tokens[i + 1]] += count
        if len(table) == 0:
            return learnt
        ranked = sorted(table, key=lambda p: (table[p], -symbols.index(p[0]), -symbols.index(p[1])))
        left, right = ranked[-1]
        learnt.append((left, right))
        symbols.append(left + right)
        for entry in corpus:
            old, entry[0] = entry[0], []
            while old:
                if old[:2] == [left, right]:
                    entry[0].append(left + right)
                    old = old[2:]
                else:
                    entry[0].append(old.pop(0))
    return learnt


# %% integer_tokens
# Works with ids, so that the smallest pair of ids is the oldest; returns pairs as lists.
def train_bpe(counts, n_merges):
    tokens = sorted(set("".join(counts)))
    ids = [[tokens.index(letter) for letter in word] for word in counts]
    weights = np.array(list(counts.values()), dtype=int)
    merges = []
    while len(merges) < n_merges:
        seen = {}
        for word, weight in zip(ids, weights, strict=True):
            for pair in pairwise(word):
                seen[pair] = seen.get(pair, 0) + int(weight)
        if not seen:
            break
        most = max(seen.values())
        a, b = min(pair for pair, count in seen.items() if count == most)
        tokens.append(tokens[a] + tokens[b])
        merges.append([tokens[a], tokens[b]])
        for word in ids:
            i = 0
            while i + 1 < len(word):
                if word[i] == a and word[i + 1] == b:
                    word[i : i + 2] = [len(tokens) - 1]
                i += 1
    return merges
