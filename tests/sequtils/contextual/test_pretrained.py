"""Published models are found in the cache, in a package or on the web, and checked wherever."""

import hashlib
import sys
from pathlib import Path

import pytest

from sequtils.contextual import pretrained
from sequtils.contextual.pretrained import File, Pretrained

CONTENT = b"[UNK]\nto\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def published(tmp_path, monkeypatch) -> Path:
    """A toy model on a "web" that is a folder, with an empty cache; returns the web."""
    web = tmp_path / "web"
    web.mkdir()
    (web / "vocab.txt").write_bytes(CONTENT)
    files = {"vocab.txt": File(DIGEST, len(CONTENT))}
    entry = Pretrained("toy", files, "toy-model-of-nobody", "toy_model/files", web.as_uri())
    monkeypatch.setattr(pretrained, "PRETRAINED", {"toy": entry})
    monkeypatch.setenv("SEQUTILS_CACHE", str(tmp_path / "cache"))
    return web


def install(folder: Path, content: bytes) -> None:
    """Lay out an installed package whose code cannot be imported."""
    (folder / "toy_model" / "files").mkdir(parents=True)
    (folder / "toy_model" / "files" / "vocab.txt").write_bytes(content)
    (folder / "toy_model" / "__init__.py").write_text("raise RuntimeError('imported')")
    information = folder / "toy_model_of_nobody-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: toy-model-of-nobody\nVersion: 1.0\n"
        "Requires-Dist: a-package-that-is-not-there\n"
    )


def test_downloads_once_and_keeps_it(published, tmp_path):
    path = pretrained.file("toy", "vocab.txt")
    assert path.read_bytes() == CONTENT
    assert (tmp_path / "cache") in path.parents
    (published / "vocab.txt").unlink()
    assert pretrained.file("toy", "vocab.txt") == path


def test_a_package_is_read_but_not_imported(published, tmp_path, monkeypatch):
    (published / "vocab.txt").unlink()
    install(tmp_path / "site", CONTENT)
    monkeypatch.syspath_prepend(tmp_path / "site")
    path = pretrained.file("toy", "vocab.txt")
    assert path == tmp_path / "site" / "toy_model" / "files" / "vocab.txt"
    assert "toy_model" not in sys.modules


def test_another_file_is_refused_wherever_it_lies(published, tmp_path, monkeypatch):
    install(tmp_path / "site", b"other")
    monkeypatch.syspath_prepend(tmp_path / "site")
    with pytest.raises(ValueError, match="is not the published file: its SHA-256 is "):
        pretrained.file("toy", "vocab.txt")
    cached = tmp_path / "cache" / "pretrained" / "toy" / "vocab.txt"
    cached.parent.mkdir(parents=True)
    cached.write_bytes(CONTENT[:-1])
    with pytest.raises(ValueError, match="is not the published file"):
        pretrained.file("toy", "vocab.txt")
    cached.unlink()


def test_a_wrong_download_leaves_nothing(published, tmp_path):
    (published / "vocab.txt").write_bytes(CONTENT.upper())
    with pytest.raises(ValueError, match="nothing was kept"):
        pretrained.file("toy", "vocab.txt")
    assert not list((tmp_path / "cache").rglob("vocab.txt"))


def test_says_what_to_do_when_offline(published):
    (published / "vocab.txt").unlink()
    with pytest.raises(FileNotFoundError, match="install the package toy-model-of-nobody with"):
        pretrained.file("toy", "vocab.txt")


def test_unknown_names():
    with pytest.raises(ValueError, match=r"has no file 'vocab'; it has config.json, model"):
        pretrained.file("all-MiniLM-L6-v2", "vocab")
    with pytest.raises(ValueError, match="no model named 'gpt'; known are all-MiniLM-L6-v2"):
        pretrained.file("gpt", "vocab.txt")


def test_the_weights_are_the_published_ones():
    """The digest that the model's own page shows, written down by hand."""
    weights = pretrained.PRETRAINED["all-MiniLM-L6-v2"].files["model.safetensors"]
    assert weights.digest.startswith("53aa5117")
    assert weights.size == 90_868_376
