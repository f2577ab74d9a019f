"""HTML pages on which a student's text is only ever text.

Every value that a template prints is escaped, and its invisible characters are made visible. Only
`Markup`, which the course itself produces, is passed through. The pages load nothing and run
nothing, so they can be opened from a folder, sent by mail or printed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).parent / "templates"
JOINERS = "\u200c\u200d"  # invisible, but Persian, Hindi and many emoji are wrong without them


def render(template: str, **values: Any) -> str:
    """Fill in a template of `grading/templates`.

    Args:
        template: The name of its file.
        values: What it prints; strings are escaped.
    """
    return _environment().get_template(template).render(**values)


def visible(text: str) -> str:
    """Text in which every character can be seen, and none changes how others are shown.

    Control characters become their pictures; what turns the direction of writing, lone surrogates
    and other invisible characters become their code point. Line ends and tabs stay.

    Example:
        >>> visible("a\\x00b \\x1b[31m \\u202e\\r\\n")
        'a␀b ␛[31m ⟨U+202E⟩\\n'
    """
    text = text.replace("\r\n", "\n")
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def shorten(text: str, limit: int) -> str:
    """The beginning of a long text, and how much is left out.

    Example:
        >>> shorten("abcdef", 4)
        'abcd\\n… and 2 more characters'
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n… and {len(text) - limit:,} more characters"


@lru_cache(maxsize=256)  # a class reads the same questions
def markdown(source: str, inline: bool = False) -> Markup:
    """HTML of Markdown that belongs to the course; HTML in it is shown as text.

    Example:
        >>> markdown("*Why?* <b>", inline=True)
        Markup('<em>Why?</em> &lt;b&gt;')
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Markup(parser.renderInline(source) if inline else parser.render(source))


def prose(text: str) -> Markup:
    """One line of text; what stands between backticks is set as code.

    Example:
        >>> prose("`f` is <b>")
        Markup('<code>f</code> is &lt;b&gt;')
    """
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(visible(text)))))


def number(value: float) -> str:
    """A number of points, as short as it can be written exactly to the hundredth.

    Example:
        >>> number(2.0), number(1 / 3), number(-0.001)
        ('2', '0.33', '0')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # + 0.0 turns −0 into 0


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "prose": prose}
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals["style"] = Markup(style)
    environment.globals["style_source"] = f"'sha256-{digest}'"
    return environment


def _finalize(value: Any) -> Any:
    return value if isinstance(value, Markup) else visible(str(value))


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    code = ord(char)
    if char in "\n\t" or char in JOINERS:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return f"⟨U+{code:04X}⟩" if hidden or noncharacter else char
