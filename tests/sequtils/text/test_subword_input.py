"""What both tokenisers of subwords refuse, and what they answer to little or strange text."""

import re

import pytest

from sequtils.text.bpe import BPE, reference, trace, training
from sequtils.text.wordpiece import WordPiece
from sequtils.text.wordpiece import reference as wordpiece_reference
from sequtils.text.wordpiece import training as wordpiece_training


@pytest.fixture(params=["bpe", "wordpiece"])
def tokeniser(request):
    if request.param == "bpe":
        return BPE.train(["to be or not to be"], 258)
    return WordPiece(["[UNK]", "to", "##day"], ["[UNK]"])


@pytest.mark.parametrize("method", ["encode", "tokenize", "spans"])
@pytest.mark.parametrize("text", [None, b"to", ["to"], 5])
def test_text_must_be_a_string(tokeniser, method, text):
    message = f"text must be a string, got {type(text).__name__}\\.$"
    with pytest.raises(ValueError, match=message):
        getattr(tokeniser, method)(text)


@pytest.mark.parametrize("method", ["encode", "tokenize", "spans"])
def test_empty_text_has_no_tokens(tokeniser, method):
    assert list(getattr(tokeniser, method)("")) == []


@pytest.mark.parametrize("method", ["encode", "tokenize", "spans"])
def test_half_a_surrogate_pair_is_refused(tokeniser, method):
    with pytest.raises(ValueError, match="half a surrogate pair at character 3"):
        getattr(tokeniser, method)("to \ud83d")


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ("to be", "texts must be several strings, got the text 'to be'"),
        (b"to be", "texts must be several strings, got b'to be'"),
        (None, "texts must be several strings, got None"),
        ([["to"]], "each text must be a string, got list"),
        (["\ud83d"], "half a surrogate pair at character 0"),
    ],
)
def test_texts_must_be_several_strings(tokeniser, texts, message):
    with pytest.raises(ValueError, match=message):
        tokeniser.encode_corpus(texts)
    with pytest.raises(ValueError, match=message):
        type(tokeniser).train(texts, 300)


def test_no_texts_have_no_tokens(tokeniser):
    tokens, offsets = tokeniser.encode_corpus([])
    assert (tokens.tolist(), offsets.tolist()) == ([], [0])


@pytest.mark.parametrize("ids", [None, 5, "12", [1.5], ["1"], [None], [True], [float("nan")]])
def test_ids_must_be_whole_numbers(tokeniser, ids):
    with pytest.raises(ValueError, match=r"^ids must be .*whole numbers, got .*\.$"):
        tokeniser.decode(ids)


@pytest.mark.parametrize("token", [None, 5, b"to", ["to"]])
def test_a_token_must_be_a_string(tokeniser, token):
    with pytest.raises(ValueError, match=f"token must be a string, got {type(token).__name__}"):
        tokeniser.id(token)


@pytest.mark.parametrize("name", ["vocab_size", "min_count"])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, "9", float("nan")])
@pytest.mark.parametrize("kind", [BPE, WordPiece])
def test_sizes_must_be_whole_numbers(kind, name, value):
    message = f"{name} must be a whole number, at least 1, not {value!r}."
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        kind.train(["ab ab"], **{"vocab_size": 300, name: value})


