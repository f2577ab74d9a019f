"""The player of byte-pair merges in a browser: every step shows its trace, and it encodes."""

import itertools
import unicodedata

import numpy as np
import pytest
from player_pages import at_step, texts

from sequtils import players
from sequtils.text import bpe, pretokenize

WORDS = {"low": 5, "lower": 2, "newest": 6, "widest": 3, "</b>": 2}


def trace_of_merges():
    return bpe.trace(WORDS, 9)


def words_shown(player):
    return player.locator(".words > li").evaluate_all(
        """rows => rows.map(row => [
          [...row.querySelectorAll(".token")].map(token => token.textContent),
          Number(row.querySelector(".times").textContent.slice(2))])"""
    )


def pairs_shown(player):
    return player.locator(".pairs > li:not(.rest)").evaluate_all(
        """rows => rows.map(row => [
          ...[...row.querySelectorAll(".token")].map(token => token.textContent),
          Number(row.querySelector(".times").textContent)])"""
    )


def merges_shown(player):
    return player.locator(".learnt > li").evaluate_all(
        """rows => rows.map(row =>
          [...row.querySelectorAll(".token")].map(token => token.textContent))"""
    )


def test_every_step_of_the_merges_is_that_of_the_trace(show):
    steps = trace_of_merges()
    page = show(players.bpe(steps))
    player = at_step(page, 0)
    assert words_shown(player) == [[list(word), count] for word, count in WORDS.items()]
    for number, step in enumerate(steps):
        assert pairs_shown(player) == step["pairs"][:7]  # what is counted before the merge
        assert texts(player.locator(".pairs .next .token")) == step["chosen"]
        player = at_step(page, number + 1)
        assert words_shown(player) == step["words"]
        made = {"".join(step["chosen"])}
        assert set(texts(player.locator(".words .made"))) == made
        assert merges_shown(player) == [step["chosen"] for step in steps[: number + 1]]


def test_the_pair_to_be_merged_is_marked_in_the_words(show):
    steps = bpe.trace({"aaaab": 2, "aab": 1}, 1)
    player = at_step(show(players.bpe(steps)), 0)
    # From left to right, as the merge goes: a pair does not begin in another.
    assert texts(player.locator(".words .next")) == ["a"] * 6
    assert texts(player.locator(".words .next.left")) == ["a"] * 3


def test_the_last_step_of_the_merges_is_what_the_library_learns(show):
    steps = trace_of_merges()
    merges = bpe.reference.learn_merges(WORDS, 9)
    shown = words_shown(at_step(show(players.bpe(steps)), len(steps)))
    assert shown == [[bpe.reference.encode(word, merges), n] for word, n in WORDS.items()]


# ---- the reader's own text ----

ALPHABET = [
    *"abcdefghijklmnop thelowrnisABC0123'’.,!?-\n\t <>&\"",
    *"éüßñçÅøþ e\u0301n\u0303\u200d\u200c\ufe0f\u00a0\u2003\u3000\x85\x1c\x00",
    *"你好世界日本語한국어คำไทยहिन्दीעבריתالعربية",
    *"½²Ⅷ٣५一🙂👍🏽👨‍👩‍👧🇩🇪𝒳𐍈\U0001f600\U0010ffff\ue000",
]
TRAINING = ["the low lower lowest newest widest. They're here, aren't they? 123 1234"] * 3 + [
    "é è naïve café, 你好 世界 한국어 🙂👍🏽 नमस्ते aaaa aaa haha hahaha     ."
] * 3


def own_texts(n=3000):
    random = np.random.default_rng(0)
    words = [*" ".join(TRAINING).split(), *ALPHABET]
    drawn = ["".join(random.choice(ALPHABET, random.integers(0, 30))) for _ in range(n // 3)]
    joined = [" ".join(random.choice(words, random.integers(1, 12))) for _ in range(n // 3)]
    runs = [c * n for c in ("a", "ha", " ", "…", "aah") for n in range(1, 12)]
    points = [p for p in random.integers(0, 0x110000, 30 * n) if not 0xD800 <= p < 0xE000]
    known = known_characters()
    anything = [chr(p) for p in points if chr(p) in known]
    size = len(anything) // (n // 3)
    return (
        runs
        + drawn
        + joined
        + ["".join(anything[i * size : (i + 1) * size]) for i in range(n // 3)]
    )


def known_characters():
    """All characters of Python's Unicode version but those for private use."""
    none = ("Cn", "Co", "Cs")
    return {c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in none}


@pytest.mark.parametrize(
    ("level", "pattern"), [*itertools.product(("bytes", "characters"), ("gpt2", "plain"))]
)
def test_the_page_encodes_as_the_library_does(show, level, pattern):
    size = 320 if level == "bytes" else 80
    tokenizer = bpe.BPE.train(TRAINING, size, level=level, pattern=pattern)
    page = show(players.bpe(trace_of_merges(), tokenizer))
    strings = own_texts()
    encoded = page.locator("bpe-player").evaluate(
        "(player, strings) => strings.map(text => player.encoder.tokenize(text))", strings
    )
    for text, tokens in zip(strings, encoded, strict=True):
        assert tokens == tokenizer.tokenize(text), ascii(text)


@pytest.mark.parametrize("pattern", ["gpt2", "plain"])
def test_every_character_that_the_browser_knows_is_of_the_same_class(show, pattern):
    tokenizer = bpe.BPE.train(TRAINING, 257, pattern=pattern)
    page = show(players.bpe(trace_of_merges(), tokenizer))
    known = sorted(known_characters())
    unknown = set(page.evaluate("all => all.match(/\\p{Cn}/gu) ?? []", "".join(known)))
    # Beside a letter, beside a number, and alone.
    strings = [f"a{c}b 7{c} {c}" for c in known if c not in unknown]
    pieces = page.locator("bpe-player").evaluate(
        "(player, strings) => strings.map(text => player.encoder.pieces(text).length)", strings
    )
    expected = [len(pretokenize.split(text, pattern)) for text in strings]
    assert [ascii(s) for s, *n in zip(strings, pieces, expected, strict=True) if n[0] != n[1]] == []


def test_typing_shows_tokens_with_the_merges_so_far(show):
    steps = trace_of_merges()
    page = show(players.bpe(steps, text="lowest"))
    player = page.locator("bpe-player")
    field = player.get_by_label("Your own text")
    assert field.input_value() == "lowest"
    for text in ("lowest newer", "", "low 🙂 <b>", "wide  widest"):
        field.fill(text)
        for k in range(len(steps) + 1):
            at_step(page, k)
            shown = texts(player.locator(".tokens .token"))
            characters = sorted({" ", *"".join(WORDS)})
            merges = [tuple(step["chosen"]) for step in steps[:k]]
            made = ["".join(pair) for pair in merges]
            same = bpe.BPE([*characters, *made], merges, level="characters", pattern="plain")
            assert shown == [token.replace(" ", "␣") for token in same.tokenize(text)]


def test_arrow_keys_in_the_field_move_its_cursor_only(show):
    page = show(players.bpe(trace_of_merges()))
    player = page.locator("bpe-player")
    player.get_by_label("Your own text").press("ArrowRight")
    assert player.evaluate("player => player.step") == 0


def test_nothing_moves_for_readers_who_asked_for_that(show):
    motion = "e => getComputedStyle(e).animationName"
    for setting, expected in [("reduce", "none"), ("no-preference", "appear")]:
        page = show(players.bpe(trace_of_merges()), reduced_motion=setting)
        made = at_step(page, 1).locator(".words .made").first
        assert made.evaluate(motion) == expected
