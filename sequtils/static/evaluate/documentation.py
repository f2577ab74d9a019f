"""Analogies and similarities for vectors trained on the documentation corpus.

Published sets ask for capitals and kings, which docstrings do not mention. These ask for what they
do: rows and columns, sine and arcsine, computing and computed. Every word occurs at least five
times in `sequtils.corpora.docs` with the pinned packages.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from itertools import permutations

from sequtils.static.evaluate.analogies import Question
from sequtils.static.evaluate.sets import read_similarities

_DATA = files("sequtils.static.evaluate") / "data"


def documentation_pairs() -> dict[str, list[tuple[str, str]]]:
    """Word pairs by relation, written by hand: 545 pairs in 30 relations.

    Returns:
        For each relation, such as "verb past-participle", its pairs.

    Example:
        >>> pairs = documentation_pairs()
        >>> pairs["singular plural"][:2], pairs["opposite direction"][0]
        ([('row', 'rows'), ('column', 'columns')], ('left', 'right'))
    """
    found: dict[str, list[tuple[str, str]]] = {}
    text = (_DATA / "documentation-analogies.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(": "):
            relation = found.setdefault(line.removeprefix(": "), [])
        elif line and not line.startswith("#"):
            a, b = line.split()
            relation.append((a, b))
    return found


def documentation_analogies() -> dict[str, list[Question]]:
    """Analogy questions for the documentation corpus: 11,662 in 30 relations.

    As in Google's set, every two pairs of a relation make two questions, unless they share a word.
    Questions that share a pair are not independent, so the accuracy is less certain than their
    number suggests: the pairs are what was sampled.

    Returns:
        For each relation its (a, b, c, d), as `analogies` takes them.

    Example:
        >>> documentation_analogies()["opposite direction"][0]
        ('left', 'right', 'top', 'bottom')
    """
    return {
        relation: [
            (*first, *second)
            for first, second in permutations(pairs, 2)
            if not {*first} & {*second}
        ]
        for relation, pairs in documentation_pairs().items()
    }


def documentation_similarities() -> list[tuple[str, str, float]]:
    """How alike in meaning 106 word pairs of the documentation corpus are, from 0 to 10.

    The scores are the judgement of the authors of this course, not the mean of many readers as in
    WordSim-353 or SimLex-999: first each pair was put into a class, and then scored within the
    bounds of the class. The same word in another form, 9 to 10; words for the same thing, 7.5 to
    9; a kind of the other, 5.5 to 7.5; two of a kind, 4 to 6.5; opposites, 1 to 3.5; met together
    but not alike, 1.5 to 4; neither, 0 to 1. As in SimLex-999 it is likeness that counts, not
    relatedness. Read the ranks of the classes into a result, not the decimals.

    Returns:
        (word, word, score), as `similarity` takes them.

    Example:
        >>> documentation_similarities()[0]
        ('behavior', 'behaviour', 10.0)
    """
    with as_file(_DATA / "documentation-similarities.tsv") as path:
        return read_similarities(path)
