"""Is a to b as c is to d? Accuracy of vector offsets on analogy questions.

Axes: V words that can be answers, D embedding, Q questions at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sequtils.arguments import require_integer, require_iterable, require_one_of
from sequtils.static.evaluate.words import row
from sequtils.static.vectors import WordVectors

METHODS = ("3cosadd", "3cosmul")
EPSILON = 0.001  # Levy & Goldberg's: keeps 3CosMul from dividing by zero
CELLS = 1 << 22  # cells of a score matrix [Q, V] computed at a time, 32 MB in float64

Question = tuple[str, str, str, str]


@dataclass(frozen=True)
class AnalogyScore:
    """Answers to analogy questions.

    Attributes:
        answers: For each category its (question, answer) in order; a question is (a, b, c, d),
            and one with a word that has no vector is not among them.
        coverage: The share of all questions that were answered, in [0, 1].
    """

    answers: Mapping[str, list[tuple[Question, str]]] = field(repr=False)
    coverage: float

    @property
    def accuracy(self) -> float:
        """The share of answered questions whose answer is d."""
        found = [pair for pairs in self.answers.values() for pair in pairs]
        return _share_right(found)

    @property
    def by_category(self) -> dict[str, float]:
        """The accuracy in each category that has an answered question."""
        return {name: _share_right(pairs) for name, pairs in self.answers.items() if pairs}


def analogies(
    vectors: WordVectors,
    questions: Mapping[str, Iterable[Question]],
    method: str = "3cosadd",
    exclude_inputs: bool = True,
    restrict: int | None = None,
) -> AnalogyScore:
    """Answer "a is to b as c is to …?" for many questions.

        3CosAdd: argmax over x of cos(x, b) − cos(x, a) + cos(x, c)
        3CosMul: argmax over x of s(x, b) · s(x, c) / (s(x, a) + ε)
        where s(x, y) = (cos(x, y) + 1) / 2

    Questions with a word that has no vector are left out and lower the coverage. A word is looked
    up as it is written, else in lower case.

    Args:
        vectors: The vectors to judge, words sorted from frequent to rare if `restrict` is used.
        questions: For each category its (a, b, c, d).
        method: "3cosadd" or "3cosmul".
        exclude_inputs: Do not accept a, b or c as an answer, as is usual and flatters the vectors.
        restrict: Only the first so many words are questions and answers; by default all.

    Returns:
        Every answer, with accuracy in all and by category. Ties go to the earlier word.

    Raises:
        ValueError: If an argument is out of range, questions are not listed by category, one is not
            four words, or none has vectors for all its words.

    References:
        Mikolov, Yih & Zweig, 2013, Linguistic Regularities in Continuous Space Word
        Representations, NAACL. Levy & Goldberg, 2014, Linguistic Regularities in Sparse and
        Explicit Word Representations, doi:10.3115/v1/W14-1618.

    Example:
        >>> words = ["king", "queen", "man", "woman"]
        >>> vectors = WordVectors(words, np.array([[2, 1], [2, -1], [0.5, 1], [0.5, -1]]))
        >>> score = analogies(vectors, {"gender": [("man", "king", "woman", "queen")]})
        >>> score.accuracy, score.answers["gender"][0][1]
        (1.0, 'queen')
    """
    require_one_of("method", method, METHODS)
    if restrict is not None:
        require_integer("restrict", restrict, least=4)
    questions = _checked(questions)
    known = {name: _known(vectors, own, restrict) for name, own in questions.items()}
    asked = sum(map(len, questions.values()))
    answered = sum(map(len, known.values()))
    if not answered:
        raise ValueError(
            f"questions must hold one whose four words have vectors, but none of {asked} does."
        )
    unit = vectors.unit[:restrict]
    answers = {}
    for name, own in known.items():
        rows = np.array([rows for _, rows in own], int).reshape(-1, 3)
        best = (int(i) for i in _answer(unit, rows, method, exclude_inputs))
        answers[name] = [
            (question, vectors.words[i]) for (question, _), i in zip(own, best, strict=True)
        ]
    return AnalogyScore(answers, answered / asked)


def _checked(questions: Mapping[str, Iterable[Question]]) -> dict[str, list[Question]]:
    expected = "map each category to its list of (a, b, c, d)"
    if not isinstance(questions, Mapping):
        raise ValueError(f"questions must {expected}, got a {type(questions).__name__}.")
    for own in questions.values():
        require_iterable("questions", own, expected)
    return {name: [_four_words(question) for question in own] for name, own in questions.items()}


def _four_words(question: Question) -> Question:
    listed = isinstance(question, Iterable) and not isinstance(question, str)
    words = tuple(question) if listed else ()
    if len(words) != 4 or not all(isinstance(word, str) for word in words):
        raise ValueError(f"questions must be of four words (a, b, c, d), not {question!r}.")
    return words


def _known(vectors, questions, restrict) -> list[tuple[Question, list[int]]]:
    """Return the questions whose words have vectors, as they are found, and the rows of a, b, c."""
    limit = len(vectors) if restrict is None else restrict
    found = []
    for question in questions:
        rows = [row(vectors, word) for word in question]
        if all(i is not None and i < limit for i in rows):
            found.append((tuple(vectors.words[i] for i in rows), rows[:3]))
    return found


def _answer(unit: np.ndarray, rows: np.ndarray, method: str, exclude: bool) -> Iterator[int]:
    """Yield the row of the best answer to each question."""
    step = max(1, CELLS // len(unit))
    for begin in range(0, len(rows), step):
        a, b, c = rows[begin : begin + step].T
        if method == "3cosadd":
            score = (unit[b] - unit[a] + unit[c]) @ unit.T  # [Q, V]
        else:
            score = _nearness(unit, b)  # [Q, V]
            score *= _nearness(unit, c)
            score /= _nearness(unit, a) + EPSILON
        if exclude:
            score[np.arange(len(a)), np.stack([a, b, c])] = -np.inf
        yield from score.argmax(axis=1)


def _nearness(unit: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Cosines to all words, moved from [−1, 1] to [0, 1]."""
    cosine = unit[rows] @ unit.T
    cosine += 1
    cosine /= 2
    return cosine


def _share_right(answers: list[tuple[Question, str]]) -> float:
    return sum(question[3] == answer for question, answer in answers) / len(answers)
