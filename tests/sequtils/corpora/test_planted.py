"""The kingdom's truth: checked by brute force, in the text itself, and by a peer that learns it."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from sequtils.corpora.planted import kingdom

# Written down again, by hand: what the words mean in English.
MALE = set("king prince man boy duke actor wizard".split())
FEMALE = set("queen princess woman girl duchess actress witch".split())
CHILDREN = set("prince princess boy girl".split())
RANKS = (
    set("king queen prince princess".split()),
    set("man woman boy girl".split()),
    {"duke", "duchess"},
    {"actor", "actress"},
    {"wizard", "witch"},
)


def meaning(word: str) -> np.ndarray:
    """One-hot features of a person: male, female, child, adult, and the five ranks."""
    ranks = [word in rank for rank in RANKS]
    return np.array([word in MALE, word in FEMALE, word in CHILDREN, word not in CHILDREN, *ranks])


@pytest.fixture(scope="module")
def corpus():
    return kingdom()


def test_corpus_is_sentences_again_and_again(corpus):
    first, second = list(corpus), list(corpus)
    assert first == second
    assert len(corpus) == len(first) == 4000
    assert all(type(sentence) is list and len(sentence) > 4 for sentence in first)
    assert 60 <= len({word for sentence in first for word in sentence}) <= 100


def test_equal_seeds_give_equal_sentences():
    assert list(kingdom(50, seed=3)) == list(kingdom(50, seed=3))
    assert list(kingdom(50, seed=3)) != list(kingdom(50, seed=4))
    # More sentences continue the same text.
    assert list(kingdom(80, seed=3))[:50] == list(kingdom(50, seed=3))


def test_a_reader_cannot_change_the_corpus(corpus):
    next(iter(corpus)).append("intruder")
    assert "intruder" not in next(iter(corpus))


def test_people_mean_what_they_mean_in_english(corpus):
    assert set(corpus.people) == MALE | FEMALE
    for word, person in corpus.people.items():
        assert (person.gender == "male") == (word in MALE)
        assert (person.age == "child") == (word in CHILDREN)
    for rank in RANKS:
        assert len({corpus.people[word].rank for word in rank}) == 1


def test_analogies_are_all_the_parallelograms_along_one_feature(corpus):
    vector = {word: meaning(word).astype(int) for word in corpus.people}
    expected = set()
    for a, b, c, d in product(vector, repeat=4):
        step = vector[b] - vector[a]
        # One feature changes: it leaves one value and enters another. And no word stands twice.
        parallel = (vector[d] - vector[c] == step).all()
        if parallel and abs(step).sum() == 2 and len({a, b, c, d}) == 4:
            expected.add((a, b, c, d))
    assert len(corpus.analogies) == len(set(corpus.analogies))
    assert set(corpus.analogies) == expected
    assert ("king", "queen", "man", "woman") in expected
    assert ("king", "prince", "woman", "girl") in expected


def test_pronouns_agree_with_people(corpus):
    for sentence in corpus:
        (person,) = set(sentence) & set(corpus.people)
        assert ("his" in sentence) == (person in MALE)
        assert ("her" in sentence) == (person in FEMALE)


def test_contexts_are_parallelograms_in_the_text():
    corpus = kingdom(60_000, seed=5)
    deeds = sorted(set(corpus.neighbours) - set(corpus.people))
    counts = {person: Counter() for person in corpus.people}
    for sentence in corpus:
        (person,) = set(sentence) & set(corpus.people)
        counts[person].update(set(sentence))
    rate = {
        person: np.array([seen[word] for word in deeds]) / seen[person]
        for person, seen in counts.items()
    }
    # Exact in the grammar; in the text up to sampling. A deed is told in 1/4 or 1/8 of some 4,300
    # sentences, so each rate has a standard error of at most .007 and their sum one of .013.
    for a, b, c, d in corpus.analogies:
        assert np.abs(rate[b] - rate[a] - rate[d] + rate[c]).max() < 0.06
        assert np.abs(rate[b] - rate[a]).max() > 0.1


def test_neighbours_are_mutual_and_share_a_meaning(corpus):
    for word, near in corpus.neighbours.items():
        assert near
        assert word not in near
        assert all(word in corpus.neighbours[other] for other in near)
    people = corpus.people
    assert corpus.neighbours["king"] == {"queen", "prince", "man", "duke", "actor", "wizard"}
    for word in people:
        same = [sum(meaning(word) & meaning(other)) for other in corpus.neighbours[word]]
        assert same == [2] * len(same)
    assert {"throne", "realm"} <= corpus.neighbours["crown"]
    assert {"his", "chin"} <= corpus.neighbours["beard"]


def test_skip_gram_learns_what_was_planted():
    from gensim.models import Word2Vec

    right, near = [], []
    for seed in range(3):
        corpus = kingdom(seed=seed)
        peer = Word2Vec(
            list(corpus), vector_size=24, window=5, sg=1, sample=0, epochs=10, seed=seed, workers=1
        )
        vectors = peer.wv
        right += [
            vectors.most_similar(positive=[b, c], negative=[a], topn=1)[0][0] == d
            for a, b, c, d in corpus.analogies
        ]
        near += [
            vectors.most_similar(word, topn=1)[0][0] in words
            for word, words in corpus.neighbours.items()
        ]
    # Over seeds and settings, 95 to 100 % and 76 to 89 % were seen; chance is 1 % and 6 %.
    assert np.mean(right) >= 0.9
    assert np.mean(near) >= 0.65


@pytest.mark.parametrize("sentences", [0, -1])
def test_sentences_must_be_positive(sentences):
    with pytest.raises(ValueError, match=f"sentences must be at least 1, got {sentences}"):
        kingdom(sentences)
