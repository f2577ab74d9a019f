"""Item2Vec on baskets whose groups of items are known, beside gensim on the same."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from sequtils.static.item2vec import Item2Vec

SMALL = {"vector_size": 12, "sample": 0, "negative": 5}


def planted(seed, baskets=600, groups=4, size=10, share=0.8):
    """Baskets of 3 to 8 items, a share of them of one group and the others of any."""
    rng = np.random.default_rng(seed)
    items = np.array([[f"{g}-{i}" for i in range(size)] for g in range(groups)])
    corpus = []
    for _ in range(baskets):
        own = items[rng.integers(groups)]
        n = rng.integers(3, 9)
        from_own = rng.random(n) < share
        corpus.append(np.where(from_own, rng.choice(own, n), rng.choice(items.ravel(), n)).tolist())
    return corpus


@pytest.mark.parametrize("shared", [False, True])
def test_planted_groups_are_found(shared):
    for seed in range(2):
        vectors = Item2Vec(**SMALL, shared_negatives=shared, seed=seed).fit(planted(seed))
        found = KMeans(4, n_init=5, random_state=0).fit_predict(vectors.unit)
        # 0 for guesses, 1 for the planted groups; one item of 40 may go astray.
        assert adjusted_rand_score([word[0] for word in vectors.words], found) > 0.9


def in_the_same_group(words, vectors, n=9):
    """The share of the n nearest items that are of an item's group; 9/39 by chance."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = unit @ unit.T
    np.fill_diagonal(cosine, -2)
    groups = np.array([word[0] for word in words])
    return np.mean(groups[np.argsort(-cosine, axis=1)[:, :n]] == groups[:, None])


def test_planted_groups_are_found_as_well_as_by_gensims_skip_gram():
    """Its window holds the whole basket; with half of the items of any group neither finds all."""
    gensim = pytest.importorskip("gensim.models.word2vec")
    ours, theirs = [], []
    for seed in range(3):
        baskets = planted(seed, share=0.5)
        vectors = Item2Vec(**SMALL, seed=seed).fit(baskets)
        peer = gensim.Word2Vec(
            [sorted(set(basket)) for basket in baskets],
            **{"vector_size": 12, "sample": 0, "negative": 5, "epochs": 20, "alpha": 0.025},
            **{"min_count": 5, "ns_exponent": 0.75, "workers": 1, "seed": seed + 1},
            **{"sg": 1, "window": 1_000, "shrink_windows": False},
        )
        ours.append(in_the_same_group(vectors.words, vectors.vectors))
        theirs.append(in_the_same_group(peer.wv.index_to_key, peer.wv.vectors))
    assert np.mean(ours) > 0.65
    # On the same baskets the two differ by 0.02 (standard deviation over seeds), so the mean of
    # three differences has a standard error near 0.012; three of them.
    assert np.mean(ours) >= np.mean(theirs) - 0.035


@pytest.mark.parametrize("shared", [False, True])
def test_order_and_repetition_do_not_count(shared):
    baskets = planted(seed=0, baskets=100)
    rng = np.random.default_rng(0)
    others = [rng.permutation(basket + basket[:2]).tolist() for basket in baskets]
    model = Item2Vec(**SMALL, shared_negatives=shared, min_count=1)
    one, other = model.fit(baskets), model.fit(others)
    assert one.words == other.words
    np.testing.assert_array_equal(one.vectors, other.vectors)
    np.testing.assert_array_equal(one.counts, other.counts)


def test_items_far_apart_in_a_basket_are_together_all_the_same():
    """A window of word2vec would not reach from one end to the other."""
    rng = np.random.default_rng(0)
    filler = [[f"filler {i:02}" for i in rng.choice(60, 12, replace=False)] for _ in range(400)]
    ends = [("aa", "zz"), ("ab", "zy")] * 200
    baskets = [[a, *middle, z] for (a, z), middle in zip(ends, filler, strict=True)]
    vectors = Item2Vec(**SMALL, epochs=5, shared_negatives=True).fit(baskets)
    score = lambda a, b: vectors[a] @ vectors.context[vectors.id(b)]  # noqa: E731
    assert score("aa", "zz") > score("aa", "zy") + 1
    assert score("ab", "zy") > score("ab", "zz") + 1


@pytest.mark.parametrize("engine", ["numba", "torch"])
def test_engines_train_the_same_vectors(engine):
    baskets = planted(seed=0, baskets=10)
    settings = {**SMALL, "epochs": 2, "min_count": 1, "learning_rate": 0.3}
    expected = Item2Vec(**settings, engine="numpy").fit(baskets)
    actual = Item2Vec(**settings, engine=engine).fit(baskets)
    assert np.abs(expected.context).max() > 0.1
    # float32 rounding through some hundred steps that move vectors by over 0.1
    np.testing.assert_allclose(actual.vectors, expected.vectors, atol=1e-4)


def test_seeds_repeat_and_threads_learn_as_well():
    baskets = planted(seed=0)
    fit = lambda **more: Item2Vec(**SMALL, **more).fit(baskets)  # noqa: E731
    np.testing.assert_array_equal(fit(seed=3).vectors, fit(seed=3).vectors)
    assert np.abs(fit(seed=3).vectors - fit(seed=4).vectors).max() > 0.01
    vectors = fit(threads=2)
    found = KMeans(4, n_init=5, random_state=0).fit_predict(vectors.unit)
    assert adjusted_rand_score([word[0] for word in vectors.words], found) > 0.9


@pytest.mark.parametrize(
    ("baskets", "message"),
    [
        ([], "baskets must hold words, but they are empty."),
        ([[], []], "baskets must hold words, but they are empty."),
        ([["a"], ["b"]], "baskets must hold two items or more to learn from, but none .* 1 times."),
        ([["a", "a"]], "baskets must hold two items or more to learn from, but none .* 1 times."),
        (iter([["a", "b"]]), "baskets must be iterable more than once, .*"),
        (["ab"], "each sentence must be a list of words, got the text 'ab'."),
        ([[1, 2]], r"each sentence must be a list of words, got \[1, 2\]."),
    ],
)
def test_bad_baskets_are_one_sentence(baskets, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        Item2Vec(min_count=1).fit(baskets)


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("negative", 0, "negative must be a whole number, at least 1, not 0."),
        ("min_count", 0, "min_count must be a whole number, at least 1, not 0."),
        ("seed", -1, "seed must be a whole number, at least 0, not -1."),
        ("sample", -1, "sample must be at least 0 and finite, not -1."),
        ("learning_rate", float("nan"), "learning_rate must be above 0 and finite, not nan."),
        ("noise_exponent", 2, "noise_exponent must be between -1 and 1, not 2."),
        ("engine", "gpu", "engine must be one of numba, numpy, torch, triton, not 'gpu'."),
    ],
)
def test_bad_settings_are_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        Item2Vec(**{argument: value})
    assert str(error.value) == message


def test_training_that_diverges_stops_and_says_what_to_lower():
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match="learning_rate must be lower"),
    ):
        Item2Vec(**SMALL, learning_rate=1e38).fit(planted(seed=0))
