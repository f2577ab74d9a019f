"""Text to pieces that subword models never merge across, by regular expressions; with offsets.

Unlike `tokenize.words`, nothing is dropped or changed: the pieces of "gpt2" and "plain" joined are
the text. The classes of characters are those of the Unicode version that Python carries, so a
letter that is newer than the interpreter is taken for a symbol.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import numpy as np

from sequtils.arguments import require_one_of, require_type

OTHER, LETTER, NUMBER, SPACE, MARK = range(5)

# L, N, M and S stand for the classes letter, number, mark and white space.
PATTERNS = {
    # Radford et al., 2019: a space belongs to the word behind it, English contractions are cut.
    "gpt2": r"'(?:[sdmt]|ll|ve|re)| ?[<L>]+| ?[<N>]+| ?[^<S><L><N>]+|[<S>]+(?![^<S>])|[<S>]+",
    # White space, words, and the rest; a mark or joiner stays with the letter it follows.
    "plain": r"[<S>]+|[<L><N>][<L><N><M>]*|[^<S><L><N>]+",
    # What a reader takes for one character: a letter with its marks, a flag, an emoji family.
    "characters": (
        "\r\n|[\U0001f1e6-\U0001f1ff]{2}[<M>\U0001f3fb-\U0001f3ff]*"
        "|[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*[<M>]*"
        "|[<P>](?:[<M>\U0001f3fb-\U0001f3ff]|(?<=[^\u200d]\u200d)[<P>])*"
        "|[^\r\n][<M>\U0001f3fb-\U0001f3ff]*|[\r\n]"
    ),
}

_LAST_LETTER = 0x34000  # assigned code points beyond are marks, tags and private use
_WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_JOINERS = "\u200c\u200d"


def split(text: str, pattern: str = "gpt2") -> list[str]:
    """Cut a text into pieces.

    Args:
        text: Any text.
        pattern: "gpt2", "plain" or "characters".

    Returns:
        The pieces; joined, they are the text.

    Raises:
        ValueError: If `text` is not a string or `pattern` not one of these.

    References:
        Radford et al., 2019, Language Models are Unsupervised Multitask Learners.

    Example:
        >>> split("They're 25, naïve.")
        ['They', "'re", ' 25', ',', ' naïve', '.']
        >>> split("They're 25, naïve.", "plain")
        ['They', "'", 're', ' ', '25', ',', ' ', 'naïve', '.']
        >>> split("e\u0301👍🏽!", "characters") == ["e\u0301", "👍🏽", "!"]
        True
    """
    return [text[start:end] for start, end in spans(text, pattern)]


def spans(text: str, pattern: str = "gpt2") -> list[tuple[int, int]]:
    """Say where the pieces of a text begin and end.

    Args:
        text: Any text.
        pattern: "gpt2", "plain" or "characters".

    Returns:
        For each piece its first character and the one behind its last, counted from 0.

    Raises:
        ValueError: If `text` is not a string or `pattern` not one of these.

    Example:
        >>> spans("to be", "gpt2")
        [(0, 2), (2, 5)]
    """
    require_one_of("pattern", pattern, PATTERNS)
    require_type("text", text, str)
    return [match.span() for match in _compiled(pattern).finditer(text)]


@functools.cache
def character_classes() -> np.ndarray:
    """Return the class of every code point.

    Returns:
        uint8 array of shape [0x110000] with the values OTHER, LETTER, NUMBER, SPACE and MARK;
        the two zero-width joiners count as marks.

    Example:
        >>> character_classes()[[ord(c) for c in "a7 ?\u0301"]].tolist()
        [1, 2, 3, 0, 4]
    """
    kinds = {"L": LETTER, "N": NUMBER, "M": MARK}
    categories = map(unicodedata.category, map(chr, range(_LAST_LETTER)))
    classes = np.zeros(0x110000, dtype=np.uint8)
    classes[:_LAST_LETTER] = [kinds.get(category[0], OTHER) for category in categories]
    classes[0xE0100:0xE01F0] = MARK  # variation selectors
    classes[[ord(c) for c in _WHITE_SPACE]] = SPACE
    classes[[ord(c) for c in _JOINERS]] = MARK
    classes.flags.writeable = False
    return classes


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    classes = character_classes()
    names = {"<L>": classes == LETTER, "<N>": classes == NUMBER, "<M>": classes == MARK}
    names["<S>"] = classes == SPACE
    source = PATTERNS[pattern]
    for name, members in names.items():
        if name in source:
            source = source.replace(name, _ranges(members))
    # Pictures that a joiner can bind to the one before: the symbols from arrows upwards.
    return re.compile(
        source.replace("<P>", "\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff"), re.DOTALL
    )


def _ranges(members: np.ndarray) -> str:
    """Write a set of code points, given as a mask, as the inside of a character class."""
    edges = np.flatnonzero(np.diff(members, prepend=False, append=False))
    return "".join(
        f"\\U{first:08x}-\\U{behind - 1:08x}"
        for first, behind in zip(edges[::2], edges[1::2], strict=True)
    )
