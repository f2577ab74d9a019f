"""Rare twins: so many as promised, and nothing else in the text has changed."""

from collections import Counter

import pytest

from sequtils.corpora.planted import kingdom, rare_twins

CORPUS = [*kingdom(sentences=300)]
COUNTS = Counter(word for sentence in CORPUS for word in sentence)
SETTINGS = {"words": 3, "least": 20, "most": 100}


def test_twins_occur_as_often_as_promised_and_words_as_often_as_before():
    twins = rare_twins(CORPUS, (2, 5), **SETTINGS)
    counts = Counter(word for sentence in twins for word in sentence)
    assert [len(pairs) for pairs in twins.pairs.values()] == [3, 3]
    for number, pairs in twins.pairs.items():
        for word, twin in pairs:
            assert 20 <= COUNTS[word] <= 100
            assert counts[twin] == number
            assert counts[word] == COUNTS[word] - number


def test_without_the_stars_the_text_is_the_same():
    twins = rare_twins(CORPUS, (2, 5), **SETTINGS)
    assert len(twins) == len(CORPUS)
    assert [[word.rstrip("*") for word in sentence] for sentence in twins] == CORPUS


def test_each_word_gets_one_twin_at_most():
    pairs = rare_twins(CORPUS, (2, 5), **SETTINGS).pairs.values()
    words = [word for group in pairs for word, _ in group]
    assert len(set(words)) == len(words)


def test_the_seed_fixes_words_and_places():
    first, again, other = (
        rare_twins(CORPUS, **SETTINGS, occurrences=(2,), seed=s) for s in (1, 1, 2)
    )
    assert first == again
    assert first.pairs != other.pairs


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"words": 0}, "words must be a whole number, at least 1, not 0"),
        ({"occurrences": (0,)}, "occurrences must be a whole number, at least 1, not 0"),
        ({"occurrences": (20,)}, "occurrences must be below least=20, not 20"),
        ({"words": 90}, "corpus must hold 90 words with 20 to 100 occurrences, not"),
    ],
)
def test_bad_input_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        rare_twins(CORPUS, **{"occurrences": (5,), **SETTINGS, **change})


def test_a_corpus_that_can_be_read_only_once_is_refused():
    with pytest.raises(ValueError, match="corpus must be readable more than once"):
        rare_twins(iter(CORPUS), (5,), **SETTINGS)
