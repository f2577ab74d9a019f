"""Pieces against the `regex` package, which knows Unicode's properties by name."""

import unicodedata

import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sequtils.text import normalize
from sequtils.text.pretokenize import character_classes, spans, split

PEERS = {
    "gpt2": (
        r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+"
        r"|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+"
    ),
    "plain": (
        r"\p{White_Space}+|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*"
        r"|[^\p{White_Space}\p{L}\p{N}]+"
    ),
}

# `regex` knows a newer Unicode than Python may; both agree on what Python's has assigned.
assigned = st.characters(exclude_categories=["Cs", "Cn"])
# Random characters are rarely the ones that rules are about.
telling = st.sampled_from("aZé'sdmtlrev  \t\n\r\x85\xa0\u20017½٣一हि्\u0301\u200d\ufe0f_-.!❤👍🏽")
texts = st.text(assigned | telling, max_size=40)


@pytest.mark.parametrize("pattern", PEERS)
@settings(max_examples=500, deadline=None)
@given(texts)
def test_pieces_are_those_of_the_peer(pattern, text):
    assert split(text, pattern) == regex.findall(PEERS[pattern], text)


@pytest.mark.parametrize("pattern", ["gpt2", "plain", "characters"])
@settings(max_examples=300, deadline=None)
@given(texts)
def test_pieces_leave_nothing_out(pattern, text):
    edges = spans(text, pattern)
    assert "".join(split(text, pattern)) == text
    assert all(start < end for start, end in edges)
    assert [0, *(end for _, end in edges)] == [*(start for start, _ in edges), len(text)]


@pytest.mark.parametrize(("code", "name"), [(1, "L"), (2, "N"), (3, "White_Space")])
def test_classes_of_every_code_point(code, name):
    known = (chr(i) for i in range(0x110000) if unicodedata.category(chr(i)) not in ("Cn", "Cs"))
    text = "".join(known)
    members = set(regex.findall(rf"\p{{{name}}}", text))
    classes = character_classes()
    assert {c for c in text if classes[ord(c)] == code} == members


@pytest.mark.parametrize(
    "text",
    [
        "e\u0301a",
        "❤\ufe0f!",
        "👍🏽👍",
        "👨\u200d👩\u200d👧 family",
        "🇩🇪🇫🇷x",
        "1\ufe0f\u20e3",
        "\r\n\n\r",
        "각\u1100\u1161\u11a8",
        "நி",
        "x\u200cy",
        "🏳\ufe0f\u200d🌈",
    ],
)
def test_characters_are_what_readers_count(text):
    assert split(text, "characters") == regex.findall(r"\X", text)


def test_words_of_scripts_with_marks():
    assert split("हिन्दी में", "plain") == ["हिन्दी", " ", "में"]
    assert len(split("हिन्दी", "gpt2")) == 6  # a known fault of that pattern


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=30) | st.text("aeoAe\u0301\u0308\u0323\u1100\u1161\u11a8한\u0bc6\u0bbe"))
def test_nfc_is_that_of_the_standard_library(text):
    found = normalize.nfc(text)
    assert found.text == unicodedata.normalize("NFC", text)
    assert len(found.starts) == len(found.ends) == len(found.text)


@settings(max_examples=300, deadline=None)
@given(st.text("abe\u0301\u0323é한.", min_size=1))
def test_nfc_finds_the_way_back(text):
    found = normalize.nfc(text)
    for start, end in spans(found.text, "plain"):
        first, behind = found.original(start, end)
        assert unicodedata.normalize("NFC", text[first:behind]) == found.text[start:end]


def test_bad_input_gets_one_sentence():
    with pytest.raises(ValueError, match="pattern must be one of gpt2, plain, characters, not 'x'"):
        split("a", "x")
    with pytest.raises(ValueError, match="text must be a string, got bytes"):
        split(b"a")
    with pytest.raises(ValueError, match=r"0 <= start < end <= 1, got 0 and 2"):
        normalize.nfc("a").original(0, 2)


def test_empty_text_has_no_pieces():
    assert split("", "gpt2") == split("", "plain") == split("", "characters") == []
    assert normalize.nfc("") == ("", [], [])


# What Unicode makes hard: accents apart and joined, families, flags, keycaps, Hangul, surrogates.
HARD = [
    *(
        "e\u0301",
        "é",
        "\u0323",
        "👨\u200d👩\u200d👧",
        "👍🏽",
        "🏳\ufe0f\u200d🌈",
        "🇩🇪",
        "1\ufe0f\u20e3",
    ),
    *("한", "\u1112\u1161\u11ab", "नि", "\u200d", "\ufe0f", "\ud83d", "\udc4d"),
    *("a", " ", "\r\n", "'s"),
]
hard = st.lists(st.sampled_from(HARD), max_size=12).map("".join)


@pytest.mark.parametrize("pattern", ["gpt2", "plain", "characters"])
@settings(max_examples=200, deadline=None)
@given(text=hard)
def test_offsets_lead_to_the_pieces(pattern, text):
    assert [text[start:end] for start, end in spans(text, pattern)] == split(text, pattern)
    composed = normalize.nfc(text)
    for start, end in spans(composed.text, pattern):
        first, behind = composed.original(start, end)
        assert 0 <= first < behind <= len(text)
        piece = unicodedata.normalize("NFC", text[first:behind])
        assert composed.text[start:end] in piece


@settings(max_examples=200, deadline=None)
@given(hard)
def test_characters_of_hard_text_are_what_readers_count(text):
    assume(not any("\ud800" <= c <= "\udfff" for c in text))
    assert split(text, "characters") == regex.findall(r"\X", text)


@pytest.mark.parametrize("pattern", ["gpt2", "plain", "characters"])
def test_half_a_surrogate_pair_is_a_piece_like_any_symbol(pattern):
    assert split("a\ud83d", pattern) == ["a", "\ud83d"]
