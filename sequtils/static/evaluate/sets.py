"""Published sets of word pairs and analogies, and the files they come in.

The three named sets are looked for in the folder that $SEQUTILS_DATA names and in gensim's wheel,
which carries them as test data; gensim itself is not imported.
"""

from __future__ import annotations

import math
import os
from importlib.util import find_spec
from pathlib import Path

from sequtils.static.evaluate.analogies import Question

# Under $SEQUTILS_DATA, and in gensim's test data.
_PLACES = {
    "WordSim-353": ("wordsim/wordsim353.tsv", "wordsim353.tsv"),
    "SimLex-999": ("wordsim/SimLex-999.txt", "simlex999.txt"),
    "Google analogies": ("analogy/questions-words.txt", "questions-words.txt"),
}


_SIMLEX = "word1\tword2\tPOS\tSimLex999"  # how the published SimLex-999 begins


def wordsim353() -> list[tuple[str, str, float]]:
    """WordSim-353: how *related* 353 pairs are, from 0 to 10 (*coffee* and *cup* are).

    Raises:
        FileNotFoundError: If the set is not on this machine.

    References:
        Finkelstein et al., 2002, Placing Search in Context: The Concept Revisited,
        doi:10.1145/503104.503110.
    """
    return read_similarities(_locate("WordSim-353"))


def simlex999() -> list[tuple[str, str, float]]:
    """SimLex-999: how *similar* 999 pairs are, from 0 to 10 (*coffee* and *cup* are not).

    Raises:
        FileNotFoundError: If the set is not on this machine.

    References:
        Hill, Reichart & Korhonen, 2015, SimLex-999: Evaluating Semantic Models With (Genuine)
        Similarity Estimation, doi:10.1162/COLI_a_00237.
    """
    return read_similarities(_locate("SimLex-999"))


def google_analogies() -> dict[str, list[Question]]:
    """The 19,544 analogy questions that came with word2vec, in 14 categories.

    Raises:
        FileNotFoundError: If the set is not on this machine.

    References:
        Mikolov, Chen, Corrado & Dean, 2013, Efficient Estimation of Word Representations in Vector
        Space, arXiv:1301.3781.
    """
    return read_analogies(_locate("Google analogies"))


def read_similarities(path: str | os.PathLike) -> list[tuple[str, str, float]]:
    """Read word pairs with human scores.

    Args:
        path: A file of lines "word TAB word TAB score", with comments after "#"; or of SimLex-999,
            whose first line names its columns.

    Returns:
        (word, word, score), in the order of the file.

    Raises:
        ValueError: If a line is something else; says which.
    """
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    column = 2
    if lines and lines[0].startswith(_SIMLEX):
        column = _SIMLEX.count("\t")
        lines[0] = "#"
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            found.append(_pair(line.split("\t"), column, f"{path}: line {number}"))
    return found


def _pair(fields: list[str], column: int, where: str) -> tuple[str, str, float]:
    try:
        score = float(fields[column])
    except (IndexError, ValueError):
        score = math.nan
    if not math.isfinite(score):
        raise ValueError(f"{where} must be 'word TAB word TAB score', not {fields!r}.")
    return fields[0].strip(), fields[1].strip(), score


def read_analogies(path: str | os.PathLike) -> dict[str, list[Question]]:
    """Read analogy questions.

    Args:
        path: A file of lines "a b c d", each category after a line ": name".

    Returns:
        For each category its (a, b, c, d), in the order of the file.

    Raises:
        ValueError: If a line is something else; says which.
    """
    found: dict[str, list[Question]] = {}
    category = None
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if words[:1] == [":"] and len(words) > 1:
            category = found.setdefault(" ".join(words[1:]), [])
        elif len(words) == 4 and category is not None:
            category.append(tuple(words))
        elif words:
            raise ValueError(
                f"{path}: line {number} must be four words under a line ': category', not {line!r}."
            )
    return found


def _locate(name: str) -> Path:
    """Return the file of a published set."""
    own, gensims = _PLACES[name]
    if data := os.environ.get("SEQUTILS_DATA"):
        if not Path(data).is_dir():
            raise ValueError(f"SEQUTILS_DATA must name a folder, got {data!r}.")
        if (path := Path(data) / own).is_file():
            return path
    if (spec := find_spec("gensim")) and spec.origin:
        path = Path(spec.origin).parent / "test" / "test_data" / gensims
        if path.is_file():
            return path
    raise FileNotFoundError(
        f"{name} is not on this machine; run: pip install gensim, which carries it, or put "
        f"{own} in a folder and set SEQUTILS_DATA to that folder."
    )
