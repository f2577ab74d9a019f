# ruff: noqa: F811
# %% replays_training
# Applies all merges in their order, each everywhere.
def encode_bpe(word, merges):
    tokens = list(word)
    for pair in merges:
        done = []
        while tokens:
            if tuple(tokens[:2]) == tuple(pair):
                done.append("".join(pair))
                tokens = tokens[2:]
            else:
                done.append(tokens.pop(0))
        tokens = done
    return tokens


# %% one_place_at_a_time
# Merges the leftmost of the pairs with the lowest rank, and looks again.
def encode_bpe(word, merges):
    rank = {tuple(pair): i for i, pair in enumerate(merges)}
    tokens = [*word]
    while True:
        candidates = [
            (rank[tokens[i], tokens[i + 1]], i)
            for i in range(len(tokens) - 1)
            if (tokens[i], tokens[i + 1]) in rank
        ]
        if not candidates:
            return tuple(tokens)
        _, i = min(candidates)
        tokens = [*tokens[:i], tokens[i] + tokens[i + 1], *tokens[i + 2 :]]
