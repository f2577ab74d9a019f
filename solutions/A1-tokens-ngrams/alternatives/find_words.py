# ruff: noqa: F811, F821
# %% character_by_character
# Walks through the text, without a regular expression.
def find_words(text):
    text = unicodedata.normalize("NFC", text)
    found, start = [], None
    for i in range(len(text) + 1):
        inside = i < len(text) and text[i].isalnum()
        if start is not None and i + 1 < len(text) and text[i] in ("'", "’"):
            inside |= text[i - 1].isalnum() and text[i + 1].isalnum()
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            found.append((text[start:i].lower(), start, i))
            start = None
    return found


# %% lookarounds
# Describes the apostrophe by what stands beside it; gives lists in place of tuples.
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    pattern = re.compile(r"(?:[^\W_]|(?<=[^\W_])['’](?=[^\W_]))+")
    words, position = [], 0
    while match := pattern.search(nfc, position):
        position = match.end()
        words.append([match.group().lower(), match.start(), position])
    return words
