"""Occupations: what leans, how much, and that nothing else does."""

import numpy as np
import pytest

from sequtils.corpora.planted import occupations


@pytest.mark.parametrize("lean", [0.5, 0.8, 1.0])
def test_occupations_lean_as_asked(lean):
    corpus = occupations(12_000, lean, seed=1)
    right = total = 0
    for sentence in corpus:
        (job,) = set(sentence) & {*corpus.male, *corpus.female} or {None}
        if job:
            # Each deed of a gender says whose: "his beard", "her hair".
            assert ("his" in sentence) != ("her" in sentence)
            right += ("his" in sentence) == (job in corpus.male)
            total += 1
    assert total == 6000
    # 6,000 draws: standard error at most .0065
    assert abs(right / total - lean) < 0.026


def test_work_does_not_tell_the_gender():
    corpus = occupations(40_000, seed=2)
    male = [sentence for sentence in corpus if {*sentence} & {*corpus.male}]
    female = [sentence for sentence in corpus if {*sentence} & {*corpus.female}]
    for word in ("work", "wages", "guild", "customer", "workshop"):
        rates = [np.mean([word in sentence for sentence in own]) for own in (male, female)]
        # About 10,000 sentences each, rates of at most 1/3: standard error .0067
        assert abs(rates[0] - rates[1]) < 0.027


def test_pairs_and_occupations_are_in_the_corpus():
    corpus = occupations()
    words = {word for sentence in corpus for word in sentence}
    assert {word for pair in corpus.pairs for word in pair} <= words
    assert {*corpus.male, *corpus.female} <= words
    assert len({*corpus.male, *corpus.female}) == 16
    assert len(corpus) == len(list(corpus)) == 6000


def test_equal_seeds_give_equal_sentences():
    assert list(occupations(60, seed=3)) == list(occupations(60, seed=3))
    assert list(occupations(60, seed=3)) != list(occupations(60, seed=4))
    assert list(occupations(90, seed=3))[:60] == list(occupations(60, seed=3))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0,), "sentences must be at least 1, got 0"),
        ((9, 1.2), "lean must be from 0 to 1, got 1.2"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        occupations(*arguments)
