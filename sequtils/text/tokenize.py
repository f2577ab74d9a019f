"""Text to sentences, sentences to words, by rules that fit on one screen.

Made for languages that put spaces between words. There are no subwords here, and punctuation is
dropped, not kept as tokens: the models of the first chapters look at words only.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from sequtils.arguments import require_type

# Words that end in a full stop without ending the sentence, although a capital may follow.
ABBREVIATIONS = frozenset(
    "al approx cf ch chap dept dr e.g ed eds eq eqs eqn fig figs gen i.e inc jr mr mrs ms mt no "
    "nos p pp prof ref refs resp sec sect sr st univ vol vs".split()
)

# A paragraph ends at an empty line. A sentence ends at . ! or ?, closing quotes or brackets
# included, where white space and then a letter that is not lower-case, or a digit, follow.
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*([^\W_]))")
_LAST_WORD = re.compile(r"[\"'“‘«(\[]*(\S*)\.$")

# Every combining mark of Unicode 17 lies in one of these; looking further costs 0.3 s.
_MARK_BLOCKS = (*range(0x0300, 0x20000), *range(0xE0100, 0xE01F0))


def words(text: str, lower: bool = True) -> list[str]:
    """Return the words of a text, in order.

    A word is a run of letters, digits and combining marks of any script. Apostrophes and
    underscores are kept between them and nowhere else, so `don't` and `n_samples` are one word
    each while `__init__` is `init`. Everything else separates: `3.14` is two words, and so is
    `well-known`. The two apostrophes ' and ’ become one, and letters that can be written as one
    character or as letter plus accent become one character (Unicode form NFC).

    Args:
        text: Any text.
        lower: Whether to lower-case the words.

    Returns:
        The words; none if the text is empty.

    Raises:
        ValueError: If `text` is not a string.

    Example:
        >>> words("Don't pass n_samples=3 to __init__(); see the naïve estimator.")
        ["don't", 'pass', 'n_samples', '3', 'to', 'init', 'see', 'the', 'naïve', 'estimator']
    """
    require_type("text", text, str)
    if lower:
        text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("’", "'")
    return _word_pattern().findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order, their white space collapsed to single spaces.

    A sentence ends at an empty line, or at a full stop, exclamation or question mark that is
    followed by white space and something that can begin a sentence: a capital, a digit, or a
    letter of a script without capitals. Full stops of initials (`J. Smith`) and of the
    abbreviations in `ABBREVIATIONS` end nothing.

    Args:
        text: Any text.

    Returns:
        The sentences; none is empty, and together they hold every visible character of the text.

    Raises:
        ValueError: If `text` is not a string.

    Example:
        >>> sentences("Skip-gram (Mikolov et al. 2013) is fast. Is it good?  Try\\nand see!")
        ['Skip-gram (Mikolov et al. 2013) is fast.', 'Is it good?', 'Try and see!']
    """
    require_type("text", text, str)
    paragraphs = (" ".join(paragraph.split()) for paragraph in _PARAGRAPH.split(text))
    return [sentence for paragraph in paragraphs for sentence in _split(paragraph)]


def _split(paragraph: str) -> list[str]:
    """Split one paragraph, whose white space is single spaces, into sentences."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(paragraph):
        candidate = paragraph[start : end.end()].rstrip()
        if not end[1].islower() and not _ends_in_abbreviation(candidate):
            found.append(candidate)
            start = end.end()
    rest = paragraph[start:]
    return [*found, rest] if rest else found


def _ends_in_abbreviation(sentence: str) -> bool:
    last = _LAST_WORD.search(sentence.rsplit(" ", 1)[-1])
    if last is None:
        return False
    word = last[1]
    # A single capital is an initial; a single lower-case letter is a variable ending a sentence.
    return (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    """Compile the pattern of `words`; Python's `\\w` lacks the combining marks of Unicode."""
    marks = "".join(filter(_is_mark, map(chr, _MARK_BLOCKS)))
    # Nearly every character is settled by the cheap class; the lookahead keeps ordinary
    # punctuation from walking through the 300 ranges of marks. Nothing needs to backtrack.
    run = rf"[^\W_](?:[^\W_]++|(?=[^\x00-\u02ff])[{marks}])*+"
    return re.compile(rf"{run}(?:[_']++{run})*+")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
