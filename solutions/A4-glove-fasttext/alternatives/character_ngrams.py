# ruff: noqa: B905, F811
# %% nested_loops
# Appends in nested loops.
def character_ngrams(word, min_n=3, max_n=6):
    marked, found = "<" + word + ">", []
    for n in range(min_n, max_n + 1):
        for i in range(len(marked) - n + 1):
            found.append(marked[i : i + n])
    return found


# %% zipped
# Slides n copies of the word along each other.
def character_ngrams(word, min_n=3, max_n=6):
    marked = ["<", *word, ">"]
    sizes = range(min_n, min(max_n, len(marked)) + 1)
    return ["".join(piece) for n in sizes for piece in zip(*(marked[i:] for i in range(n)))]


# %% pairs_of_ends
# Takes every beginning and every end, and keeps what has the right length.
def character_ngrams(word, min_n=3, max_n=6):
    from itertools import combinations

    marked = f"<{word}>"
    ends = combinations(range(len(marked) + 1), 2)
    return tuple(marked[a:b] for a, b in ends if min_n <= b - a <= max_n)
