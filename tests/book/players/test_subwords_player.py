"""The player of n-grams in a browser: it cuts and hashes as the library does."""

import numpy as np
import pytest
from player_pages import texts

from sequtils import players
from sequtils.static import FastText
from sequtils.static.fasttext import fnv1a, ngrams

ALPHABET = [*"abcdefghijklmnopqrstuvwxyz<>&-_'0123", *"éüßñçÅøþ", "e\u0301", "\u200d", "\x85"]
ALPHABET += [
    *"你好世界日本語한국어คำไทยहिन्दीעבריתالعربية½²Ⅷ٣🙂👍🏽🇩🇪𝒳𐍈",
    "\U0010ffff",
    "\ue000",
    "\x00",
]


def model(**changes):
    settings = {"vector_size": 2, "bucket": 5_000, "epochs": 1} | changes
    return FastText(**settings).fit([["walk", "talk"]] * 5)


def words(n=1000):
    random = np.random.default_rng(0)
    drawn = ["".join(random.choice(ALPHABET, random.integers(1, 14))) for _ in range(n)]
    points = [p for p in random.integers(1, 0x110000, 8 * n) if not 0xD800 <= p < 0xE000]
    return ["</s>", "a", *drawn, *("".join(map(chr, points[i::n])) for i in range(n))]


@pytest.mark.parametrize(("min_n", "max_n", "bucket"), [(3, 6, 2_000_000), (1, 3, 97), (2, 2, 1)])
def test_the_page_cuts_and_hashes_as_the_library_does(show, min_n, max_n, bucket):
    page = show(players.subwords(model(min_n=min_n, max_n=max_n, bucket=bucket)))
    typed = words()
    found = page.locator("subwords-player").evaluate(
        "(p, words) => words.map(w => p.pieces(w).map(x => [x.text, x.code, x.bucket]))", typed
    )
    for word, pieces in zip(typed, found, strict=True):
        expected = [[n, fnv1a(n), fnv1a(n) % bucket] for n in ngrams(word, min_n, max_n)]
        assert pieces == expected, ascii(word)


def test_typing_shows_ngrams_and_which_are_shared(show):
    page = show(players.subwords(model()))
    player = page.locator("subwords-player")
    for pair in [("where", "there"), ("naïve", "naïf"), ("a", "zzz"), ("", "sea"), ("sea", "sea")]:
        for name, word in zip(["One word", "Another word"], pair, strict=True):
            player.get_by_label(name, exact=True).fill(word)
        own = [ngrams(word, 3, 6) if word else [] for word in pair]
        for which in range(2):
            box = player.locator(".box").nth(which)
            assert texts(box.locator(".gram")) == own[which]
            expected = [gram for gram in own[which] if gram in own[1 - which]]
            assert texts(box.locator(".shared .gram")) == expected
        shared = list(dict.fromkeys(gram for gram in own[0] if gram in own[1]))
        assert texts(player.locator(".caption .gram")) == shared
        count = f"share {len(shared)} of {len({*own[0], *own[1]})} different"
        assert count in player.locator(".caption").inner_text()


def test_ngrams_that_share_a_bucket_are_told(show):
    player = show(players.subwords(model(bucket=3), ["abc", "xyz"])).locator("subwords-player")
    note = player.locator(".card > .note").inner_text()
    grams = dict.fromkeys(ngrams("abc", 3, 6) + ngrams("xyz", 3, 6))
    clashing = [g for g in grams if any(fnv1a(g) % 3 == fnv1a(o) % 3 for o in grams if o != g)]
    assert clashing
    assert all(gram in note for gram in clashing)
    wide = show(players.subwords(model(bucket=2_000_000), ["abc", "xyz"]))
    assert "No two different" in wide.locator(".card > .note").inner_text()
