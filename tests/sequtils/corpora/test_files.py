"""Published corpora: where they are looked for, what is said without them, how they stream."""

import hashlib
import lzma
import os
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from sequtils.corpora import files
from sequtils.corpora.files import PUBLISHED, Published, TextCorpus, corpus
from sequtils.text.vocab import Vocab

TEXT = " ".join(random.Random(2).choices(["a", "rose", "is", "naïve", "日本"], k=2345))
OFFLINE = "http://localhost:1/tiny.txt"


def write(path: Path, text: str = TEXT) -> Path:
    """Write a text the way the ending of its name says."""
    if path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("member", text)
    else:
        path.write_bytes(text.encode())
    return path


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Folders for the user's data and the cache, and a published corpus `tiny`."""
    data, cache = tmp_path / "data", tmp_path / "cache"
    data.mkdir()
    cache.mkdir()
    monkeypatch.setenv("SEQUTILS_DATA", str(data))
    monkeypatch.setenv("SEQUTILS_CACHE", str(cache))
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    tiny = Published("tiny", {"tiny.txt": digest, "tiny": digest}, OFFLINE, len(TEXT.encode()))
    hidden = Published("hidden", {"hidden.txt.xz": digest, "hidden.txt": digest}, None, 1)
    monkeypatch.setattr(files, "PUBLISHED", {"tiny": tiny, "hidden": hidden})
    return data, cache


@pytest.mark.parametrize("block", [1, 2, 3, 7, 1 << 20])
@pytest.mark.parametrize("length", [1, 10, 1000, 5000])
@pytest.mark.parametrize("name", ["a.txt", "a.txt.xz", "a.zip", "text8"])
def test_sentences_are_the_words_in_pieces(tmp_path, monkeypatch, name, length, block):
    monkeypatch.setattr(files, "BLOCK", block)
    found = TextCorpus(write(tmp_path / name), sentence_length=length)
    words = TEXT.split()
    assert list(found) == [words[i : i + length] for i in range(0, len(words), length)]
    assert list(found) == list(found)


@pytest.mark.parametrize("text", ["", " ", "\n a\n\nb \n", "a", " a b"])
def test_white_space_makes_no_words(tmp_path, text):
    assert [w for s in TextCorpus(write(tmp_path / "a.txt", text)) for w in s] == text.split()


def test_a_text_is_never_held_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "BLOCK", 1 << 16)
    path = write(tmp_path / "long.txt.xz", TEXT * 300)  # 700,000 words: 40 MB as strings
    tracemalloc.start()
    words = sum(map(len, TextCorpus(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert words == 1 + 2344 * 300
    assert peak < 16e6  # 8 MB are the dictionary of xz, about 2 MB a block and its words


def test_sentence_length_must_be_positive(tmp_path):
    with pytest.raises(ValueError, match="sentence_length must be at least 1, got 0"):
        TextCorpus(tmp_path / "a.txt", sentence_length=0)


@pytest.mark.parametrize("name", ["tiny.txt", "tiny"])
@pytest.mark.parametrize("place", [0, 1])
def test_files_are_found_in_the_data_folder_and_the_cache(places, place, name):
    path = write(places[place] / name)
    assert corpus("tiny").path == path
    assert [w for s in corpus("tiny") for w in s] == TEXT.split()


def test_own_data_comes_before_the_cache(places):
    data, cache = places
    write(cache / "tiny.txt")
    assert corpus("tiny").path == cache / "tiny.txt"
    write(data / "tiny")
    assert corpus("tiny").path == data / "tiny"


def test_a_file_that_is_another_is_refused(places):
    path = write(places[0] / "tiny.txt", "something else")
    with pytest.raises(ValueError, match=r"is not the published file: its SHA-256 is"):
        corpus("tiny")
    assert path.exists()  # it is the user's


def test_downloads_go_to_the_cache(places, tmp_path, monkeypatch):
    source = write(tmp_path / "published.txt")
    tiny = files.PUBLISHED["tiny"]
    entry = Published("tiny", tiny.digests, source.as_uri(), tiny.size)
    monkeypatch.setattr(files, "PUBLISHED", {"tiny": entry})
    assert corpus("tiny").path == places[1] / "tiny.txt"
    source.unlink()
    assert len(list(corpus("tiny"))) == 3


def test_offline_says_what_to_put_where(places):
    with pytest.raises(FileNotFoundError) as error:
        corpus("tiny")
    sentence = str(error.value)
    assert sentence.startswith(f"'tiny' is not on this machine, and {OFFLINE} could not be")
    assert sentence.endswith(
        f"; download {OFFLINE} elsewhere and put tiny.txt in {places[1]}, or in a folder that "
        "SEQUTILS_DATA names."
    )


def test_without_an_address_the_data_folder_is_the_way(places):
    with pytest.raises(FileNotFoundError) as error:
        corpus("hidden")
    assert str(error.value) == (
        "'hidden' is not on this machine and has no public address; put hidden.txt.xz or "
        "hidden.txt in a folder and set SEQUTILS_DATA to that folder."
    )


def test_the_data_folder_must_exist(places, monkeypatch):
    monkeypatch.setenv("SEQUTILS_DATA", str(places[0] / "nowhere"))
    with pytest.raises(ValueError, match=r"SEQUTILS_DATA must name a folder, got '.*nowhere'"):
        corpus("tiny")


def test_unknown_names_are_answered_with_close_ones():
    with pytest.raises(ValueError, match=r"no corpus named 'text9'; did you mean 'text8'\?"):
        corpus("text9")


def test_the_table_is_complete():
    for name, entry in PUBLISHED.items():
        assert entry.name == name
        assert entry.size > 0
        assert all(len(digest) == 64 for digest in entry.digests.values())
        assert entry.url is None or entry.url.endswith("/" + next(iter(entry.digests)))


@pytest.mark.parametrize(
    # Counted by other means: wiki8 with `wc -w`, and the figures its first users measured.
    ("name", "words", "vocabulary", "kept"),
    [("wiki8", 16_875_970, 68_180, 16_617_940)],
)
def test_published_corpora_on_this_machine(name, words, vocabulary, kept):
    folder = Path(os.environ.get("SEQUTILS_DATA", ""))
    if not any((folder / file).is_file() for file in PUBLISHED[name].digests):
        pytest.skip(f"{name} is not in SEQUTILS_DATA")
    found = corpus(name)
    assert sum(map(len, found)) == words
    vocab = Vocab.build(found)
    tokens, offsets = vocab.encode_corpus(found)
    assert (len(vocab), len(tokens), vocab.counts.sum()) == (vocabulary, kept, kept)
    assert offsets[-1] == kept
