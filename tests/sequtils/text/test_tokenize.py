"""Words and sentences against a slow reading of the same rules, one character at a time."""

import random
import unicodedata

import pytest

from sequtils.text.tokenize import sentences, words

# Letters with and without case, marks that compose and marks that do not, digits of two scripts,
# joiners, punctuation, white space, an emoji with its variation selector.
ALPHABET = "abzAZéÉßİσΣжЖहिन्दी中日٣07 _'’’__''.!?…,;-()\n\t\u0301\u0308\u200b❤\ufe0f"


def slow_words(text: str) -> list[str]:
    """The rules of `words`, spelled out."""
    text = unicodedata.normalize("NFC", text.lower()).replace("’", "'")
    found, word, joiners = [], "", ""
    for c in text + " ":
        mark = unicodedata.category(c).startswith("M")
        if c.isalnum() or (mark and word and not joiners):
            word, joiners = word + joiners + c, ""
        elif word and c in "_'":
            joiners += c
        else:
            if word:
                found.append(word)
            word, joiners = "", ""
    return found


def random_texts(n: int, length: int) -> list[str]:
    rng = random.Random(7)
    return ["".join(rng.choices(ALPHABET, k=rng.randint(0, length))) for _ in range(n)]


def test_words_follow_the_rules_on_random_text():
    for text in random_texts(3000, 40):
        assert words(text) == slow_words(text), repr(text)


def test_words_of_words_are_the_same_words():
    for text in random_texts(1000, 40):
        found = words(text)
        assert words(" ".join(found)) == found, repr(text)


def test_words_do_not_depend_on_how_accents_are_encoded():
    for text in random_texts(1000, 40):
        assert words(unicodedata.normalize("NFD", text)) == words(
            unicodedata.normalize("NFC", text)
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("... !", []),
        ("n_samples, n_features", ["n_samples", "n_features"]),
        ("__init__ and _private_", ["init", "and", "private"]),
        ("'tis the dogs' bone; don't!", ["tis", "the", "dogs", "bone", "don't"]),
        ("don’t", ["don't"]),
        ("3.14 is pi", ["3", "14", "is", "pi"]),
        ("well-known", ["well", "known"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("I ❤️ NumPy", ["i", "numpy"]),
    ],
)
def test_words_of_examples(text, expected):
    assert words(text) == expected


def test_case_is_kept_on_request():
    assert words("The Duke of n_Samples", lower=False) == ["The", "Duke", "of", "n_Samples"]


def test_sentences_lose_nothing_but_white_space():
    for text in random_texts(1000, 80):
        found = sentences(text)
        assert "".join("".join(found).split()) == "".join(text.split())
        assert all(s and s == " ".join(s.split()) for s in found)


def test_sentences_cut_between_words():
    for text in random_texts(1000, 80):
        assert [w for s in sentences(text) for w in words(s)] == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("See e.g. NumPy. It works.", ["See e.g. NumPy.", "It works."]),
        ("Mr. Smith and J. Doe met.", ["Mr. Smith and J. Doe met."]),
        ("Solve for x. Then stop.", ["Solve for x.", "Then stop."]),
        ("Version 3.5 of numpy.array is fine.", ["Version 3.5 of numpy.array is fine."]),
        ("It is (really.) Yes.", ["It is (really.)", "Yes."]),
        ("He said “stop.” She went.", ["He said “stop.”", "She went."]),
        ("No capital. here it goes on. été too.", ["No capital. here it goes on. été too."]),
        ("A heading\n\nand text\nwrapped.", ["A heading", "and text wrapped."]),
        ("Wait... What?", ["Wait...", "What?"]),
        ("(see Fig. 3) Done.", ["(see Fig. 3) Done."]),
    ],
)
def test_sentences_of_examples(text, expected):
    assert sentences(text) == expected
