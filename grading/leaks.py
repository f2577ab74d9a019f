"""Look for the text of solutions where students could read it.

A secret is a line of `solutions/` that is long enough to tell something, compared without white
space, so that another layout hides nothing. There are two kinds:

- *code*: answers, right or wrong. `sequtils` holds reference implementations of what is asked, by
  design, so a line that stands there too is no secret. The same line in a chapter or an exercise is
  no secret for that reason either; all other lines of an answer are.
- *words*: hidden tests, written answers, what a mutant is about. They have no business elsewhere.

What students are given by the exercise itself (stubs, visible checks) is never a secret.
"""

from __future__ import annotations

import html
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.nbgrader import is_answer

REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1", re.DOTALL)
MARKER = re.compile(r"### (BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
REMARK = re.compile(r"^# (.*)$", re.MULTILINE)
TELLING = 20  # characters; shorter lines, such as `return loss`, occur everywhere
# Folders and files of an instructor: their names alone show that something went wrong.
FOREIGN = {"solutions", "mutants", "alternatives", "equivalent.toml", "gradebook.db"}


@dataclass(frozen=True)
class Secrets:
    """What students must not find.

    Attributes:
        code: Lines of right and wrong answers, without white space.
        words: Lines of hidden tests, written answers and remarks on mutants, likewise.
        public: What the exercises themselves tell, likewise, as one text.
    """

    code: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    public: str = ""

    def __or__(self, other: Secrets) -> Secrets:
        return Secrets(
            self.code | other.code, self.words | other.words, f"{self.public}\n{other.public}"
        )

    def lines(self, known: str = "") -> list[str]:
        """All lines to look for, without those of code that stand in the text `known`."""
        code = {line for line in self.code if line not in known}
        return sorted(line for line in code | self.words if line not in self.public)


def secrets_of(solutions: Path) -> Secrets:
    """The secrets of a folder of solutions: notebooks, mutants, alternatives, settings."""
    found = Secrets()
    for path in sorted(path for path in solutions.rglob("*") if path.is_file()):
        if {".ipynb_checkpoints", "__pycache__"} & set(path.parts):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".ipynb":
            found |= secrets_of_notebook(nbformat.reads(text, as_version=4))
        elif path.suffix == ".toml":
            found |= Secrets(words=_telling_lines("\n".join(_strings(tomllib.loads(text)))))
        elif path.suffix == ".py":
            # A hint is what students are told.
            remarks = [line for line in REMARK.findall(text) if not line.startswith("Hint:")]
            code = _telling_lines(REMARK.sub("", text))
            found |= Secrets(code, _telling_lines("\n".join(remarks)))
        else:
            found |= Secrets(words=_telling_lines(text))
    return found


def secrets_of_notebook(source: NotebookNode) -> Secrets:
    """The secrets of an instructor's notebook: its hidden regions and its written answers."""
    code, words, public = set(), set(), []
    for cell in source.cells:
        if is_answer(cell) and cell.cell_type == "markdown":
            words |= _telling_lines(cell.source)
            continue
        text = cell.source + "\n"
        for kind, region in REGION.findall(text):
            (code if kind == "SOLUTION" else words).update(_telling_lines(region))
        public.append(squeeze(REGION.sub("", text)))
    return Secrets(frozenset(code), frozenset(words), "\n".join(public))


def find(folder: Path, secrets: Secrets, known: str = "") -> list[str]:
    """The leaks in a folder, one entry each, "file: what".

    Args:
        folder: What students would get; every file is read, those in zip archives too.
        secrets: What to look for.
        known: Code that students have anyway, without white space.
    """
    lines, found = secrets.lines(known), []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        found += [
            f"{inner}: {what}"
            for inner, content in _files(name, path.read_bytes())
            for what in _leaks(inner, content, lines)
        ]
    return found


def code_of(package: Path) -> str:
    """All code of a package, without white space."""
    paths = sorted(package.rglob("*.py"))
    return "\n".join(squeeze(path.read_text(encoding="utf-8")) for path in paths)


def squeeze(text: str) -> str:
    """The text without white space.

    Example:
        >>> squeeze("return  x +\\n    1")
        'returnx+1'
    """
    return "".join(text.split())


def _telling_lines(text: str) -> frozenset[str]:
    lines = map(squeeze, text.splitlines())
    return frozenset(line for line in lines if len(line) >= TELLING)


def _files(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is in it if it is an archive."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from _files(f"{name}/{inner}", archive.read(inner))


def _leaks(name: str, content: bytes, lines: list[str]) -> Iterator[str]:
    """What one file tells."""
    foreign = FOREIGN & set(name.split("/"))
    if foreign:
        yield f"a file of the instructor's ({min(foreign)})"
    text = _text(name, content)
    # Instructors are told about markers in the book; in a notebook for students there is none.
    if name.endswith(".ipynb") and MARKER.search(text):
        yield "a solution marker"
    text = squeeze(text)
    yield from (line for line in lines if line in text)


def _text(name: str, content: bytes) -> str:
    """What a reader gets out of a file: all strings of JSON, HTML without its tags."""
    text = content.decode("utf-8", errors="replace")
    if name.endswith((".ipynb", ".json")):
        try:
            return "\n".join(_strings(json.loads(text)))
        except ValueError:
            return text
    if name.endswith((".html", ".svg", ".xml")):
        return html.unescape(re.sub(r"<[^>]*>", "", text))
    return text


def _strings(value: object) -> Iterator[str]:
    """Every string in a JSON value; a list of lines becomes one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        yield "".join(value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
