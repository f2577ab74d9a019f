"""More threads than there is work for: the rest have nothing to do and do no harm."""

import networkx as nx
import numpy as np
import pytest

from sequtils.static import (
    Doc2Vec,
    FastText,
    GloVe,
    Item2Vec,
    Node2Vec,
    Sent2Vec,
    Word2Vec,
    glove,
    training,
)

GROUPS = [["fresh", "bread", "milk"], ["nails", "bread"], ["milk", "nails", "bread", "nails"]]
WORDS, D = 4, 8
SMALL = {"vector_size": D, "min_count": 1}
KEPT = {**SMALL, "sample": 0}
MODELS = [
    Word2Vec(**KEPT),
    Word2Vec(**KEPT, shared_negatives=True),
    Word2Vec(**KEPT, architecture="cbow", loss="hierarchical"),
    FastText(**KEPT, bucket=50),
    GloVe(**SMALL),
    Doc2Vec(**KEPT),
    Doc2Vec(**KEPT, algorithm="PV-DBOW"),
    Item2Vec(**KEPT),
    Sent2Vec(**KEPT, buckets=50),
    Node2Vec(vector_size=D, walks=1, walk_length=6),
]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)


def fit(model, **more):
    """Vectors of four words, three groups or three nodes."""
    given = nx.path_graph(3) if isinstance(model, Node2Vec) else GROUPS
    fitted = type(model)(**vars(model) | more).fit(given)
    return fitted.embed(GROUPS) if isinstance(model, Sent2Vec) else fitted.vectors


@every_model
def test_what_is_one_piece_of_work_is_done_as_by_one_thread(model):
    expected = fit(model, threads=1, epochs=1)
    np.testing.assert_array_equal(fit(model, threads=64, epochs=1), expected)


@every_model
def test_every_piece_may_have_a_thread_of_its_own(model, monkeypatch):
    for module in (training, glove):
        monkeypatch.setattr(module, "CHUNK", 1)  # a group or a cell each
    vectors = fit(model, threads=64, epochs=3)
    assert vectors.shape == (3 if isinstance(model, Doc2Vec | Sent2Vec | Node2Vec) else WORDS, D)
    assert np.isfinite(vectors).all()
    # Threads that race lose some steps, never all.
    start = fit(model, threads=1, epochs=1, learning_rate=1e-9)
    assert np.abs(vectors - start).max() > 1e-5
