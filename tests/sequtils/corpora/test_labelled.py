"""Sets with labels: what is read from small files of the same form, and from the published ones."""

import hashlib
import os
from collections import Counter
from pathlib import Path

import pytest

from sequtils.corpora import labelled
from sequtils.corpora.files import Published

CONLLU = """\
# newdoc id = two
# text = Don't go!
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_
4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = 10 #
1\t10\t10\tNUM\tCD\t_\t2\tnummod\t_\t_
2\t#\t#\tSYM\tNN\t_\t0\troot\t_\t_

"""


@pytest.fixture
def published(tmp_path, monkeypatch):
    """Write small files in the places of the published ones, and expect their digests."""
    monkeypatch.setenv("SEQUTILS_DATA", str(tmp_path))
    monkeypatch.setenv("SEQUTILS_CACHE", str(tmp_path / "cache"))

    def write(table: str, key: str, text: str, encoding: str = "utf-8") -> Path:
        (name,) = getattr(labelled, table)[key].digests
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(encoding))
        digest = hashlib.sha256(text.encode(encoding)).hexdigest()
        monkeypatch.setitem(
            getattr(labelled, table), key, Published(key, {name: digest}, None, len(text))
        )
        return path

    return write


def test_treebank_rows_are_words_and_tags(published):
    published("_EWT", "dev", CONLLU)
    assert labelled.ud_english_ewt("dev") == [
        [("Do", "AUX"), ("n't", "PART"), ("go", "VERB"), ("!", "PUNCT")],
        [("10", "NUM"), ("#", "SYM")],
    ]


def test_reviews_are_lines_with_the_label_of_their_file(published):
    # A next-line character is white space inside a line, as in the published files.
    published("_POLARITY", "negative", "too long .\nnot\x85good\n")
    published("_POLARITY", "positive", "fine , really \n")
    assert labelled.mr_polarity() == [
        (["too", "long", "."], "negative"),
        (["not", "good"], "negative"),
        (["fine", ",", "really"], "positive"),
    ]


def test_questions_lose_the_finer_label_and_keep_their_capitals(published):
    text = "DESC:manner How are cr\xeapes made ?\nHUM:ind Who 's : he ?\n"
    published("_QUESTIONS", "train", text, "latin-1")
    assert labelled.trec_qc() == [
        (["How", "are", "cr\xeapes", "made", "?"], "DESC"),
        (["Who", "'s", ":", "he", "?"], "HUM"),
    ]


def test_another_file_is_not_read(published):
    path = published("_EWT", "train", CONLLU)
    path.write_bytes(CONLLU.replace("VERB", "NOUN").encode())
    with pytest.raises(ValueError, match="is not the published file"):
        labelled.ud_english_ewt("train")


def test_a_missing_file_is_named(published):
    with pytest.raises(FileNotFoundError, match=r"put mr_polarity/rt-polarity\.neg in a folder"):
        labelled.mr_polarity()


def test_an_unknown_part_is_named():
    with pytest.raises(ValueError, match="part must be one of train, dev, not 'test'"):
        labelled.ud_english_ewt("test")


def data(folder: str) -> None:
    if not (Path(os.environ.get("SEQUTILS_DATA", "")) / folder).is_dir():
        pytest.skip(f"{folder} is not in SEQUTILS_DATA")


def test_the_published_reviews():
    data("mr_polarity")
    found = labelled.mr_polarity()
    # Pang & Lee: 5,331 sentences of each kind.
    assert Counter(label for _, label in found) == {"negative": 5_331, "positive": 5_331}
    assert all(words for words, _ in found)


def test_the_published_questions():
    data("trec_qc")
    found = labelled.trec_qc()
    # Li & Roth: 5,500 questions, of which the file that they put on the web has 5,452.
    assert Counter(label for _, label in found) == {
        "ABBR": 86, "DESC": 1_162, "ENTY": 1_250, "HUM": 1_223, "LOC": 835, "NUM": 896,
    }  # fmt: skip
    assert all(len(words) > 1 for words, _ in found)


@pytest.mark.parametrize(
    ("part", "sentences", "words"), [("train", 12_544, 204_577), ("dev", 2_001, 25_147)]
)
def test_the_published_treebank(part, sentences, words):
    data("ud_english_ewt")
    found = labelled.ud_english_ewt(part)
    # As its publishers count: syntactic words, in 17 universal parts of speech.
    assert (len(found), sum(map(len, found))) == (sentences, words)
    assert len({tag for sentence in found for _, tag in sentence}) == 17
