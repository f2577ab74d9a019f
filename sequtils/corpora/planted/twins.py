"""Rare words whose meaning is known: some occurrences of a frequent word under another name."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sequtils.arguments import require_integer


@dataclass(frozen=True)
class Twins:
    """A text in which some words have a rare twin; iterates over its sentences.

    Attributes:
        sentences: The sentences.
        pairs: For each number of occurrences, the (word, twin) whose twin has so many.
    """

    sentences: tuple[tuple[str, ...], ...] = field(repr=False)
    pairs: dict[int, list[tuple[str, str]]] = field(repr=False)

    def __iter__(self) -> Iterator[list[str]]:
        return map(list, self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)


def rare_twins(
    corpus: Iterable[Sequence[str]],
    occurrences: Sequence[int] = (10, 20, 50, 100),
    words: int = 30,
    least: int = 400,
    most: int = 4000,
    seed: int = 0,
) -> Twins:
    """Give frequent words a rare twin: a few occurrences of *matrix* are renamed *matrix\\**.

    Whatever *matrix* means, *matrix\\** means the same, so a model that has understood the rare
    word puts it beside the frequent one. Unlike the rare words of the text itself, those with 10
    occurrences and those with 100 differ in nothing but their number.

    Args:
        corpus: Sentences of words; iterated over more than once, so not a generator.
        occurrences: How many occurrences the twins shall have, each number for as many words.
        words: How many words get a twin of each number of occurrences.
        least, most: Only alphabetic words of at least three letters that occur between so often
            get a twin.
        seed: Fixes which words and which occurrences.

    Returns:
        The sentences with the twins in them, and the pairs.

    Raises:
        ValueError: If an argument is out of range, too few words are frequent enough, or the
            corpus can be read only once.

    References:
        After the pseudowords of Gale, Church & Yarowsky, 1992, Work on Statistical Methods for
        Word Sense Disambiguation, which merge two words where these split one.

    Example:
        >>> text = rare_twins([["sort", "the", "rows"]] * 3, [1], words=1, least=3, seed=3)
        >>> text.pairs, [sentence[2] for sentence in text].count("rows*")
        ({1: [('rows', 'rows*')]}, 1)
    """
    require_integer("words", words, least=1)
    if iter(corpus) is corpus:
        raise ValueError("corpus must be readable more than once, such as a list, not an iterator.")
    for number in occurrences:
        require_integer("occurrences", number, least=1)
        if number >= least:
            raise ValueError(f"occurrences must be below least={least}, not {number}.")
    rng = random.Random(seed)
    counts = Counter(word for sentence in corpus for word in sentence)
    chosen = _choose(counts, len(occurrences) * words, least, most, rng)
    pairs, renamed = {}, {}
    for i, number in enumerate(occurrences):
        pairs[number] = [(word, f"{word}*") for word in chosen[i * words : (i + 1) * words]]
        renamed |= {word: set(rng.sample(range(counts[word]), number)) for word, _ in pairs[number]}
    return Twins(tuple(_rename(corpus, renamed)), pairs)


def _choose(counts: Counter, size: int, least: int, most: int, rng: random.Random) -> list[str]:
    able = [
        word
        for word, count in counts.items()
        if least <= count <= most and word.isalpha() and len(word) > 2
    ]
    if len(able) < size:
        raise ValueError(
            f"corpus must hold {size} words with {least} to {most} occurrences, not {len(able)}."
        )
    return rng.sample(sorted(able), size)


def _rename(corpus, renamed: dict[str, set[int]]) -> Iterator[tuple[str, ...]]:
    seen: Counter[str] = Counter()

    def name(word: str) -> str:
        if word not in renamed:
            return word
        seen[word] += 1
        return f"{word}*" if seen[word] - 1 in renamed[word] else word

    for sentence in corpus:
        yield tuple(name(word) for word in sentence)
