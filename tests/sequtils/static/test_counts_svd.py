"""The truncated SVD against exact ones, published numbers of LSA, and planted meanings."""

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array
from scipy.sparse.linalg import svds
from scipy.stats import pearsonr
from sklearn.utils.extmath import randomized_svd

from sequtils.corpora.planted import kingdom
from sequtils.static.counts import PpmiSvd, cooccurrence, ppmi, svd_vectors, truncated_svd

# The nine titles of Deerwester et al., 1990: terms that occur in more than one of them.
TITLES = """human interface computer
survey user computer system response time
eps user interface system
system human system eps
user response time
trees
graph trees
graph minors trees
graph minors survey""".splitlines()
TERMS = sorted({word for title in TITLES for word in title.split()})
TERM_DOCUMENT = np.array([[title.split().count(t) for title in TITLES] for t in TERMS], float)


def sparse(rows, columns, seed=0):
    return random_array((rows, columns), density=0.05, rng=np.random.default_rng(seed)).tocsr()


def error(A, U, S, V):
    return np.linalg.norm(A.toarray() - (U * S) @ V.T)


@pytest.mark.parametrize("shape", [(400, 300), (300, 400)])
@pytest.mark.parametrize("rank", [1, 5, 20])
def test_reconstruction_is_as_good_as_the_best_there_is(shape, rank):
    A = sparse(*shape)  # values that fall slowly, the hard case for iterations
    U, S, V = truncated_svd(A, rank)
    optimum = np.sqrt((np.linalg.svd(A.toarray(), compute_uv=False)[rank:] ** 2).sum())
    # Eckart & Young, 1936: nothing is below. The iteration stops at rounding errors; a subspace
    # of one direction less is 6e-3 above.
    assert error(A, U, S, V) == pytest.approx(optimum, rel=1e-12)


def test_reconstruction_is_at_least_as_good_as_that_of_peers():
    A = sparse(600, 500, seed=1)
    ours = error(A, *truncated_svd(A, 20))
    lanczos = svds(A, 20, solver="propack", rng=np.random.default_rng(0))
    projected = randomized_svd(A, 20, n_iter=4, random_state=0)
    for U, S, Vt in (lanczos, projected):
        assert ours <= error(A, U, S, Vt.T) * (1 + 1e-12)


def test_singular_triplets_equal_those_of_an_exact_svd_where_they_are_apart():
    random = np.random.default_rng(0)
    left, right = (np.linalg.qr(random.normal(size=(n, 30)))[0] for n in (500, 400))
    values = 0.7 ** np.arange(30)
    A = csr_array((left * values) @ right.T)
    U, S, V = truncated_svd(A, 8)
    # rounding, made larger by the distance of neighbouring values
    np.testing.assert_allclose(S, values[:8], rtol=1e-12)
    np.testing.assert_allclose(np.abs(np.diag(U.T @ left[:, :8])), 1, rtol=1e-8)
    np.testing.assert_allclose(np.abs(np.diag(V.T @ right[:, :8])), 1, rtol=1e-8)


@pytest.mark.parametrize("size", [12, 500])  # decomposed at once, and by iteration
def test_columns_are_orthonormal_values_fall_and_signs_are_fixed(size):
    U, S, V = truncated_svd(sparse(size, size, seed=2), 5)
    for vectors in (U, V):
        np.testing.assert_allclose(vectors.T @ vectors, np.eye(5), atol=1e-12)
    assert (np.diff(S) <= 0).all()
    assert (S >= 0).all()
    assert (U[np.abs(U).argmax(axis=0), range(5)] > 0).all()


def test_seeds_fix_the_result_and_do_not_matter_for_it():
    A = sparse(500, 400, seed=3)
    first, again, other = (truncated_svd(A, 3, seed) for seed in (1, 1, 2))
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    for a, b in zip(first, other, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-9)  # the iteration stops at rounding


