"""Corpora by name, and what importing them costs."""

import subprocess
import sys
from pathlib import Path

import pytest

from sequtils import corpora
from sequtils.corpora.cache import cache_dir


def test_names_lead_to_corpora():
    assert corpora.names() == ["docs", "kingdom", "text8", "wiki8"]
    assert list(corpora.load("kingdom")) == list(corpora.planted.kingdom())


@pytest.mark.parametrize("name", ["docs", "text8", "wiki8"])
def test_load_asks_the_right_maker(name, monkeypatch):
    monkeypatch.setattr(corpora, "docs", lambda: "docs")
    monkeypatch.setattr(corpora.files, "corpus", lambda name: name)
    assert corpora.load(name) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("doc", "no corpus named 'doc'; did you mean 'docs'?"),
        ("kingdoms", "did you mean 'kingdom'?"),
        ("zzz", "no corpus named 'zzz'; known are docs, kingdom, text8, wiki8."),
        (3, "no corpus named 3; known are"),
    ],
)
def test_unknown_names_are_answered_with_close_ones(name, message):
    with pytest.raises(ValueError, match="there is no corpus named") as error:
        corpora.load(name)
    assert message in str(error.value)


def test_importing_corpora_loads_nothing_heavy():
    code = "import sys, sequtils.corpora; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "scipy", "sklearn", "matplotlib", "torch", "sympy", "sqlalchemy", "numba"}
    assert heavy.isdisjoint(done.stdout.split())


def test_cache_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("SEQUTILS_CACHE", str(tmp_path))
    assert cache_dir() == tmp_path
    monkeypatch.delenv("SEQUTILS_CACHE")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    expected = {
        "linux": Path(".cache", "sequtils"),
        "darwin": Path("Library", "Caches", "sequtils"),
        "win32": Path("local", "sequtils"),
    }
    for platform, folder in expected.items():
        monkeypatch.setattr(sys, "platform", platform)
        assert cache_dir() == tmp_path / folder
