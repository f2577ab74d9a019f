"""What a byte-pair tokeniser must satisfy, said once at its door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sequtils.text.bpe.alphabet import LEVELS, byte_characters, to_bytes
from sequtils.text.bpe.reference import Pair
from sequtils.text.pretokenize import check_pattern

PATTERNS = ("gpt2", "plain")  # those whose pieces leave no character out
UNKNOWN = "<unk>"


def check_rules(level: str, pattern: str) -> None:
    """Raise a ValueError unless `level` and `pattern` are known."""
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, got {level!r}.")
    check_pattern(pattern, PATTERNS)


def special_tokens(special: Iterable[str], level: str) -> list[str]:
    """Return the special tokens, with the one for unknown characters where these can occur.

    Args:
        special: The names asked for.
        level: "bytes" or "characters".

    Returns:
        The names.

    Raises:
        ValueError: If `special` is one string, or a name is empty.

    Example:
        >>> special_tokens(["<end>"], "characters")
        ['<unk>', '<end>']
    """
    if isinstance(special, str):
        raise ValueError(f"special must be a list of names, got the text {special!r}.")
    names = list(special)
    if level == "characters" and UNKNOWN not in names:
        names.insert(0, UNKNOWN)
    if not all(isinstance(name, str) and name for name in names):
        raise ValueError(f"special must hold names of one character or more, got {names!r:.60}.")
    return names


def check_tokens(
    tokens: Sequence[str], merges: Sequence[Pair] | None, special: Sequence[str], level: str
) -> None:
    """Raise a ValueError unless tokens and merges belong together.

    Args:
        tokens: The tokens.
        merges: Pairs of them that make another, or None.
        special: The special tokens.
        level: "bytes" or "characters".

    Example:
        >>> check_tokens(["a", "b"], [("a", "b")], [], "characters")
        Traceback (most recent call last):
        ValueError: merges must join two tokens to a third, got ('a', 'b').
    """
    if not all(isinstance(token, str) and token for token in tokens):
        raise ValueError("tokens must be texts of one character or more, got others.")
    known = {*tokens, *special}
    if len(known) < len(tokens) + len(special):
        repeated, _ = Counter([*tokens, *special]).most_common(1)[0]
        raise ValueError(f"tokens must be there once each, got {repeated!r} more than once.")
    if level == "bytes":
        for token in tokens:
            to_bytes(token)
        if missing := set(byte_characters()) - known:
            raise ValueError(
                f"tokens must hold every byte, but {len(missing)} of the 256 are missing."
            )
    if not tokens:
        raise ValueError("tokens must hold at least one token, got none.")
    for pair in merges or ():
        if not known.issuperset((*pair, "".join(pair))):
            raise ValueError(f"merges must join two tokens to a third, got {pair!r}.")
    if len(set(merges or ())) < len(merges or ()):
        raise ValueError("merges must be there once each, got one more than once.")
