"""Published sets and our own: sizes, formats, and that every word is in the corpus."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from sequtils.corpora import docs
from sequtils.static import evaluate
from sequtils.static.evaluate import sets

ROOT = Path(__file__).parents[3]


def test_published_sets_have_their_sizes(monkeypatch):
    monkeypatch.delenv("SEQUTILS_DATA", raising=False)
    assert len(evaluate.wordsim353()) == 353
    assert len(evaluate.simlex999()) == 999
    questions = evaluate.google_analogies()
    assert len(questions) == 14
    assert sum(map(len, questions.values())) == 19_544
    assert evaluate.wordsim353()[1] == ("tiger", "cat", 7.35)
    assert evaluate.simlex999()[0] == ("old", "new", 1.58)
    assert questions["family"][0] == ("boy", "girl", "brother", "sister")


def test_own_data_comes_first_and_simlex_is_read_as_published(tmp_path, monkeypatch):
    monkeypatch.setenv("SEQUTILS_DATA", str(tmp_path))
    header = "word1\tword2\tPOS\tSimLex999\tconc(w1)\r\n"
    (tmp_path / "wordsim").mkdir()
    (tmp_path / "wordsim/SimLex-999.txt").write_text(f"{header}old\tnew\tA\t1.58\t2.72\r\n")
    assert evaluate.simlex999() == [("old", "new", 1.58)]
    assert len(evaluate.wordsim353()) == 353  # not in the folder, so gensim's


def test_a_set_that_is_nowhere(monkeypatch, tmp_path):
    monkeypatch.setattr(sets, "find_spec", lambda name: None)
    monkeypatch.setenv("SEQUTILS_DATA", str(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"WordSim-353 is not .* pip install gensim, .* or"):
        evaluate.wordsim353()
    monkeypatch.setenv("SEQUTILS_DATA", str(tmp_path / "none"))
    with pytest.raises(ValueError, match="SEQUTILS_DATA must name a folder"):
        evaluate.wordsim353()


@pytest.mark.parametrize("line", ["a\tb", "a\tb\tmuch", "a\tb\tnan", "a b 3"])
def test_a_bad_line_of_pairs_is_named(tmp_path, line):
    path = tmp_path / "pairs.tsv"
    path.write_text(f"# comment\n\na\tb\t1\n{line}\n")
    with pytest.raises(ValueError, match="line 4 must be 'word TAB word TAB score', not"):
        evaluate.read_similarities(path)


@pytest.mark.parametrize("text", ["a b c d", ": one\na b c", ": one\na b c d e", ":\n"])
def test_a_bad_line_of_questions_is_named(tmp_path, text):
    path = tmp_path / "questions.txt"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"line [12] must be four words under a line"):
        evaluate.read_analogies(path)


@pytest.fixture(scope="module")
def vocabulary():
    counts = Counter(word for sentence in docs() for word in sentence)
    return {word for word, count in counts.items() if count >= 5}


def test_documentation_analogies_are_of_words_of_the_corpus(vocabulary):
    pairs = evaluate.documentation_pairs()
    assert len(pairs) == 30
    assert sum(map(len, pairs.values())) == 545
    unknown = {word for own in pairs.values() for pair in own for word in pair} - vocabulary
    assert not unknown
    for relation, own in pairs.items():
        assert len(set(own)) == len(own) >= 4, relation
        assert all(a != b for a, b in own), relation
        assert not {(b, a) for a, b in own} & set(own), relation


def test_documentation_questions_are_two_pairs_each():
    pairs = evaluate.documentation_pairs()
    questions = evaluate.documentation_analogies()
    assert sum(map(len, questions.values())) == 11_662
    assert list(questions) == list(pairs)
    for relation, own in questions.items():
        assert len(set(own)) == len(own)
        assert all(len(set(question)) == 4 for question in own)
        assert {pair for a, b, c, d in own for pair in ((a, b), (c, d))} == set(pairs[relation])


def test_documentation_similarities_are_of_words_of_the_corpus(vocabulary):
    pairs = evaluate.documentation_similarities()
    assert len(pairs) == 106
    assert not {word for a, b, _ in pairs for word in (a, b)} - vocabulary
    assert len({frozenset(pair[:2]) for pair in pairs}) == 106
    assert all(0 <= score <= 10 and a != b for a, b, score in pairs)
    thirds = [
        sum(low <= score <= high for *_, score in pairs)
        for low, high in ((0, 10 / 3), (10 / 3, 20 / 3), (20 / 3, 10))
    ]
    assert min(thirds) >= 20  # the whole scale is used


def test_classes_stay_within_the_bounds_they_state():
    path = ROOT / "sequtils/static/evaluate/data/documentation-similarities.tsv"
    classes, bounds = 0, None
    for line in path.read_text().splitlines()[2:]:
        if line.startswith("#"):
            low, high = line.rpartition(": ")[2].split(" to ")
            bounds, classes = (float(low), float(high)), classes + 1
        else:
            assert bounds[0] <= float(line.split("\t")[2]) <= bounds[1], line
    assert classes == 7


def test_the_data_is_part_of_the_package():
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = setup["tool"]["setuptools"]["package-data"]["sequtils"]
    shipped = {path for pattern in patterns for path in (ROOT / "sequtils").glob(pattern)}
    data = set((ROOT / "sequtils/static/evaluate/data").iterdir())
    assert len(data) == 2
    assert data <= shipped