def test_single_precision_stays_single_and_agrees():
    A = sparse(500, 400, seed=4)
    single, double = (truncated_svd(A.astype(kind), 10) for kind in ("float32", "float64"))
    assert {array.dtype for array in single} == {np.dtype("float32")}
    # float32 rounding, 6e-8, through some 1,000 operations
    np.testing.assert_allclose(single[1], double[1], rtol=1e-4)


def test_a_matrix_of_lower_rank_is_reproduced_and_the_other_values_are_zero():
    random = np.random.default_rng(5)
    A = csr_array(random.normal(size=(400, 3)) @ random.normal(size=(3, 350)))
    U, S, V = truncated_svd(A, 10)
    # values of size 400 in float64
    np.testing.assert_allclose((U * S) @ V.T, A.toarray(), atol=1e-10)
    np.testing.assert_allclose(S[3:], 0, atol=1e-10)


@pytest.mark.parametrize("kind", [csr_array, np.asarray])
def test_a_matrix_of_zeros_has_only_zero_vectors(kind):
    U, S, V = truncated_svd(kind(np.zeros((300, 250))), 4)
    assert (S == 0).all()
    np.testing.assert_array_equal(U.T @ U, np.eye(4))
    np.testing.assert_array_equal(V.T @ V, np.eye(4))


@pytest.mark.parametrize("p", [0, 0.3, 0.5, 1])
def test_words_times_contexts_is_the_same_approximation_for_every_p(p):
    X = ppmi(cooccurrence(kingdom(500), min_count=1).matrix)
    words = [str(i) for i in range(X.shape[0])]
    U, S, V = truncated_svd(X, 10)
    vectors = svd_vectors(words, X, 10, p)
    np.testing.assert_allclose(vectors.vectors @ vectors.context.T, (U * S) @ V.T, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(vectors.vectors, axis=0), S**p, rtol=1e-10)


def test_with_p_of_one_scalar_products_are_those_of_the_rows():
    vectors = svd_vectors(TERMS, TERM_DOCUMENT, len(TITLES), p=1)
    # nothing was cut off, so only rounding is left
    np.testing.assert_allclose(
        vectors.vectors @ vectors.vectors.T, TERM_DOCUMENT @ TERM_DOCUMENT.T, atol=1e-12
    )
    assert vectors.context is None


def test_latent_semantic_analysis_gives_the_published_numbers():
    """Deerwester et al., 1990; Landauer, Foltz & Laham, 1998, An Introduction to LSA."""
    _, values, _ = truncated_svd(TERM_DOCUMENT, 9)
    published = [3.34, 2.54, 2.35, 1.64, 1.50, 1.31, 0.85, 0.56, 0.36]
    np.testing.assert_allclose(values, published, atol=0.005)  # printed with two digits
    U, S, V = truncated_svd(TERM_DOCUMENT, 2)
    approximation = (U * S) @ V.T
    human, user, minors = (TERMS.index(word) for word in ("human", "user", "minors"))
    correlation = lambda a, b: pearsonr(approximation[a], approximation[b]).statistic  # noqa: E731
    # The words never meet in a title, and their correlation over titles is −0.38.
    assert pearsonr(TERM_DOCUMENT[human], TERM_DOCUMENT[user]).statistic == pytest.approx(
        -0.38, abs=0.005
    )
    assert correlation(human, user) == pytest.approx(0.94, abs=0.005)
    assert correlation(human, minors) == pytest.approx(-0.83, abs=0.005)


@pytest.mark.parametrize("seed", range(3))
def test_planted_analogies_and_neighbours_are_found(seed):
    corpus = kingdom(sentences=4_000, seed=seed)
    vectors = PpmiSvd(vector_size=24, seed=seed).fit(corpus)
    hits = [vectors.analogy(a, b, c)[0][0] == d for a, b, c, d in corpus.analogies]
    assert np.mean(hits) >= 0.85  # guessing among some 60 words gives 0.02
    shares = []
    for word, expected in corpus.neighbours.items():
        found = {near for near, _ in vectors.nearest(word, n=len(expected))}
        shares.append(len(found & expected) / len(expected))
    assert np.mean(shares) >= 0.5  # by chance fewer than one in ten


