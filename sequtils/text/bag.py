"""Texts as counts: one word a row, or one text a row, and a column for each word known.

What is between the words is lost: "the dog bit the man" and "the man bit the dog" are one vector.
Most entries are zero, so matrices are sparse (`scipy.sparse`), in rows.

Axes: S texts, T words of a text, V words of the vocabulary, Q queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from sequtils.arguments import require_integer, require_type
from sequtils.text.stream import sentences_of
from sequtils.text.vocab import Vocab


def one_hot(sentence: Sequence[str], vocab: Vocab, dtype=np.float32) -> sparse.csr_array:
    """Return a row for each known word of a sentence, with a one in the word's column.

    Args:
        sentence: The words; those outside the vocabulary count as its unknown word, or are left
            out if it has none.
        vocab: The V words.
        dtype: float32 or float64.

    Returns:
        Sparse matrix of shape [T, V].

    Raises:
        ValueError: If `sentence` is a string or `dtype` another.

    Example:
        >>> vocab = Vocab(["the", "cat"], [2, 1])
        >>> one_hot(["the", "cat", "the"], vocab).toarray().tolist()
        [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    """
    _check_dtype(dtype)
    require_type("vocab", vocab, Vocab)
    ids = vocab.encode(sentence)
    rows = np.arange(len(ids) + 1, dtype=np.int32)
    return sparse.csr_array((np.ones(len(ids), dtype), ids, rows), shape=(len(ids), len(vocab)))


def bag_of_words(
    corpus: Iterable[Sequence[str]], vocab: Vocab, dtype=np.float32
) -> sparse.csr_array:
    """Count the known words of each text: the sum of its one-hot rows.

    Args:
        corpus: S texts as lists of words, iterable more than once.
        vocab: The V words.
        dtype: float32 or float64.

    Returns:
        Sparse matrix of shape [S, V]; a text without known words is a row of zeros.

    Raises:
        ValueError: If the corpus is empty, can be iterated only once or holds strings, or `dtype`
            is another.

    References:
        Harris, 1954, Distributional Structure, Word 10(2-3).

    Example:
        >>> vocab = Vocab(["the", "cat"], [2, 1])
        >>> bag_of_words([["the", "cat", "the"], ["dog"]], vocab).toarray().tolist()
        [[2.0, 1.0], [0.0, 0.0]]
    """
    _check_dtype(dtype)
    require_type("vocab", vocab, Vocab)
    columns, ends = [np.empty(0, np.int32)], [0]
    for text in sentences_of(corpus):
        columns.append(vocab.encode(text))
        ends.append(ends[-1] + len(columns[-1]))
    if len(ends) == 1:
        raise ValueError("corpus is empty: it holds no text.")
    # Every word is an entry of its own at first; entries of one place are then added up.
    entries = (np.ones(ends[-1], dtype), np.concatenate(columns), np.array(ends))
    counts = sparse.csr_array(entries, shape=(len(ends) - 1, len(vocab)))
    counts.sum_duplicates()
    return counts


def inverse_document_frequency(counts: sparse.csr_array, smooth: bool = True) -> np.ndarray:
    """Weigh each word by how few texts hold it: idf(w) = log(S / df(w)) + 1.

    Args:
        counts: From `bag_of_words`, shape [S, V].
        smooth: Whether to count one more text that holds every word, log((1 + S) / (1 + df)) + 1,
            so that a word in no text has a weight too.

    Returns:
        Array of shape [V] and the dtype of `counts`; without `smooth`, a word in no text has inf.

    Raises:
        ValueError: If `counts` is no sparse matrix with a row.

    References:
        Spärck Jones, 1972, A Statistical Interpretation of Term Specificity and Its Application
        in Retrieval, Journal of Documentation 28(1).

    Example:
        >>> counts = sparse.csr_array([[2.0, 1.0], [1.0, 0.0]])
        >>> inverse_document_frequency(counts, smooth=False).round(3).tolist()
        [1.0, 1.693]
    """
    _check_sparse("counts", counts)
    S = counts.shape[0]
    frequency = (counts != 0).sum(axis=0)  # [V]
    with np.errstate(divide="ignore"):
        idf = np.log((S + smooth) / (frequency + smooth)) + 1
    return idf.astype(counts.dtype)


def tfidf(
    counts: sparse.csr_array,
    idf: np.ndarray | None = None,
    sublinear: bool = False,
    normalize: bool = True,
) -> sparse.csr_array:
    """Weigh counts: tf(w, s) · idf(w), each text scaled to length 1.

    Args:
        counts: From `bag_of_words`, shape [S, V].
        idf: From `inverse_document_frequency`, shape [V]; pass that of the training texts for
            texts that came later. None takes that of `counts`.
        sublinear: Whether a count n weighs 1 + log n, not n.
        normalize: Whether to divide each row by its length; rows of zeros stay zeros.

    Returns:
        Sparse matrix of shape [S, V]; `counts` is left as it is.

    Raises:
        ValueError: If the shapes do not fit.

    References:
        Salton & Buckley, 1988, Term-Weighting Approaches in Automatic Text Retrieval, Information
        Processing & Management 24(5).

    Example:
        >>> counts = sparse.csr_array([[3.0, 4.0], [0.0, 0.0]])
        >>> tfidf(counts, idf=np.ones(2)).toarray().round(3).tolist()
        [[0.6, 0.8], [0.0, 0.0]]
    """
    _check_sparse("counts", counts)
    idf = inverse_document_frequency(counts) if idf is None else np.asarray(idf)
    if idf.shape != (counts.shape[1],):
        raise ValueError(f"idf must have shape ({counts.shape[1]},), got {idf.shape}.")
    if idf.dtype.kind not in "iuf" or np.isnan(idf).any():
        raise ValueError("idf must hold numbers, got others.")
    weighted = sparse.csr_array(counts, copy=True)
    weighted.eliminate_zeros()
    if sublinear:
        weighted.data = 1 + np.log(weighted.data)
    weighted.data *= idf[weighted.indices].astype(weighted.dtype)
    return _unit_rows(weighted) if normalize else weighted


def cosine(queries: sparse.csr_array, texts: sparse.csr_array) -> np.ndarray:
    """Compare rows by the cosine of the angle between them.

    Args:
        queries: Shape [Q, V].
        texts: Shape [S, V].

    Returns:
        Array of shape [Q, S]; from 0 to 1 for counts, and 0 where a row is all zeros.

    Raises:
        ValueError: If the widths differ.

    Example:
        >>> a, b = sparse.csr_array([[1.0, 1.0]]), sparse.csr_array([[3.0, 0.0], [0.0, 0.0]])
        >>> cosine(a, b).round(3).tolist()
        [[0.707, 0.0]]
    """
    _check_sparse("queries", queries)
    _check_sparse("texts", texts)
    if queries.shape[1] != texts.shape[1]:
        raise ValueError(
            f"queries and texts must have as many columns as each other, got {queries.shape[1]} "
            f"and {texts.shape[1]}."
        )
    return (_unit_rows(queries) @ _unit_rows(texts).T).toarray()


def nearest(
    query: sparse.csr_array, texts: sparse.csr_array, n: int = 10
) -> list[tuple[int, float]]:
    """Find the texts that are most like one.

    Args:
        query: One row, shape [1, V].
        texts: Shape [S, V].
        n: How many to return; fewer if there are fewer.

    Returns:
        Number of the text and cosine, the most similar first; of equal ones the first text first.

    Raises:
        ValueError: If `query` has not one row, the widths differ, or `n` is below 1.

    Example:
        >>> texts = sparse.csr_array([[1.0, 0.0], [3.0, 3.0], [0.0, 1.0]])
        >>> [(i, round(similarity, 3)) for i, similarity in nearest(texts[[1]], texts, 2)]
        [(1, 1.0), (0, 0.707)]
    """
    require_integer("n", n, least=1)
    _check_sparse("query", query)
    if query.shape[0] != 1:
        raise ValueError(f"query must have one row, got {query.shape[0]}.")
    similarity = cosine(query, texts)[0]  # [S]
    best = np.argsort(-similarity, kind="stable")[:n]
    return [(i, float(similarity[i])) for i in best.tolist()]


def _unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return the matrix with each row divided by its length."""
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    scale = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale, dtype=matrix.dtype) @ matrix)


def _check_sparse(name: str, matrix: object) -> None:
    if not sparse.issparse(matrix) or matrix.ndim != 2 or not matrix.shape[0]:
        shape = getattr(matrix, "shape", type(matrix).__name__)
        raise ValueError(f"{name} must be a sparse matrix with at least one row, got {shape}.")
    if matrix.dtype not in (np.float32, np.float64):
        raise ValueError(f"{name} must hold float32 or float64, got {matrix.dtype}.")
    values = matrix.tocsr().data
    if not np.isfinite(values).all():
        raise ValueError(f"{name} must hold finite numbers, got others.")
    # Only counts cannot be negative: cosine and nearest compare sums of word vectors too.
    if name == "counts" and values.min(initial=0) < 0:
        raise ValueError("counts must hold numbers of at least 0, got others.")


def _check_dtype(dtype: object) -> None:
    if dtype not in (np.float32, np.float64, "float32", "float64"):
        raise ValueError(f"dtype must be float32 or float64, got {dtype!r}.")
