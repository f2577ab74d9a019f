# ruff: noqa: F811, F821
# %% sets_of_neighbours
# Collects the different neighbours in sets, and puts the formula down for each word.
def kneser_ney(bigrams, history, discount=0.75):
    left, right = defaultdict(set), defaultdict(set)
    for h, w in bigrams:
        left[w].add(h)
        right[h].add(w)
    different = sum(len(words) for words in right.values())
    total = sum(count for (h, _), count in bigrams.items() if h == history)
    answer = {}
    for w in left:
        q = len(left[w]) / different
        if total == 0:
            answer[w] = q
            continue
        kept = max(bigrams.get((history, w), 0) - discount, 0) / total
        answer[w] = kept + discount * len(right[history]) / total * q
    return answer


# %% matrix
# Fills a matrix of counts, in 64-bit floats, and works with whole rows.
def kneser_ney(bigrams, history, discount=0.75):
    firsts = sorted({h for h, _ in bigrams})
    seconds = sorted({w for _, w in bigrams})
    table = np.zeros((len(firsts), len(seconds)))
    for (h, w), count in bigrams.items():
        table[firsts.index(h), seconds.index(w)] = count
    q = (table > 0).sum(axis=0) / (table > 0).sum()
    if history not in firsts:
        return dict(zip(seconds, q, strict=True))
    row = table[firsts.index(history)]
    p = np.maximum(row - discount, 0) / row.sum()
    p += discount * np.count_nonzero(row) / row.sum() * q
    return dict(zip(seconds, p, strict=True))


# %% gives_what_was_taken
# Takes the discounts first, and shares out whatever is missing to 1.
def kneser_ney(bigrams, history, discount=0.75):
    places = Counter()
    for _, w in bigrams:
        places[w] += 1
    p = dict.fromkeys(places, 0.0)
    total = sum(c for (h, _), c in bigrams.items() if h == history)
    for (h, w), c in bigrams.items():
        if h == history:
            p[w] += (c - discount) / total
    missing = 1 - sum(p.values())
    return {w: p[w] + missing * places[w] / places.total() for w in p}
