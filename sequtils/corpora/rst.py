"""The English in a docstring: reStructuredText with its markup, code and formulas taken away.

No parser of reStructuredText: docstrings break its rules too often, and a reader of words needs
only to know what is prose. Understands the three usual layouts of parameters (NumPy, Google,
Sphinx fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Directives whose body is prose; the body of every other one is code, formula, image or index.
PROSE_DIRECTIVES = frozenset(
    "admonition attention caution danger deprecated error hint important note rubric seealso tip "
    "topic versionadded versionchanged warning".split()
)

# ".. name:: text", or without a name a footnote, a link target or a comment. The version number
# that `versionadded` and its kin begin with is not prose.
_EXPLICIT = re.compile(r"\.\.(?: +(?:([\w-]+)::? *(?:v?\d[\w.]*:?(?: +|$))?(.*)|.*))?$")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}$")
_TABLE_RULE = re.compile(r"[=\-+|][=\-+| ]+$")
_BULLET = re.compile(r"(?:[-*+•]|\(?\w[.)]|\(?\d+[.)]|#\.) +(?=\S)")
_FIELD = re.compile(r":(?:\w+ +)?([^:`]*):(?:\s|$)")
# "name: text" or "name (type): text", which goes on in the next, deeper lines.
_GOOGLE_ITEM = re.compile(r"\*{0,2}\w+(?: \([^)]*\))?: +\S")

_ANY_MARKUP = re.compile(r"[`$\\]|://|\]_")
_INLINE = (
    (re.compile(r":math:`[^`]*`|\$[^$]+\$"), " "),
    (re.compile(r"(?:https?|ftp)://[^\s>`]+|\[[#*\w.-]+\]_"), " "),
    (re.compile(r":[\w:+.-]+:`~(?:[^`<]*\.)?([^`]*)`"), r"\1"),
    (re.compile(r":[\w:+.-]+:`!?([^`<]*?)\s*(?:<[^`]*>)?`"), r"\1"),
    (re.compile(r"`([^`<]*?)\s*<[^`>]*>`_{0,2}"), r"\1"),
    (re.compile(r"`([^`]*)`_{0,2}"), r"\1"),
    (re.compile(r"\\(.)"), r"\1"),
)


def paragraphs(docstring: str) -> list[str]:
    """Return the paragraphs of prose in a docstring, without markup.

    Left out: doctest lines and their output, literal and code blocks, formulas, headings, rules
    of tables, footnotes, web addresses. Items of lists and descriptions of parameters are
    paragraphs of their own.

    Args:
        docstring: The docstring, its indentation removed as by `inspect.cleandoc`.

    Returns:
        The paragraphs, each on one line.

    Example:
        >>> paragraphs('''Return the sine, see :func:`~numpy.arcsin`.
        ...
        ... Parameters
        ... ----------
        ... x : array_like
        ...     Angle, in radians (:math:`2 \\\\pi` is
        ...     a full turn).
        ...
        ... >>> sin(0)
        ... 0.0
        ... ''')  # doctest: +NORMALIZE_WHITESPACE
        ['Return the sine, see arcsin.', 'x : array_like',
         'Angle, in radians ( is a full turn).']
    """
    return [plain for lines in _blocks(docstring) if (plain := _plain(" ".join(lines)))]


def _blocks(docstring: str) -> Iterator[list[str]]:
    """Group the prose lines of a docstring into paragraphs."""
    block: list[str] = []
    indent, hangs = 0, False
    for depth, text in _prose_lines(docstring):
        if _UNDERLINE.match(text):
            block, text = block[:-1], ""  # the line above is a heading
        elif _TABLE_RULE.match(text):
            text = ""
        bullet = _BULLET.match(text)
        item = bullet or _FIELD.match(text) or _GOOGLE_ITEM.match(text)
        goes_on = depth == indent or (hangs and len(block) == 1 and depth > indent)
        if item or not text or not goes_on:
            if block:
                yield block
            block, hangs = [], bool(item)
        indent = depth
        if text:
            block.append(text[bullet.end() :] if bullet else _field(text))
    if block:
        yield block


def _field(line: str) -> str:
    """Turn a Sphinx field such as ':param int x: the size' into 'int x the size'."""
    field = _FIELD.match(line)
    return f"{field[1]} {line[field.end() :]}" if field else line


def _prose_lines(docstring: str) -> Iterator[tuple[int, str]]:
    """Yield indentation and text of the lines that are prose; an empty text ends a paragraph."""
    in_doctest, skipped = False, None  # while set, deeper lines than `skipped` are left out
    for line in docstring.expandtabs().splitlines():
        text = line.strip()
        depth = len(line) - len(line.lstrip())
        in_doctest = bool(text) and (in_doctest or text.startswith(">>>"))
        if in_doctest or not text:
            yield 0, ""
        elif skipped is None or depth <= skipped:
            if explicit := _EXPLICIT.match(text):
                prose = explicit[1] in PROSE_DIRECTIVES
                text = explicit[2] if prose else ""
            else:
                prose = not text.endswith("::")  # what follows is a literal block
            skipped = None if prose else depth
            yield depth, text


def _plain(text: str) -> str:
    """Take the inline markup out of a paragraph."""
    if _ANY_MARKUP.search(text):
        for markup, words in _INLINE:
            text = markup.sub(words, text)
    return " ".join(text.split())
