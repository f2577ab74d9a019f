"""The built site and the notebooks it is made from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"

sys.path.append(str(ROOT / "book" / "_extensions"))


class Chapter(NamedTuple):
    """A notebook of the book: its page name, its file, its content."""

    name: str
    path: Path
    notebook: nbformat.NotebookNode


def toc_files() -> list[str]:
    """The pages of the table of contents, without suffix, in reading order."""

    def walk(node):
        if isinstance(node, dict):
            for key in ("root", "file"):
                if key in node:
                    yield node[key]
            for key in ("parts", "chapters", "sections"):
                for child in node.get(key, []):
                    yield from walk(child)

    return list(walk(yaml.safe_load((ROOT / "_toc.yml").read_text())))


def chapter_paths() -> list[Path]:
    """The notebooks of the table of contents."""
    return [path for name in toc_files() if (path := ROOT / f"{name}.ipynb").exists()]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def toc() -> list[str]:
    return toc_files()


@pytest.fixture(scope="session")
def config() -> dict:
    return yaml.safe_load((ROOT / "_config.yml").read_text())


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").exists():
        pytest.fail("There is no site in _build/html: run make site first.", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def pages(site) -> list[Path]:
    # _static holds a template of the theme beside scripts and styles.
    return [path for path in sorted(site.rglob("*.html")) if path.parent.name != "_static"]


@pytest.fixture
def chapter(request) -> Chapter:
    path = request.param
    name = path.relative_to(ROOT).with_suffix("").as_posix()
    return Chapter(name, path, nbformat.read(path, as_version=4))


@pytest.fixture(scope="session")
def contrast() -> str:
    """A function in JavaScript: an element → the contrast ratio of its text by WCAG 2.1.

    Colours are drawn on a canvas and read back: a style may name them in any colour space.
    """
    return """element => {
      const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
      const channels = color => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data;
      };
      const luminance = ([r, g, b]) => {
        const linear = [r, g, b].map(v => v / 255)
          .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
      };
      let behind = element;
      while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0)
        behind = behind.parentElement;
      const back = behind ? getComputedStyle(behind).backgroundColor : "white";
      const [low, high] = [getComputedStyle(element).color, back]
        .map(color => luminance(channels(color))).sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    }"""


@pytest.fixture
def html(request, site) -> Path:
    return site / f"{request.param}.html"


def pytest_generate_tests(metafunc):
    if "html" in metafunc.fixturenames:
        metafunc.parametrize("html", toc_files(), indirect=True)
    if "chapter" in metafunc.fixturenames:
        paths = chapter_paths()
        metafunc.parametrize("chapter", paths, ids=[path.stem for path in paths], indirect=True)
