"""The trace of transport: shares add up, and no plan is cheaper."""

import itertools

import numpy as np
import pytest

from sequtils.players import traces
from sequtils.static import WordVectors

WORDS = list("abcdefgh")


def vectors():
    return WordVectors(WORDS, np.random.default_rng(0).normal(size=(8, 3)))


def test_no_assignment_is_cheaper():
    """Of equally many words each goes to one other; all ways to do that are tried."""
    known = vectors()
    trace = traces.transport(known, WORDS[:5], WORDS[3:])
    far = np.linalg.norm(known.vectors[:5, None] - known.vectors[None, 3:], axis=2)
    cheapest = min(far[range(5), way].mean() for way in map(list, itertools.permutations(range(5))))
    assert trace["distance"] == pytest.approx(cheapest, rel=1e-12)
    assert sum(f["mass"] * f["cost"] for f in trace["flows"]) == pytest.approx(cheapest, rel=1e-12)


def test_shares_are_those_of_the_sentences():
    trace = traces.transport(vectors(), "a a b zebra".split(), "c d d e".split())
    assert [(w["word"], round(w["share"], 9)) for w in trace["source"]] == [
        ("a", round(2 / 3, 9)),
        ("b", round(1 / 3, 9)),
    ]
    for side, end in (("source", "from"), ("target", "to")):
        for number, word in enumerate(trace[side]):
            moved = sum(flow["mass"] for flow in trace["flows"] if flow[end] == number)
            assert moved == pytest.approx(word["share"], rel=1e-12)
    assert trace["bound"] <= trace["distance"]


def test_a_sentence_without_known_words_is_named():
    with pytest.raises(ValueError, match="b must hold a word that has a vector"):
        traces.transport(vectors(), ["a"], ["zebra"])