@pytest.mark.parametrize(
    ("special", "message"),
    [
        (None, "special must be a list of strings, got None"),
        (b"ab", "special must be a list of strings, got b'ab'"),
        ([None], "special must hold strings, got None"),
        (["\ud83d"], "special must be valid Unicode, got half a surrogate pair"),
    ],
)
@pytest.mark.parametrize("kind", [BPE, WordPiece])
def test_special_tokens_must_be_names(kind, special, message):
    with pytest.raises(ValueError, match=message):
        kind.train(["ab ab"], 300, special=special)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: BPE("ab", [], level="characters"), "tokens must be a list of strings, got the"),
        (lambda: BPE([b"a"], [], level="characters"), "tokens must hold strings, got b'a'"),
        (lambda: BPE(["a"], 5, level="characters"), "merges must be a list of pairs, got 5"),
        (lambda: BPE(["a"], ["aa"], level="characters"), "merges must be pairs of tokens, got 'a"),
        (lambda: BPE(["a"], [(1, 2)], level="characters"), r"pairs of tokens, got \(1, 2\)"),
        (lambda: BPE(["a"], [], level=["bytes"]), "level must be one of bytes, characters, not"),
        (lambda: BPE.from_ranks(None), "ranks must be a Mapping, got NoneType"),
        (lambda: BPE.from_ranks({"a": 0}), "ranks must be of byte strings, got 'a'"),
        (lambda: BPE.from_ranks({b"a": "0"}), "ranks must be the numbers from 0 to 0"),
        (lambda: WordPiece("ab"), "tokens must be a list of strings, got the text 'ab'"),
        (lambda: WordPiece(["\ud83d"], []), "tokens must be valid Unicode, got half a surrogate"),
        (lambda: WordPiece(["a"], [], unknown=None), "unknown must be a string, got NoneType"),
        (lambda: WordPiece(["a"], [], "no", "a"), "lower must be a bool, got str"),
    ],
)
def test_constructors_refuse(make, message):
    with pytest.raises(ValueError, match=message):
        make()


LEARN = [
    reference.learn_merges,
    training.learn_merges,
    wordpiece_reference.learn_merges,
    wordpiece_training.learn_merges,
]


@pytest.mark.parametrize("learn", [*LEARN, trace])
@pytest.mark.parametrize(
    ("words", "new_tokens", "message"),
    [
        (None, 1, "words must map strings to whole numbers of at least 1, got None"),
        ("abc", 1, "words must map strings .* got the text 'abc'"),
        ({"ab": -1}, 1, "words must map strings .* got -1 for 'ab'"),
        ({"ab": float("nan")}, 1, "words must map strings .* got nan for 'ab'"),
        ({b"ab": 2}, 1, "words must map strings .* got 2 for b'ab'"),
        ({"ab": 2}, -1, "new_tokens must be a whole number, at least 0, not -1"),
        ({"ab": 2}, 1.5, "new_tokens must be a whole number, at least 0, not 1.5"),
    ],
)
def test_learning_refuses(learn, words, new_tokens, message):
    with pytest.raises(ValueError, match=message):
        learn(words, new_tokens)


@pytest.mark.parametrize("learn", LEARN)
def test_learning_from_nothing_and_never_of_less_than_once(learn):
    assert learn({}, 3) == []
    with pytest.raises(ValueError, match="min_count must be a whole number, at least 1, not 0"):
        learn({"ab": 1}, 1, 0)


def test_files_saved_before_still_load(tmp_path):
    """As version 1 wrote it, byte for byte."""
    written = (
        '{\n "format": "sequtils-bpe",\n "version": 1,\n "tokens": [\n  " ",\n  "a",\n  "b",\n'
        '  "ab"\n ],\n "merges": [\n  ["a", "b"]\n ],\n "special": [\n  "<unk>"\n ],\n'
        ' "level": "characters",\n "pattern": "gpt2"\n}\n'
    ).replace("\n ]", "]")
    path = tmp_path / "bpe.json"
    path.write_text(written)
    bpe = BPE.load(path)
    assert bpe.tokenize("ab b") == ["ab", " ", "b"]
    bpe.save(tmp_path / "new folder" / "again.json")
    assert (tmp_path / "new folder" / "again.json").read_text() == written


def test_a_missing_file_is_named(tmp_path, tokeniser):
    with pytest.raises(FileNotFoundError, match=r"none\.json"):
        type(tokeniser).load(tmp_path / "none.json")


@pytest.mark.parametrize("place", ["folder", "file/model.json"])
def test_a_save_that_cannot_be_leaves_nothing(tmp_path, tokeniser, place):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match=place.split("/")[0]):
        tokeniser.save(tmp_path / place)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]
