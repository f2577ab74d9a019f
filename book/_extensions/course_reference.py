"""The reference pages: what autodoc and bibtex do not do by themselves.

- Functions that numba compiled are documented like any other.
- Docstrings are read as they are meant: |x| is an absolute value, "Returns:" holds prose.
- The bibliography is sorted by author, whatever the accents.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.alpha import Style as AlphaStyle
from pybtex.style.sorting.author_year_title import SortingStyle
from sphinx.application import Sphinx
from sphinx.ext.autodoc import FunctionDocumenter


class ByAuthor(SortingStyle):
    """Sorts entries by author, year and title, with Ř among the Rs."""

    def sorting_key(self, entry: Entry) -> tuple[str, ...]:
        """The sorting key of an entry, without accents and braces."""
        decomposed = (unicodedata.normalize("NFKD", part) for part in super().sorting_key(entry))
        return tuple(re.sub(r"[{}\u0300-\u036f]", "", part) for part in decomposed)


class ByAuthorStyle(AlphaStyle):
    """The bibliography style of this book."""

    default_sorting_style = ByAuthor


class CompiledFunctionDocumenter(FunctionDocumenter):
    """Documents a function compiled by numba as the Python function it was compiled from."""

    objtype = "compiled"
    directivetype = "function"

    @classmethod
    def can_document_member(cls, member: Any, membername: str, isattr: bool, parent: Any) -> bool:
        """True for numba's dispatchers, which autodoc takes for data."""
        return hasattr(member, "py_func")

    def import_object(self, raiseerror: bool = False) -> bool:
        """Import the dispatcher and put the plain function in its place."""
        found = super().import_object(raiseerror)
        if found:
            self.object = self.object.py_func
        return found


def skip_tuple_fields(
    app: Sphinx, what: str, name: str, obj: Any, skip: bool, options: Any
) -> bool | None:
    """Leave out the fields of named tuples, which say "Alias for …"; their class documents them."""
    return True if type(obj).__name__ == "_tuplegetter" else None


def keep_returns_whole(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Tell napoleon that "Returns:" holds prose; it takes what precedes a colon for a type."""
    for number, line in enumerate(lines[:-1]):
        if line.strip() == "Returns:":
            text = lines[number + 1].lstrip()
            indent = lines[number + 1][: -len(text)]
            lines[number + 1] = f"{indent}: {text}"


def escape_bars(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Escape | in the prose of a docstring; reStructuredText reads |x| as a substitution."""
    in_example = False
    for number, line in enumerate(lines):
        in_example = line.lstrip().startswith(">>>") or (in_example and bool(line.strip()))
        if not in_example:
            # Every second part stands between backticks.
            parts = re.split(r"(`+[^`]*`+)", line)
            lines[number] = "".join(
                part if part.startswith("`") else part.replace("|", "\\|") for part in parts
            )


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the bibliography style and connect the functions above to autodoc."""
    register_plugin("pybtex.style.formatting", "by_author", ByAuthorStyle)
    app.add_autodocumenter(CompiledFunctionDocumenter)
    app.connect("autodoc-skip-member", skip_tuple_fields)
    # Before napoleon, which listens at 500.
    app.connect("autodoc-process-docstring", keep_returns_whole, priority=400)
    app.connect("autodoc-process-docstring", escape_bars)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
