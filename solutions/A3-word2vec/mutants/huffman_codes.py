# %% joins_the_heaviest
# Joins the two heaviest trees, so that the most frequent words end deepest.
# Hint: Join the lightest trees, not the heaviest
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        *trees, a, b = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes


# %% balanced
# Numbers the words, all with the same number of digits.
# Hint: All ways are equally long
def huffman_codes(counts):
    digits = int(np.ceil(np.log2(len(counts))))
    return [f"{word:0{digits}b}" if digits else "" for word in range(len(counts))]


# %% sorted_once
# Sorts at the beginning only, so a joined tree is always joined next.
# Hint: 5 and 6 weigh 11 when they are joined
def huffman_codes(counts):
    trees = sorted((int(count), word, [word]) for word, count in enumerate(counts))
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = trees
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.insert(0, (a[0] + b[0], a[1], a[2] + b[2]))
    return codes


# %% weighs_as_its_heavier_branch
# Forgets to add the weights.
# Hint: 5 and 6 weigh 11 when they are joined
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((b[0], a[1], a[2] + b[2]))
    return codes


# %% halves_from_the_top
# Splits the sorted words where both halves weigh most alike: the code of Shannon and Fano.
# Hint: Halving from the top is near the best, not the best
def huffman_codes(counts):
    codes = [""] * len(counts)

    def split(words):
        if len(words) < 2:
            return
        sums = np.cumsum([counts[word] for word in words])
        cut = int(np.argmin(abs(sums[-1] - 2 * sums[:-1]))) + 1
        for turn, part in (("0", words[:cut]), ("1", words[cut:])):
            for word in part:
                codes[word] += turn
            split(part)

    split(sorted(range(len(counts)), key=lambda word: -counts[word]))
    return codes


# %% reads_from_the_leaf
# Puts the new turn behind the others, so that the codes are read from the leaf up.
# Hint: Words are leaves
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = codes[word] + turn
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes


# %% both_branches_left
# Turns left whichever branch it is.
# Hint: One word hangs on the left
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for word in a[2] + b[2]:
            codes[word] = "0" + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes


# %% code_of_the_root
# Gives the root a turn, too.
# Hint: One word hangs on the left
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return ["0" + code for code in codes]


# %% rarest_last
# Returns the codes in the order of the sorted counts.
# Hint: Return the codes in the order of `counts`, not sorted
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return [codes[word] for word in np.argsort(-counts, kind="stable")]


# %% in_the_order_of_joining
# Returns the codes as the joined trees hold the words.
# Hint: Codes are in the order of the joinings
def huffman_codes(counts):
    trees = [(int(count), word, [word], [""]) for word, count in enumerate(counts)]
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        codes = ["0" + code for code in a[3]] + ["1" + code for code in b[3]]
        trees.append((a[0] + b[0], a[1], a[2] + b[2], codes))
    return trees[0][3]


# %% compares_trees
# Pushes pairs of weight and tree, so that equal weights compare a word with a tree.
# Hint: Your code stopped with TypeError
def huffman_codes(counts):
    import heapq

    heap = [(int(count), word) for word, count in enumerate(counts)]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], (a[1], b[1])))
    codes, below = [""] * len(counts), [(heap[0][1], "")]
    while below:
        tree, way = below.pop()
        if isinstance(tree, tuple):
            below += [(tree[0], way + "0"), (tree[1], way + "1")]
        else:
            codes[tree] = way
    return codes


# %% words_by_their_count
# Looks words up by their count, so that equally frequent words share a code.
# Hint: Words are leaves
def huffman_codes(counts):
    trees = [(int(count), [int(count)]) for count in sorted(set(counts.tolist()))]
    codes = dict.fromkeys(counts.tolist(), "")
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, some) in (("0", a), ("1", b)):
            for count in some:
                codes[count] = turn + codes[count]
        trees.append((a[0] + b[0], a[1] + b[1]))
    return [codes[count] for count in counts.tolist()]


# %% one_word_turns
# Gives a single word a turn, as programs that store files do.
# Hint: One word is the root itself
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes if len(codes) > 1 else ["0"]


# %% lists_of_turns
# Returns lists of numbers for codes.
# Hint: A code is a text of turns
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [[] for _ in counts]
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in ((0, a), (1, b)):
            for word in words:
                codes[word].insert(0, turn)
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes


# %% returns_a_dictionary
# Returns word → code.
# Hint: Return a list of codes
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = dict.fromkeys(range(len(counts)), "")
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes


# %% one_long_branch
# Ranks the words and gives each a turn more than the one before.
# Hint: 5 and 6 weigh 11 when they are joined
def huffman_codes(counts):
    order = np.argsort(-counts, kind="stable")
    codes = [""] * len(counts)
    for rank, word in enumerate(order):
        codes[word] = "1" * rank + "0" * (rank < len(counts) - 1)
    return codes


# %% by_logarithm
# Gives each word as many turns as its share has bits, rounded up: Shannon's code.
# Hint: Some codes can lose a turn
def huffman_codes(counts):
    share = counts / counts.sum()
    order = np.argsort(-share, kind="stable")
    begin = np.concatenate([[0], np.cumsum(share[order])[:-1]])
    codes = [""] * len(counts)
    for word, start in zip(order, begin, strict=True):
        length = int(np.ceil(-np.log2(share[word]) - 1e-12))
        codes[word] = f"{int(start * 2**length + 1e-9):0{length}b}" if length else ""
    return codes


# %% sorts_the_counts
# Sorts the caller's counts.
# Hint: You change the array `counts` of the caller
def huffman_codes(counts):
    trees = [(int(count), word, [word]) for word, count in enumerate(counts)]
    codes = [""] * len(counts)
    counts.sort()
    while len(trees) > 1:
        a, b, *trees = sorted(trees)
        for turn, (_, _, words) in (("0", a), ("1", b)):
            for word in words:
                codes[word] = turn + codes[word]
        trees.append((a[0] + b[0], a[1], a[2] + b[2]))
    return codes
