# %% keeps_underscores
# Believes that \w is letters and digits.
# Hint: The underscore separates words
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"\w+(?:['’]\w+)*", nfc)]


# %% no_apostrophes
# Takes runs of letters and digits only.
# Hint: An apostrophe between two letters belongs to the word
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"[^\W_]+", nfc)]


# %% apostrophes_anywhere
# Puts the apostrophe into the class of letters.
# Hint: An apostrophe at the edge of a word does not belong to it
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"(?:[^\W_]|['’])+", nfc)]


# %% straight_apostrophes_only
# Knows the apostrophe of the keyboard.
# Hint: The apostrophe ’ is one, too
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"[^\W_]+(?:'[^\W_]+)*", nfc)]


# %% one_apostrophe_a_word
# Allows for one apostrophe only, so that of rock'n'roll the roll is lost.
# Hint: single apostrophes between two of them
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", nfc)]


# %% apostrophes_in_a_row
# Lets several apostrophes join two words.
# Hint: single apostrophes between two of them
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"[^\W_]+(?:['’]+[^\W_]+)*", nfc)]


# %% no_normal_form
# Takes the text as it was typed.
# Hint: Bring the text into NFC first
def find_words(text):
    found = re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text)
    return [(m[0].lower(), *m.span()) for m in found]


# %% compatible_form
# Takes another normal form.
# Hint: NFC, please
def find_words(text):
    nfkc = unicodedata.normalize("NFKC", text)
    found = re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", nfkc)
    return [(m[0].lower(), *m.span()) for m in found]


# %% latin_letters
# Thinks that words are made of the letters a to z.
# Hint: Words have letters of every script
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    found = re.finditer(r"[A-Za-z0-9]+(?:['’][A-Za-z0-9]+)*", nfc)
    return [(m[0].lower(), *m.span()) for m in found]


# %% lower_cases_the_text
# Lower-cases first, which moves what stands behind a letter that becomes longer.
# Hint: Lower-case each word, not the text
def find_words(text):
    lower = unicodedata.normalize("NFC", text).lower()
    return [(m[0], *m.span()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", lower)]


# %% keeps_capitals
# Forgets to lower-case.
# Hint: Lower-case the words
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0], *m.span()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", nfc)]


# %% looks_each_word_up
# Searches for each word from the beginning of the text, and finds its first occurrence.
# Hint: A word that comes again stands elsewhere
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    places = []
    for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", nfc):
        start = nfc.lower().find(word.lower())
        places.append((word.lower(), start, start + len(word)))
    return places


# %% last_character
# Gives the place of the last character.
# Hint: `end` is the place behind the last character
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    found = re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", nfc)
    return [(m[0].lower(), m.start(), m.end() - 1) for m in found]


# %% words_only
# Forgets the offsets.
# Hint: Return tuples (word, start, end)
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [word.lower() for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", nfc)]


# %% letters_only
# Forgets the digits.
# Hint: Digits are part of words
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    found = re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", nfc)
    return [(m[0].lower(), *m.span()) for m in found]


# %% splits_at_spaces
# Takes what stands between spaces.
# Hint: Only an apostrophe between two letters or digits is part of a word
def find_words(text):
    nfc = unicodedata.normalize("NFC", text)
    return [(m[0].lower(), *m.span()) for m in re.finditer(r"[^\s.!]+", nfc)]


# %% nothing_for_empty_texts
# Leaves early, without a list.
# Hint: Did you forget `return`
def find_words(text):
    if text:
        nfc = unicodedata.normalize("NFC", text)
        found = re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", nfc)
        return [(m[0].lower(), *m.span()) for m in found]
