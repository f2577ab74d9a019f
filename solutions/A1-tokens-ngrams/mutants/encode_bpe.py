# %% leftmost_pair_first
# Merges the first pair of the word that is in the list.
# Hint: Merge the pair that stands first in the list, not the first one of the word
def encode_bpe(word, merges):
    tokens, i = list(word), 0
    while i < len(tokens) - 1:
        if (tokens[i], tokens[i + 1]) in merges:
            tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
            i = 0
        else:
            i += 1
    return tokens


# %% longest_token_first
# Takes the longest token that fits, as WordPiece does.
# Hint: Merge the pair that stands first in the list, not the first one of the word
def encode_bpe(word, merges):
    made = {left + right for left, right in merges} | set(word)
    tokens, rest = [], word
    while rest:
        longest = max((token for token in made if rest.startswith(token)), key=len)
        tokens.append(longest)
        rest = rest[len(longest) :]
    return tokens


# %% last_merge_first
# Goes through the list from its end, once.
# Hint: Merge the pair that stands first in the list
def encode_bpe(word, merges):
    tokens = list(word)
    for pair in reversed(merges):
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = ["".join(pair)]
            i += 1
    return tokens


# %% characters_only
# Merges characters, and leaves merged tokens alone.
# Hint: Merges go on with merged tokens
def encode_bpe(word, merges):
    tokens = list(word)
    for left, right in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (left, right) and len(left + right) == 2:
                tokens[i : i + 2] = [left + right]
            i += 1
    return tokens


# %% each_merge_once
# Merges each pair at the first place where it stands, and goes on with the next pair.
# Hint: Merge a pair wherever it occurs in the word, not only once
def encode_bpe(word, merges):
    tokens = list(word)
    for left, right in merges:
        for i in range(len(tokens) - 1):
            if (tokens[i], tokens[i + 1]) == (left, right):
                tokens[i : i + 2] = [left + right]
                break
    return tokens


# %% right_to_left
# Begins at the end of the word.
# Hint: Merge from left to right
def encode_bpe(word, merges):
    tokens = list(word)
    for left, right in merges:
        i = len(tokens) - 2
        while i >= 0:
            if (tokens[i], tokens[i + 1]) == (left, right):
                tokens[i : i + 2] = [left + right]
                i -= 1
            i -= 1
    return tokens


# %% first_pair_only
# Stops after the pair that was learnt first.
# Hint: Look again after each merge
def encode_bpe(word, merges):
    tokens = list(word)
    pair = next((pair for pair in merges if pair in set(pairwise(tokens))), None)
    i = 0
    while pair and i < len(tokens) - 1:
        if (tokens[i], tokens[i + 1]) == pair:
            tokens[i : i + 2] = ["".join(pair)]
        i += 1
    return tokens


# %% drops_unknown_characters
# Keeps only what the merges know.
# Hint: A character that no merge knows stays as it is
def encode_bpe(word, merges):
    known = set("".join(left + right for left, right in merges))
    tokens = [character for character in word if character in known]
    for left, right in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (left, right):
                tokens[i : i + 2] = [left + right]
            i += 1
    return tokens


# %% replaces_text
# Merges by replacing text, which also joins the end of one token and the beginning of another.
# Hint: A pair is two whole tokens
def encode_bpe(word, merges):
    text = " ".join(word)
    for left, right in merges:
        before = ""
        while before != text:
            before, text = text, text.replace(f"{left} {right}", left + right)
    return text.split()


# %% joined_by_spaces
# Returns one string.
# Hint: Return a list of tokens
def encode_bpe(word, merges):
    tokens = list(word)
    for left, right in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (left, right):
                tokens[i : i + 2] = [left + right]
            i += 1
    return " ".join(tokens)


# %% needs_a_pair
# Looks for the best pair before asking whether there is one.
# Hint: an empty word, one character, no merges
def encode_bpe(word, merges):
    tokens = list(word)
    while True:
        pair = min(pairwise(tokens), key=lambda p: merges.index(p) if p in merges else len(merges))
        if pair not in merges:
            return tokens
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = ["".join(pair)]
            i += 1
        if len(tokens) == 1:
            return tokens
