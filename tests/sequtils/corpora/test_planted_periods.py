"""Two periods: the moved words change their company, the others keep it."""

from collections import defaultdict

import pytest

from sequtils.corpora.planted import periods


def company(sentences, words):
    """The words that each of some words is met with."""
    found = defaultdict(set)
    for sentence in sentences:
        (word,) = set(sentence) & words
        found[word] |= set(sentence) - {word}
    return found


def test_moved_words_change_their_company_and_no_other_does():
    drift = periods()
    words = {*drift.moved, *drift.stable}
    before, after = company(drift.before, words), company(drift.after, words)
    assert before.keys() == after.keys() == words
    for word in drift.stable:
        assert before[word] == after[word]
    for word in drift.moved:
        assert before[word] != after[word] == after["keyboard"]
        assert before[word] in [before[other] for other in ("fox", "fever", "soup")]
    assert len(drift.moved) == 8
    assert len(drift.stable) == 24


def test_equal_seeds_give_equal_periods():
    assert periods(50, seed=3) == periods(50, seed=3)
    assert periods(50, seed=3) != periods(50, seed=4)
    assert len(periods(50).before) == len(periods(50).after) == 50


def test_sentences_must_be_positive():
    with pytest.raises(ValueError, match="sentences must be at least 1, got 0"):
        periods(0)
