"""Doc2Vec on documents whose topics are known, beside gensim's on the same."""

import numpy as np
import pytest

from sequtils.static.doc2vec import Doc2Vec

SMALL = {"vector_size": 16, "sample": 0, "epochs": 20, "learning_rate": 0.1}
VARIANTS = [
    {"algorithm": "PV-DM"},
    {"algorithm": "PV-DBOW"},
    {"algorithm": "PV-DBOW", "train_words": True},
]


def name(settings):
    return " ".join(map(str, settings.values()))


@pytest.fixture(scope="module")
def train(topics):
    return topics(seed=0, documents=200, length=30, share=0.25)


@pytest.fixture(scope="module")
def unseen(topics):
    return topics(seed=1, documents=100, length=30, share=0.25)


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def accuracy(vectors, labels, queries=None, query_labels=None):
    """The share of documents whose nearest other document is of the same topic; 1/4 by chance."""
    cosine = unit(vectors if queries is None else queries) @ unit(vectors).T
    if queries is None:
        np.fill_diagonal(cosine, -1)
        query_labels = labels
    return np.mean(labels[cosine.argmax(axis=1)] == query_labels)


@pytest.mark.parametrize("settings", VARIANTS, ids=name)
def test_planted_topics_are_found_and_inferred_as_well_as_by_gensim(train, unseen, settings):
    gensim = pytest.importorskip("gensim.models.doc2vec")
    ours = Doc2Vec(**SMALL, **settings).fit(train.documents)
    peer = gensim.Doc2Vec(
        [gensim.TaggedDocument(words, [i]) for i, words in enumerate(train.documents)],
        **{"vector_size": 16, "sample": 0, "epochs": 20, "alpha": 0.1, "min_count": 5},
        **{"negative": 5, "workers": 1, "seed": 1, "window": 5},
        dm=int(settings["algorithm"] == "PV-DM"),
        dbow_words=int(settings.get("train_words", False)),
    )
    found = accuracy(ours.vectors, train.labels)
    theirs = accuracy(peer.dv.vectors, train.labels)
    queries = [ours.infer(words) for words in unseen.documents]
    inferred = accuracy(ours.vectors, train.labels, np.array(queries), unseen.labels)
    peers = np.array([peer.infer_vector(words) for words in unseen.documents])
    inferred_by_peer = accuracy(peer.dv.vectors, train.labels, peers, unseen.labels)
    assert found > 0.9
    assert inferred > 0.85
    # Two shares near 0.95 of 200 and of 60 documents have standard errors of .015 and .03.
    assert found >= theirs - 0.05
    assert inferred >= inferred_by_peer - 0.1


@pytest.mark.parametrize("settings", VARIANTS, ids=name)
def test_a_document_of_training_is_inferred_nearest_to_itself(train, settings):
    documents = Doc2Vec(**SMALL, **settings).fit(train.documents)
    own = [
        documents.nearest(documents.infer(words, epochs=50), n=1)[0][0] == i
        for i, words in enumerate(train.documents[:60])
    ]
    assert np.mean(own) > 0.7  # one in 200 by chance, one in 50 if only the topic were found


@pytest.mark.parametrize("settings", VARIANTS, ids=name)
def test_words_of_a_topic_are_neighbours_where_words_are_trained(train, settings):
    documents = Doc2Vec(**SMALL, **settings).fit(train.documents)
    if settings == {"algorithm": "PV-DBOW"}:
        assert documents.words is None
        return
    words = [word for word in documents.words.words if word.startswith("topic")]
    same = [documents.words.nearest(word, n=1)[0][0].split("-")[0] == word[:6] for word in words]
    assert np.mean(same) > 0.8  # by chance 1/6


@pytest.mark.parametrize("settings", VARIANTS, ids=name)
@pytest.mark.parametrize("engine", ["numba", "torch"])
def test_engines_train_and_infer_the_same_vectors(topics, settings, engine):
    corpus = topics(seed=2, documents=4, length=12).documents
    settings = {**settings, "vector_size": 5, "epochs": 2, "min_count": 1, "learning_rate": 0.3}
    expected = Doc2Vec(**settings, engine="numpy").fit(corpus)
    actual = Doc2Vec(**settings, engine=engine).fit(corpus)
    assert np.abs(expected.vectors - Doc2Vec(**settings).initial_vectors(4)).max() > 0.05
    # float32 rounding through some hundred steps that move vectors by over 0.05
    np.testing.assert_allclose(actual.vectors, expected.vectors, atol=1e-4)
    np.testing.assert_allclose(actual.outputs, expected.outputs, atol=1e-4)
    np.testing.assert_allclose(actual.infer(corpus[0]), expected.infer(corpus[0]), atol=1e-4)


