"""Vectors at work: a classifier, a tagger and a search engine that see nothing but the vectors.

The models are as plain as can be, so that the difference between two sets of vectors is what the
vectors know.

Axes: N texts or positions, D embedding, L window, Q questions at a time, M answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sequtils.arguments import require_integer, require_number
from sequtils.static.evaluate.analogies import CELLS
from sequtils.static.vectors import WordVectors

Item = TypeVar("Item")

MAX_ITERATIONS = 1000  # of L-BFGS; scikit-learn's 100 are too few for some vectors


@dataclass(frozen=True)
class ClassifierScore:
    """How well a classifier on top of vectors does on texts or words it has not seen.

    Attributes:
        accuracy: The share of right answers.
        macro_f1: F1, averaged over the classes of the test set.
        majority: The accuracy of always answering the class that is commonest in training.
        coverage: The share of the test set's words that have a vector.
    """

    accuracy: float
    macro_f1: float
    majority: float
    coverage: float


@dataclass(frozen=True)
class RetrievalScore:
    """How early the right answer comes when answers are sorted by cosine to the question.

    Attributes:
        ranks: Of each question's right answer, from 1, int [N]. Among equal cosines it is last,
            so that a question without any known word gains nothing.
        coverage: The share of the questions' words that have a vector.
    """

    ranks: np.ndarray
    coverage: float

    @property
    def mrr(self) -> float:
        """Mean reciprocal rank (Voorhees, 1999, The TREC-8 Question Answering Track Report)."""
        return float((1 / self.ranks).mean())

    @property
    def accuracy_at_1(self) -> float:
        """The share of questions whose right answer comes first."""
        return float((self.ranks == 1).mean())


def split(items: Sequence[Item], test: float = 0.2, seed: int = 0) -> tuple[list[Item], list[Item]]:
    """Split labelled items into a training and a test set, the same one for every model.

    Args:
        items: What to split.
        test: The share of the test set, between 0 and 1; rounded to whole items.
        seed: Fixes which items; equal seeds and lengths, equal split.

    Returns:
        The training set and the test set, each in the order of `items`.

    Raises:
        ValueError: If an argument is out of range, or one of the sets would be empty.

    Example:
        >>> train, test = split("abcdefghij", test=0.3)
        >>> len(train), len(test), sorted(train + test) == list("abcdefghij")
        (7, 3, True)
    """
    require_number("test", test, "between 0 and 1", lambda x: 0 < x < 1)
    require_integer("seed", seed, least=0)
    n = round(test * len(items))
    if not 0 < n < len(items):
        raise ValueError(f"items must be enough for two sets, not {len(items)} for test={test}.")
    chosen = set(np.random.default_rng(seed).permutation(len(items))[:n].tolist())
    train = [item for i, item in enumerate(items) if i not in chosen]
    return train, [item for i, item in enumerate(items) if i in chosen]


def mean_vectors(vectors: WordVectors, texts: Sequence[Sequence[str]]) -> np.ndarray:
    """The mean vector of each text's known words, [N, D]; zero where no word is known.

    Example:
        >>> vectors = WordVectors(["up", "right"], np.eye(2))
        >>> mean_vectors(vectors, [["up", "right"], ["up", "nowhere"], ["nowhere"]]).tolist()
        [[0.5, 0.5], [1.0, 0.0], [0.0, 0.0]]
    """
    means = np.zeros((len(texts), vectors.vectors.shape[1]))
    for mean, words in zip(means, texts, strict=True):
        if rows := [vectors.id(word) for word in words if word in vectors]:
            mean[:] = vectors.vectors[rows].mean(axis=0, dtype=np.float64)
    return means


def window_vectors(vectors: WordVectors, sentence: Sequence[str], window: int = 2) -> np.ndarray:
    """The vectors of each word and of its neighbours, side by side, [T, (2·L + 1)·D].

    Unknown words and places outside the sentence are zero.

    Args:
        vectors: The vectors.
        sentence: T words.
        window: L, neighbours on each side, at least 0.

    Example:
        >>> vectors = WordVectors(["a", "b"], np.array([[1.0], [2.0]]))
        >>> window_vectors(vectors, ["a", "b"], window=1).tolist()
        [[0.0, 1.0, 2.0], [1.0, 2.0, 0.0]]
    """
    require_integer("window", window, least=0)
    T, D = len(sentence), vectors.vectors.shape[1]
    padded = np.zeros((T + 2 * window, D), vectors.vectors.dtype)
    for place, word in enumerate(sentence, start=window):
        if word in vectors:
            padded[place] = vectors[word]
    return np.hstack([padded[shift : shift + T] for shift in range(2 * window + 1)])


def classification(
    vectors: WordVectors,
    train: Sequence[tuple[Sequence[str], str]],
    test: Sequence[tuple[Sequence[str], str]],
    C: float = 1.0,
) -> ClassifierScore:
    """Classify texts by their mean vectors with logistic regression.

    Args:
        vectors: The vectors to judge.
        train: (words, label) of each text to learn from; at least two labels.
        test: (words, label) of each text to be judged on; from `split`, or as published.
        C: Inverse strength of the L2 penalty, above 0. The features are scaled to unit variance
            first, so that the scale of the vectors does not matter.

    Returns:
        Accuracy, macro-averaged F1, the majority baseline and the coverage.

    Raises:
        ValueError: If a set is empty, fewer than two labels occur, or C is not above 0.

    Example:
        >>> vectors = WordVectors(["good", "fine", "bad", "poor"], np.array([[1], [2], [-1], [-2]]))
        >>> train = [(["good"], "positive"), (["bad"], "negative")]
        >>> test = [(["fine"], "positive"), (["poor"], "negative")]
        >>> classification(vectors, train, test).accuracy
        1.0
    """
    _require_examples(train, test)
    (texts, labels), (test_texts, test_labels) = zip(*train, strict=True), zip(*test, strict=True)
    features, test_features = mean_vectors(vectors, texts), mean_vectors(vectors, test_texts)
    coverage = _coverage(vectors, test_texts)
    return _fit_and_score(features, labels, test_features, test_labels, C, coverage)


def tagging(
    vectors: WordVectors,
    train: Sequence[Sequence[tuple[str, str]]],
    test: Sequence[Sequence[tuple[str, str]]],
    window: int = 2,
    C: float = 1.0,
) -> ClassifierScore:
    """Tag each word from the vectors in a window around it with logistic regression.

    Args:
        vectors: The vectors to judge.
        train: Sentences of (word, tag) to learn from; at least two tags.
        test: Sentences of (word, tag) to be judged on.
        window: L, neighbours on each side, at least 0.
        C: As in `classification`.

    Returns:
        Accuracy over words, macro-averaged F1 over tags, the majority baseline and the coverage.

    Raises:
        ValueError: If a set has no word, fewer than two tags occur, or an argument is out of range.

    References:
        Collobert et al., 2011, Natural Language Processing (Almost) from Scratch,
        arXiv:1103.0398 (the window approach, there with hidden layers).

    Example:
        >>> vectors = WordVectors(["the", "a", "cat", "dog"], np.array([[1], [2], [-1], [-2]]))
        >>> train = [[("the", "DET"), ("cat", "NOUN")]]
        >>> tagging(vectors, train, [[("a", "DET"), ("dog", "NOUN")]], window=0).accuracy
        1.0
    """
    train, test = ([sentence for sentence in part if sentence] for part in (train, test))
    _require_examples(train, test)
    features, tags = _windows_and_tags(vectors, train, window)
    test_features, test_tags = _windows_and_tags(vectors, test, window)
    coverage = _coverage(vectors, [[word for word, _ in sentence] for sentence in test])
    return _fit_and_score(features, tags, test_features, test_tags, C, coverage)


def retrieval(
    vectors: WordVectors,
    questions: Sequence[Sequence[str]],
    answers: Sequence[Sequence[str]],
    right: Sequence[int] | None = None,
) -> RetrievalScore:
    """Find each question's answer among all answers by the cosine of mean vectors.

    Nothing is learned, so there is nothing to hold out; compare vectors on the same answers, as
    more answers make the search harder.

    Args:
        vectors: The vectors to judge.
        questions: N questions, each its words.
        answers: M answers, each its words.
        right: Which answer is right for each question, from 0; by default the one of its number.

    Returns:
        The rank of each right answer; from it the mean reciprocal rank and the accuracy at 1.

    Raises:
        ValueError: If there is no question, or `right` does not name an answer for each.

    Example:
        >>> vectors = WordVectors(["sine", "cosine", "table"], np.array([[1, 0], [1, 0.1], [0, 1]]))
        >>> score = retrieval(vectors, [["sine"], ["chair"]], [["cosine"], ["table"]])
        >>> score.ranks.tolist(), score.mrr, score.accuracy_at_1
        ([1, 2], 0.75, 0.5)
    """
    if not len(questions):
        raise ValueError("questions must hold at least one question, but there is none.")
    right = _right_answers(right, len(questions), len(answers))
    asked, given = (_unit_means(vectors, texts) for texts in (questions, answers))
    ranks, step = [], max(1, CELLS // len(answers))
    for begin in range(0, len(asked), step):
        cosine = asked[begin : begin + step] @ given.T  # [Q, M]
        of_right = cosine[np.arange(len(cosine)), right[begin : begin + step]]
        ranks.append((cosine >= of_right[:, None]).sum(axis=1))
    return RetrievalScore(np.concatenate(ranks), _coverage(vectors, questions))


def _right_answers(right: Sequence[int] | None, asked: int, given: int) -> np.ndarray:
    if right is None:
        right = range(asked)
    try:
        numbers = np.asarray(right)
        valid = numbers.shape == (asked,) and numbers.dtype.kind in "iu"
    except ValueError:  # lists of several lengths
        valid = False
    if not valid or numbers.min() < 0 or numbers.max() >= given:
        raise ValueError(
            f"right must name one of {given} answers by its number, from 0, for each of {asked} "
            f"questions, not {right!r:.60}."
        )
    return numbers


def _unit_means(vectors, texts) -> np.ndarray:
    means = mean_vectors(vectors, texts)
    length = np.linalg.norm(means, axis=1, keepdims=True)
    return means / np.where(length == 0, 1, length)


def _require_examples(train, test) -> None:
    for name, part in (("train", train), ("test", test)):
        if not len(part):
            raise ValueError(f"{name} must hold at least one example, but it is empty.")


def _windows_and_tags(vectors, sentences, window) -> tuple[np.ndarray, list[str]]:
    features = [
        window_vectors(vectors, [word for word, _ in sentence], window) for sentence in sentences
    ]
    return np.concatenate(features), [tag for sentence in sentences for _, tag in sentence]


def _coverage(vectors, texts) -> float:
    words = [word for text in texts for word in text]
    return sum(word in vectors for word in words) / len(words) if words else 0.0


def _fit_and_score(features, labels, test_features, test_labels, C, coverage) -> ClassifierScore:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    require_number("C", C, "above 0", lambda x: x > 0)
    names, counts = np.unique(labels, return_counts=True)
    if len(names) < 2:
        raise ValueError(f"train must hold at least two labels, not only {str(names[0])!r}.")
    model = make_pipeline(StandardScaler(), LogisticRegression(C=C, max_iter=MAX_ITERATIONS))
    answers = model.fit(features, labels).predict(test_features)
    commonest = names[counts.argmax()]
    return ClassifierScore(
        accuracy=float(accuracy_score(test_labels, answers)),
        macro_f1=float(
            f1_score(test_labels, answers, labels=np.unique(test_labels), average="macro")
        ),
        majority=float(np.mean(np.asarray(test_labels) == commonest)),
        coverage=coverage,
    )
