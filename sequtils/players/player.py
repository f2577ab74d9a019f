"""What all players share: the HTML that holds a trace, and the table that says the same."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from sequtils.plots import Table

CARD = ("card.css", "card.js")
STEPS = ("steps.css", "steps.js")  # of players that go from step to step


@dataclass(frozen=True, repr=False)
class Player:
    """A trace that a page shows step by step; made by the functions beside this class.

    Attributes:
        element: Name of the custom element that shows it.
        title: What is shown.
        trace: Lists, dictionaries, strings and numbers only.
        tables: The same as tables, each under its heading.
        files: The scripts and stylesheets of this package that the element needs beside those of
            every card, in the order of loading.
    """

    element: str
    title: str
    trace: object
    tables: Mapping[str, Table]
    files: Sequence[str]

    def __repr__(self) -> str:
        return "\n".join(f"{heading}\n{table!r}" for heading, table in self.tables.items())

    def _repr_html_(self) -> str:
        tables = "\n".join(
            f"<p>{escape(heading)}</p>\n{table._repr_html_()}"
            for heading, table in self.tables.items()
        )
        # JupyterLab leaves the keys to elements that say so.
        return (
            f'<{self.element} class="sequtils-player" data-title="{escape(self.title)}" '
            'data-lm-suppress-shortcuts="true">\n'
            f"<style>\n{self._sources('.css')}</style>\n"
            f"{tables}\n"
            f'<script type="application/json">{script_json(self.trace)}</script>\n'
            f"</{self.element}>\n"
            f"<script>\n{self._sources('.js')}</script>"
        )

    def _sources(self, suffix: str) -> str:
        return "".join(source(name) for name in (*CARD, *self.files) if name.endswith(suffix))


@functools.cache
def source(name: str) -> str:
    """Return the content of a script or stylesheet of this package.

    Args:
        name: The file.

    Returns:
        Its text.

    Example:
        >>> source("steps.js").split("\\n")[0]
        '// What moves from step to step: controls, keys, the caption that is read aloud.'
    """
    return (files("sequtils.players") / "web" / name).read_text(encoding="utf-8")


def script_json(data: object) -> str:
    """Write data as JSON that can stand in a script element.

    Args:
        data: Lists, dictionaries, strings, finite numbers.

    Returns:
        JSON without "<", ">" and "&", so that no text of it ends the element.

    Raises:
        ValueError: If a number is not finite, which JSON cannot hold.
        TypeError: If there is other data.

    Example:
        >>> script_json(["</script>", "&", 0.5])
        '["\\\\u003c/script\\\\u003e","\\\\u0026",0.5]'
    """
    text = json.dumps(data, allow_nan=False, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&"})


def require_keys(name: str, entry: object, keys: Sequence[str], maker: str) -> None:
    """Raise a ValueError unless an entry of a trace is a dictionary with certain keys.

    Args:
        name: What to call the entry.
        entry: The entry.
        keys: What it must hold.
        maker: The function that makes such traces.

    Example:
        >>> require_keys("trace", {"pairs": []}, ["pairs", "words"], "bpe.trace")
        Traceback (most recent call last):
        ValueError: trace must be what bpe.trace returns, but lacks 'words'.
    """
    if not isinstance(entry, Mapping):
        raise ValueError(
            f"{name} must be what {maker} returns, but has {type(entry).__name__} for a dictionary."
        )
    for key in keys:
        if key not in entry:
            raise ValueError(f"{name} must be what {maker} returns, but lacks {key!r}.")


def short(value: float) -> str:
    """Write a number with three significant digits, as the players do.

    Args:
        value: The number.

    Returns:
        Its text.

    Example:
        >>> short(1.0), short(1 / 3), short(0.00001234)
        ('1', '0.333', '1.23e-05')
    """
    return f"{value:.3g}"