def test_inference_repeats_by_its_seed_and_leaves_the_model_as_it_was(train):
    documents = Doc2Vec(**SMALL).fit(train.documents)
    before = [part.copy() for part in (documents.vectors, documents.words.vectors)]
    outputs = documents.outputs.copy()
    first = documents.infer(train.documents[0], seed=5)
    np.testing.assert_array_equal(documents.infer(train.documents[0], seed=5), first)
    assert np.abs(documents.infer(train.documents[0], seed=6) - first).max() > 1e-3
    np.testing.assert_array_equal(documents.vectors, before[0])
    np.testing.assert_array_equal(documents.words.vectors, before[1])
    np.testing.assert_array_equal(documents.outputs, outputs)
    longer = ["never-seen", *train.documents[0], "nor-this"]
    np.testing.assert_array_equal(documents.infer(longer, seed=5), first)


def test_training_repeats_by_its_seed_and_two_threads_learn_as_well(train):
    fit = lambda **more: Doc2Vec(**SMALL, **more).fit(train.documents).vectors  # noqa: E731
    np.testing.assert_array_equal(fit(), fit())
    assert np.abs(fit() - fit(seed=2)).max() > 0.01
    assert accuracy(fit(threads=2), train.labels) > 0.9


def test_vectors_begin_as_far_out_as_gensims():
    start = Doc2Vec(vector_size=10).initial_vectors(1_000)
    # 10,000 draws, uniform in ±1/10: the largest is within 1 % of the bound
    assert 0.099 < np.abs(start).max() <= 0.1
    assert abs(start.mean()) < 0.003  # five standard errors of 0.1 / √3 / 100


def test_long_documents_are_not_cut():
    long = ["a", "b", "c"] * 2_000
    documents = Doc2Vec(vector_size=4, epochs=1).fit([long, ["a", "b"] * 5])
    assert len(documents) == len(documents.vectors) == 2


def test_nearest_documents():
    documents = Doc2Vec(vector_size=8, sample=0, epochs=30, min_count=1).fit(
        [["a", "b"] * 10, ["c", "d"] * 10, ["b", "a"] * 10]
    )
    assert [i for i, _ in documents.nearest(0)] == [2, 1]
    assert documents.nearest(documents.vectors[1], n=1)[0] == (1, pytest.approx(1))
    with pytest.raises(ValueError, match="query must be below 3, not 3"):
        documents.nearest(3)
    with pytest.raises(ValueError, match="query must be a whole number, at least 0, not 'a'"):
        documents.nearest("a")
    with pytest.raises(ValueError, match="n must be a whole number, at least 1, not 0"):
        documents.nearest(0, n=0)
    with pytest.raises(ValueError, match=r"vector of shape \[8\], not of shape \[3\]"):
        documents.nearest(np.zeros(3))


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ([], "documents must hold words, but they are empty."),
        ([[], []], "documents must hold words, but they are empty."),
        ([["a", "b"], []], "documents must each hold a word seen 1 times, but document 1 holds.*"),
        ([["a", "a"]], "documents keep only the word 'a' at min_count=1; negatives need at.*"),
        (iter([["a", "b"]]), "documents must be iterable more than once, .*"),
        (["ab"], "each sentence must be a list of words, got the text 'ab'."),
    ],
)
def test_bad_documents_are_one_sentence(documents, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        Doc2Vec(min_count=1).fit(documents)


def test_documents_of_rare_words_only_are_named():
    with pytest.raises(ValueError, match="word seen 5 times, but document 2 holds none"):
        Doc2Vec().fit([["a", "b"] * 5, ["a", "rare"], ["rare", "rarer"], ["b"]])


def test_what_cannot_be_inferred_is_one_sentence():
    documents = Doc2Vec(vector_size=4, min_count=1, epochs=1).fit([["a", "b"]])
    for nothing in ([], ["unheard"]):
        with pytest.raises(ValueError, match="document must hold a word of the vocabulary"):
            documents.infer(nothing)
    with pytest.raises(ValueError, match="document must be a list of words, got the text 'a b'"):
        documents.infer("a b")
    with pytest.raises(ValueError, match="epochs must be a whole number, at least 1, not 0"):
        documents.infer(["a"], epochs=0)


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("algorithm", "DM", "algorithm must be one of PV-DM, PV-DBOW, not 'DM'."),
        ("window", 0, "window must be a whole number, at least 1, not 0."),
        ("learning_rate", float("nan"), "learning_rate must be above 0 and finite, not nan."),
    ],
)
def test_bad_settings_are_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        Doc2Vec(**{argument: value})
    assert str(error.value) == message
