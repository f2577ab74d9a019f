"""The player of the window in a browser: every step shows its trace."""

import pytest
from player_pages import at_step, close, texts

from sequtils import players
from sequtils.static import counts

SENTENCE = "the cat sat on the mat and the dog sat".split()


def cells_shown(player):
    return player.locator(".matrix tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))"
    )


@pytest.mark.parametrize(("weighting", "contexts"), [("flat", "both"), ("harmonic", "left")])
def test_every_step_of_the_window_is_that_of_the_trace(show, weighting, contexts):
    trace = counts.trace(SENTENCE, window=3, weighting=weighting, contexts=contexts)
    page = show(players.window(trace))
    for number, step in enumerate(trace["steps"], start=1):
        player = at_step(page, number)
        close(cells_shown(player), step["matrix"])
        classes = player.locator(".sentence > li").evaluate_all("all => all.map(e => e.className)")
        expected = [""] * len(SENTENCE)
        expected[step["position"]] = "here"
        for near in step["neighbours"]:
            expected[near["position"]] = "near"
        assert classes == expected
        labels = [text[1:] for text in texts(player.locator(".sentence .near small"))]
        close(labels, [near["weight"] for near in step["neighbours"]])


def test_the_last_step_of_the_window_is_the_matrix_of_the_library(show):
    trace = counts.trace(SENTENCE, window=2, weighting="dynamic")
    player = at_step(show(players.window(trace)), len(SENTENCE))
    matrix = counts.cooccurrence([SENTENCE], window=2, weighting="dynamic", min_count=1)
    assert texts(player.locator(".matrix thead th")) == matrix.vocab.words
    close(cells_shown(player), matrix.matrix.toarray())
