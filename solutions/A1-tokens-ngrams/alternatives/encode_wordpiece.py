# ruff: noqa: F811
# %% two_indices
# Moves the end of the candidate to the left until it fits.
def encode_wordpiece(word, vocabulary):
    result = []
    start, end = 0, len(word)
    while start < len(word):
        if start == end:
            return ["[UNK]"]
        candidate = word[start:end] if start == 0 else f"##{word[start:end]}"
        if candidate in vocabulary:
            result.append(candidate)
            start, end = end, len(word)
        else:
            end -= 1
    return result


# %% from_the_vocabulary
# Looks through the vocabulary for tokens that fit, recursively.
def encode_wordpiece(word, vocabulary):
    def cut(rest, begins):
        if not rest:
            return []
        if begins:
            fitting = [token for token in vocabulary if token and rest.startswith(token)]
            lengths = {token: len(token) for token in fitting}
        else:
            inside = [token for token in vocabulary if token.startswith("##") and token != "##"]
            fitting = [token for token in inside if rest.startswith(token[2:])]
            lengths = {token: len(token) - 2 for token in fitting}
        if not fitting:
            return None
        token = max(fitting, key=lengths.get)
        behind = cut(rest[lengths[token] :], False)
        return None if behind is None else [token, *behind]

    tokens = cut(word, True)
    return ["[UNK]"] if tokens is None else tokens
