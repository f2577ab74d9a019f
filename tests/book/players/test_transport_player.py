"""The player of transport in a browser: bands as wide as what travels, costs that add up."""

import re

import numpy as np
import pytest
from player_pages import at_step, close, texts, word_vectors

from sequtils import players
from sequtils.players import traces
from sequtils.static import wmd

WORDS = "obama speaks media illinois president greets press chicago".split()
PAIRS = [(WORDS[:4], WORDS[4:]), (WORDS[:5], WORDS[3:5]), (WORDS[:1], WORDS), (WORDS, WORDS[::-1])]


def widths(player):
    """How wide each band is at its left end, in the order of the flows."""
    paths = player.locator(".band").evaluate_all("all => all.map(p => p.getAttribute('d'))")
    ends = [[float(x) for x in re.findall(r"-?[\d.]+", path)] for path in paths]
    return [end[-1] - end[1] for end in ends]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_step_sends_a_word(show, a, b):
    trace = traces.transport(word_vectors(WORDS), a, b)
    page = show(players.transport(trace))
    for step in range(len(a) + 1):
        player = at_step(page, step)
        gone = [flow for flow in trace["flows"] if flow["from"] < step]
        names = [f"{a[flow['from']]} → {b[flow['to']]}" for flow in gone]
        assert texts(player.locator(".trips .ends")) == names
        for text, flow in zip(texts(player.locator(".trips .times")), gone, strict=True):
            numbers = re.split(" [×=] ", text)
            close(numbers, [flow["mass"], flow["cost"], flow["mass"] * flow["cost"]])
        if step:
            assert player.locator("rect.here").count() == 1
    distance = wmd.word_movers_distance(word_vectors(WORDS), a, b)
    close(player.locator(".total").inner_text(), distance)


def test_bands_are_as_wide_as_what_travels(show):
    trace = traces.transport(word_vectors(WORDS), WORDS[:5], WORDS[3:5])
    player = at_step(show(players.transport(trace)), 0)
    masses = np.array([flow["mass"] for flow in trace["flows"]])
    found = np.array(widths(player))
    np.testing.assert_allclose(found / found.sum(), masses, atol=1e-9)
    bars = player.locator("rect").evaluate_all(
        "all => all.map(r => Number(r.getAttribute('height')))"
    )
    np.testing.assert_allclose(np.array(bars[:5]) / sum(bars[:5]), 0.2, atol=1e-9)