def test_planted_topics_are_separated():
    """Two topics share no word: a word's vector has nothing in common with the other topic's."""
    random = np.random.default_rng(0)
    corpus = [
        [f"{topic}{i}" for i in random.integers(0, 8, 12)] for topic in "ab" for _ in range(200)
    ]
    vectors = PpmiSvd(vector_size=2, min_count=1).fit(corpus)
    topics = np.array([word[0] for word in vectors.words])
    cosine = vectors.unit @ vectors.unit.T
    # Blocks on the diagonal: singular vectors live in one block each, up to rounding.
    np.testing.assert_allclose(cosine[topics[:, None] != topics], 0, atol=1e-8)
    assert (cosine[topics[:, None] == topics] > 0.5).all()


def test_the_pieces_are_the_model():
    corpus = kingdom(sentences=500)
    counts = cooccurrence(corpus, 3, "harmonic", "right", min_count=2)
    matrix = ppmi(counts.matrix, alpha=0.9, negative=2)
    by_hand = svd_vectors(counts.vocab.words, matrix, 7, p=0.2, seed=4)
    model = PpmiSvd(7, 3, "harmonic", "right", 2, alpha=0.9, negative=2, p=0.2, seed=4, memory=0)
    vectors = model.fit(corpus)
    assert vectors.words == by_hand.words
    np.testing.assert_array_equal(vectors.counts, counts.vocab.counts)
    np.testing.assert_array_equal(vectors.vectors, by_hand.vectors)
    np.testing.assert_array_equal(vectors.context, by_hand.context)


def test_words_that_carry_no_information_get_zero_vectors():
    vectors = PpmiSvd(min_count=1).fit([["ha", "ha", "ha"]])
    assert vectors.vectors.tolist() == [[0.0]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((np.ones(3), 1), r"matrix must have shape \[V, C\], not \[3\]\."),
        ((np.ones((0, 3)), 1), r"matrix must have shape \[V, C\], not \[0, 3\]\."),
        ((np.array([["a"]]), 1), "matrix must hold numbers, not ndarray of <U1."),
        ((np.array([[np.nan]]), 1), "matrix must be finite, but some of its values are not."),
        ((np.ones((2, 3)), 3), "rank must be at most 2, the smaller side of the matrix, not 3."),
        ((np.ones((2, 3)), 0), "rank must be a whole number, at least 1, not 0."),
        ((np.ones((2, 3)), 1, "x"), "seed must be a whole number, at least 0, not 'x'."),
    ],
)
def test_bad_matrices_and_ranks_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        truncated_svd(*arguments)


def test_bad_arguments_of_vectors_are_named():
    with pytest.raises(ValueError, match=r"vector_size must be at most .* is \[2, 3\], not 4\."):
        svd_vectors(["a", "b"], np.ones((2, 3)), 4)
    with pytest.raises(ValueError, match="p must be from 0 to 1, not 2"):
        svd_vectors(["a", "b"], np.ones((2, 3)), 1, p=2)
    with pytest.raises(ValueError, match="a row a word"):
        svd_vectors(["a"], np.ones((2, 3)), 1)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("vector_size", 0), ("window", 0), ("min_count", 0), ("weighting", "x"),
        ("contexts", "x"), ("alpha", 2), ("negative", -1), ("p", -0.5), ("seed", -1),
        ("memory", -1),
    ],
)  # fmt: skip
def test_bad_settings_of_the_model_are_named_before_anything_is_counted(argument, value):
    with pytest.raises(ValueError, match=f"^{argument} must be .*, not {value!r}"):
        PpmiSvd(**{argument: value})


def test_a_corpus_without_pairs_is_refused():
    with pytest.raises(ValueError, match="counts must hold a pair that was seen"):
        PpmiSvd(min_count=1).fit([["alone"], ["alone"]])
