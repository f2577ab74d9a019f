"""What a byte-pair tokeniser must satisfy, said once at its door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sequtils.arguments import require_iterable, require_one_of, require_strings, require_type
from sequtils.text.bpe.alphabet import LEVELS, byte_characters, to_bytes
from sequtils.text.bpe.reference import Pair

PATTERNS = ("gpt2", "plain")  # those whose pieces leave no character out
UNKNOWN = "<unk>"


def check_rules(level: str, pattern: str) -> None:
    """Raise a ValueError unless `level` and `pattern` are known."""
    require_one_of("level", level, LEVELS)
    require_one_of("pattern", pattern, PATTERNS)


def special_tokens(special: Iterable[str], level: str) -> list[str]:
    """Return the special tokens, with the one for unknown characters where these can occur.

    Args:
        special: The names asked for.
        level: "bytes" or "characters".

    Returns:
        The names.

    Raises:
        ValueError: If `special` is one string, or a name is empty or no valid Unicode.

    Example:
        >>> special_tokens(["<end>"], "characters")
        ['<unk>', '<end>']
    """
    names = require_strings("special", special, least=1)
    return [UNKNOWN, *names] if level == "characters" and UNKNOWN not in names else names


def merge_pairs(merges: Iterable[Pair]) -> list[Pair]:
    """Return merges as a list of pairs.

    Raises:
        ValueError: If one of them is no pair of strings.

    Example:
        >>> merge_pairs(["ab"])
        Traceback (most recent call last):
        ValueError: merges must be pairs of tokens, got 'ab'.
    """
    require_iterable("merges", merges, "be a list of pairs")
    pairs = []
    for pair in merges:
        valid = isinstance(pair, list | tuple) and len(pair) == 2
        if not valid or not all(isinstance(token, str) for token in pair):
            raise ValueError(f"merges must be pairs of tokens, got {pair!r:.60}.")
        pairs.append(tuple(pair))
    return pairs


def check_ranks(ranks: Mapping[bytes, int]) -> None:
    """Raise a ValueError unless byte strings have the ranks 0, 1, 2, …

    Example:
        >>> check_ranks({"a": 0})
        Traceback (most recent call last):
        ValueError: ranks must be of byte strings, got 'a'.
    """
    require_type("ranks", ranks, Mapping)
    if strange := [token for token in ranks if not isinstance(token, bytes)]:
        raise ValueError(f"ranks must be of byte strings, got {strange[0]!r:.60}.")
    whole = all(isinstance(rank, int) for rank in ranks.values())
    if not whole or sorted(ranks.values()) != list(range(len(ranks))):
        raise ValueError(
            f"ranks must be the numbers from 0 to {len(ranks) - 1}, each once, got others."
        )


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
