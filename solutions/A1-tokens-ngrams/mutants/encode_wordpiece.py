# %% shortest_match
# Takes the shortest token that fits.
# Hint: Take the longest token that fits, not the shortest
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(start + 1, len(word) + 1):
            token = ("##" if start else "") + word[start:end]
            if token in vocabulary:
                break
        else:
            return ["[UNK]"]
        tokens.append(token)
        start = end
    return tokens


# %% no_marks
# Forgets that tokens inside a word are spelled with ##.
# Hint: look for tokens with ## before them
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if word[start:end] in vocabulary:
                break
        else:
            return ["[UNK]"]
        tokens.append(word[start:end])
        start = end
    return tokens


# %% marks_dropped
# Looks tokens up with ##, and returns them without.
# Hint: Tokens inside a word keep their ##
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if ("##" if start else "") + word[start:end] in vocabulary:
                break
        else:
            return ["[UNK]"]
        tokens.append(word[start:end])
        start = end
    return tokens


# %% rest_is_unknown
# Keeps the tokens in front of the part that does not fit.
# Hint: The whole word becomes [UNK]
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            token = ("##" if start else "") + word[start:end]
            if token in vocabulary:
                break
        else:
            return [*tokens, "[UNK]"]
        tokens.append(token)
        start = end
    return tokens


# %% rest_is_dropped
# Stops where nothing fits.
# Hint: A word whose rest does not fit becomes [UNK]
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            token = ("##" if start else "") + word[start:end]
            if token in vocabulary:
                break
        else:
            return tokens
        tokens.append(token)
        start = end
    return tokens


# %% unknown_is_a_string
# Returns the name of the unknown token, not a list.
# Hint: Return a list, also for an unknown word
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            token = ("##" if start else "") + word[start:end]
            if token in vocabulary:
                break
        else:
            return "[UNK]"
        tokens.append(token)
        start = end
    return tokens


# %% goes_back
# Tries a shorter token where the longest leads to a dead end.
# Hint: abc was taken, and nothing fits behind it: do not go back
def encode_wordpiece(word, vocabulary):
    def cut(start):
        if start == len(word):
            return []
        for end in range(len(word), start, -1):
            token = ("##" if start else "") + word[start:end]
            if token in vocabulary and (rest := cut(end)) is not None:
                return [token, *rest]
        return None

    tokens = cut(0)
    return ["[UNK]"] if tokens is None else tokens


# %% empty_word_is_unknown
# Finds no token in an empty word, and calls it unknown.
# Hint: An empty word has no tokens
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            token = ("##" if start else "") + word[start:end]
            if token in vocabulary:
                break
        else:
            return ["[UNK]"]
        tokens.append(token)
        start = end
    return tokens or ["[UNK]"]


# %% marks_are_optional
# Accepts tokens with and without ## everywhere.
# Hint: At the beginning of a word look for tokens without ##
def encode_wordpiece(word, vocabulary):
    tokens, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = word[start:end]
            if piece in vocabulary or "##" + piece in vocabulary:
                break
        else:
            return ["[UNK]"]
        tokens.append("##" + piece if start else piece)
        start = end
    return tokens


# %% longest_anywhere
# Takes the longest token that stands anywhere in the word first, and cuts the rest around it.
# Hint: The longest token that fits here
def encode_wordpiece(word, vocabulary):
    def cut(start, end):
        spans = [(i, j) for i in range(start, end) for j in range(i + 1, end + 1)]
        for i, j in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            token = ("##" if i else "") + word[i:j]
            if token in vocabulary:
                return cut(start, i) + [token] + cut(j, end)
        return ["[UNK]"] if start < end else []

    tokens = cut(0, len(word))
    return ["[UNK]"] if "[UNK]" in tokens else tokens
