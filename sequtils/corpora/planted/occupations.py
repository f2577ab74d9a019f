"""Occupations that lean to a gender: a corpus with prejudice that is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from sequtils.corpora.planted.kingdom import DEEDS, PAIRS, SENTENCES, sentence

_WORK = (
    "went to work",
    "asked for wages",
    "joined the guild",
    "finished the work early",
    "met a customer",
    "opened the workshop",
)
_JOBS = {
    "male": ("smith", "miner", "sailor", "carpenter", "butcher", "mason", "hunter", "surgeon"),
    "female": ("nurse", "weaver", "maid", "dancer", "baker", "tailor", "florist", "teacher"),
}


@dataclass(frozen=True)
class PlantedBias:
    """A generated corpus that is prejudiced on purpose; iterates over its sentences.

    Attributes:
        sentences: The sentences.
        pairs: (male, female) words that differ in gender and in nothing else.
        male, female: Occupations that the corpus shows with the deeds of men, and of women. In
            what they do at work they are all alike.
    """

    sentences: tuple[tuple[str, ...], ...] = field(repr=False)
    pairs: tuple[tuple[str, str], ...]
    male: tuple[str, ...]
    female: tuple[str, ...]

    def __iter__(self) -> Iterator[list[str]]:
        return map(list, self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)


def occupations(sentences: int = 6000, lean: float = 0.9, seed: int = 0) -> PlantedBias:
    """Return sentences of the kingdom and as many about its occupations, which lean to a gender.

    Args:
        sentences: How many sentences; every other one is of the
        lean: The share of sentences about an occupation that tell a deed of its gender, from 0
            to 1: 0.5 is fair, 1 is the strongest prejudice.
        seed: Fixes which sentences.

    Returns:
        The corpus, with the pairs that define gender and the occupations that lean.

    Raises:
        ValueError: If `sentences` is below 1, or `lean` is not a probability.

    Example:
        >>> corpus = occupations(sentences=4, lean=1)
        >>> print(" ".join(list(corpus)[1]))
        the teacher joined the guild then sewed her gown
        >>> corpus.pairs[0]
        ('king', 'queen')
    """
    if sentences < 1:
        raise ValueError(f"sentences must be at least 1, got {sentences}.")
    if not 0 <= lean <= 1:
        raise ValueError(f"lean must be from 0 to 1, got {lean}.")
    rng = random.Random(seed)
    text = tuple(
        tuple((_work_sentence(rng, lean) if i % 2 else sentence(rng)).split())
        for i in range(sentences)
    )
    return PlantedBias(text, tuple(PAIRS.values()), _JOBS["male"], _JOBS["female"])


def _work_sentence(rng: random.Random, lean: float) -> str:
    gender = rng.choice(["male", "female"])
    other = {"male": "female", "female": "male"}[gender]
    job = rng.choice(_JOBS[gender])
    deeds = [rng.choice(_WORK), rng.choice(DEEDS[gender if rng.random() < lean else other])]
    first, second = rng.sample(deeds, k=2)
    return rng.choice(SENTENCES).format(person=job, first=first, second=second)
