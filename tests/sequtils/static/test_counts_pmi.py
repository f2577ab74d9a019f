"""PMI against probabilities written out, independence, and mutual information."""

import numpy as np
import pytest
from scipy.sparse import coo_array, csr_array
from scipy.stats.contingency import expected_freq
from sklearn.metrics import mutual_info_score

from sequtils.static.counts import pmi, ppmi

MODULE = "sequtils.static.counts.pmi"


def random_counts(words=30, contexts=20, seed=0):
    """Whole counts, a third of them zero, with no empty row or column."""
    random = np.random.default_rng(seed)
    X = random.poisson(2, (words, contexts)) * random.integers(0, 2, (words, contexts))
    X[0], X[:, 0] = 1, 1
    return X


def by_definition(X, alpha=1.0, negative=1):
    P = X / X.sum()
    smoothed = X.sum(axis=0) ** alpha
    with np.errstate(divide="ignore"):
        independent = np.outer(P.sum(axis=1), smoothed / smoothed.sum())
        return np.log(P / independent) - np.log(negative)


@pytest.mark.parametrize(("alpha", "negative"), [(1.0, 1), (0.75, 1), (0.3, 5), (1.0, 0.5)])
def test_pmi_and_ppmi_equal_their_definitions(alpha, negative):
    X = random_counts()
    expected = by_definition(X, alpha, negative)
    seen = pmi(X, alpha, negative)
    # a dozen operations in float64 on numbers of size 1
    np.testing.assert_allclose(seen.toarray()[X > 0], expected[X > 0], atol=1e-13)
    assert seen.nnz == np.count_nonzero(X)
    positive = ppmi(X, alpha, negative)
    np.testing.assert_allclose(positive.toarray(), np.maximum(expected, 0), atol=1e-13)
    assert (positive.data > 0).all()


def test_pmi_is_the_logarithm_of_observed_over_expected_frequency():
    X = random_counts(seed=1)
    ratio = X / expected_freq(X)
    np.testing.assert_allclose(np.exp(pmi(X).toarray()[X > 0]), ratio[X > 0], rtol=1e-13)


def test_mean_pmi_is_mutual_information():
    X = random_counts(seed=2)
    mean = (X / X.sum() * pmi(X).toarray()).sum()
    # 600 terms in float64
    assert mean == pytest.approx(mutual_info_score(None, None, contingency=X), rel=1e-12)


def test_by_hand():
    # 8 pairs: "new" 4 times, "york" 2 times as context, always after "new".
    X = np.array([[2, 2], [0, 4]])
    # P(new, york) = 2/8, P(new) = 4/8, P(york) = 2/8: log 2
    assert pmi(X)[0, 0] == pytest.approx(np.log(2), rel=1e-15)
    # P(new, the) = 2/8, P(the) = 6/8: log 2/3
    assert pmi(X)[0, 1] == pytest.approx(np.log(2 / 3), rel=1e-15)
    assert ppmi(X).toarray().round(12).tolist() == [[0.693147180560, 0], [0, 0.287682072452]]


def test_independent_counts_have_pmi_of_exactly_zero_and_no_ppmi():
    X = np.outer([1, 7, 30], [2, 3, 11, 1000])
    assert (pmi(X).toarray() == 0).all()
    assert pmi(X).nnz == X.size  # seen as often as expected is not the same as unseen
    assert ppmi(X).nnz == 0


def test_smoothing_lowers_the_pmi_of_rare_contexts_and_raises_that_of_frequent_ones():
    X = np.array([[1, 100], [1, 300]])
    change = pmi(X, alpha=0.75).toarray() - pmi(X).toarray()
    assert (change[:, 0] < 0).all()
    assert (change[:, 1] > 0).all()


@pytest.mark.parametrize("alpha", [1.0, 0.75])
def test_smoothed_contexts_are_a_distribution(alpha):
    X = random_counts(seed=3) + 1
    # Σ_c P(w, c) / (P(w) exp PMI) = Σ_c P_α(c)
    share = X / X.sum(axis=1, keepdims=True)
    np.testing.assert_allclose((share / np.exp(pmi(X, alpha).toarray())).sum(axis=1), 1)


@pytest.mark.parametrize("cells", [1, 7, 100])
def test_blocks_of_rows_and_files_change_nothing(cells, monkeypatch):
    import sys

    X = random_counts(seed=4)
    X[5:8] = 0  # rows without a cell
    expected = pmi(X), ppmi(X)
    monkeypatch.setattr(sys.modules[MODULE], "_CELLS", cells)
    for got, wanted in zip((pmi(X, memory=0), ppmi(X, memory=0)), expected, strict=True):
        for part in ("indptr", "indices", "data"):
            np.testing.assert_array_equal(getattr(got, part), getattr(wanted, part))


def test_any_form_of_the_same_counts_gives_the_same():
    X = random_counts(seed=5)
    expected = pmi(X).toarray()
    row, column = np.nonzero(X)
    halves = np.tile(X[row, column] / 2, 2)
    repeated = coo_array((halves, (np.tile(row, 2), np.tile(column, 2))), shape=X.shape)
    stored_zeros = csr_array(np.where(X == 0, -1.0, X))
    stored_zeros.data[stored_zeros.data < 0] = 0
    forms = [csr_array(X), repeated, stored_zeros, X.astype(np.float32), X.tolist()]
    for form in forms:
        np.testing.assert_allclose(pmi(form).toarray(), expected, atol=1e-13)
        assert pmi(form).nnz == np.count_nonzero(X)


def test_the_callers_matrix_is_not_changed():
    data, indices, indptr = [1.0, 2.0, 4.0], [2, 0, 0], [0, 3, 3]  # unsorted and repeated
    X = csr_array((data, indices, indptr), shape=(2, 3))
    ppmi(X)
    assert (X.data.tolist(), X.indices.tolist(), X.indptr.tolist()) == (data, indices, indptr)


@pytest.mark.parametrize("function", [pmi, ppmi])
@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (np.ones(3), r"counts must have shape \[V, C\], not \[3\]\."),
        (np.zeros((2, 2)), r"counts must hold a pair that was seen, but all \(2, 2\) are 0\."),
        (np.zeros((0, 2)), r"counts must hold a pair that was seen"),
        (np.array([[1, -1]]), "counts must be finite and at least 0, but some are not."),
        (np.array([[1, np.nan]]), "counts must be finite and at least 0, but some are not."),
        (np.array([[1, np.inf]]), "counts must be finite and at least 0, but some are not."),
        (np.array([["a"]]), "counts must hold numbers, not ndarray of <U1."),
    ],
)
def test_bad_counts_are_named(function, counts, message):
    with pytest.raises(ValueError, match=message):
        function(counts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"alpha": 0}, "alpha must be above 0 and at most 1, not 0."),
        ({"alpha": 1.5}, "alpha must be above 0 and at most 1, not 1.5."),
        ({"alpha": None}, "alpha must be above 0 and at most 1, not None."),
        ({"negative": 0}, "negative must be above 0 and finite, not 0."),
        ({"negative": float("nan")}, "negative must be above 0 and finite, not nan."),
        ({"memory": -1}, "memory must be a whole number, at least 0, not -1."),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        ppmi(np.ones((2, 2)), **arguments)
