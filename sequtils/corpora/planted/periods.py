"""Two periods between which words change their meaning, and it is known which."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from sequtils.corpora.planted.kingdom import SENTENCES

# Of each topic: things, and what is said about them and about no other topic's.
_TOPICS = {
    "nature": (
        "mouse web cloud bug fox river owl meadow",
        "was seen in the forest|was wet with rain|vanished at dawn|frightened a rabbit|slept",
    ),
    "health": (
        "tablet virus fever pill cough wound nurse bandage",
        "made the patient weak|worried a doctor|called for rest|needed strong medicine|hurt",
    ),
    "kitchen": (
        "chip menu spice soup kettle oven bread salad",
        "was served for dinner|smelled of butter|pleased the cook|came with salt|burnt",
    ),
    "computing": (
        "keyboard screen printer server program website laptop password",
        "crashed during an update|was copied to disk|ran new software|went online|failed again",
    ),
}
_MOVES = frozenset("mouse web cloud bug tablet virus chip menu".split())  # to computing


@dataclass(frozen=True)
class Drift:
    """Two generated corpora of two periods, between which some words changed their meaning.

    Attributes:
        before, after: The sentences of each period.
        moved: The words that changed their topic, in alphabetical order.
        stable: The other words that have a topic, in alphabetical order.
    """

    before: tuple[tuple[str, ...], ...] = field(repr=False)
    after: tuple[tuple[str, ...], ...] = field(repr=False)
    moved: tuple[str, ...]
    stable: tuple[str, ...]


def periods(sentences: int = 4000, seed: int = 0) -> Drift:
    """Return two corpora that differ in what some words mean.

    *Mouse*, *cloud*, *tablet*, *chip* and others belong to nature, health and the kitchen before,
    and to computing after; all other words mean the same in both.

    Args:
        sentences: How many sentences in each period; a topic's word appears in about one in 32.
        seed: Fixes which.

    Returns:
        Both corpora, and which words moved.

    Raises:
        ValueError: If `sentences` is below 1.

    Example:
        >>> drift = periods(sentences=2)
        >>> drift.moved
        ('bug', 'chip', 'cloud', 'menu', 'mouse', 'tablet', 'virus', 'web')
    """
    if sentences < 1:
        raise ValueError(f"sentences must be at least 1, got {sentences}.")
    rng = random.Random(seed)
    old = {word: topic for topic, (words, _) in _TOPICS.items() for word in words.split()}
    new = {word: "computing" if word in _MOVES else topic for word, topic in old.items()}
    before, after = (
        tuple(tuple(_topic_sentence(rng, topics).split()) for _ in range(sentences))
        for topics in (old, new)
    )
    return Drift(before, after, tuple(sorted(_MOVES)), tuple(sorted(old.keys() - _MOVES)))


def _topic_sentence(rng: random.Random, topics: dict[str, str]) -> str:
    word = rng.choice(list(topics))
    first, second = rng.sample(_TOPICS[topics[word]][1].split("|"), k=2)
    return rng.choice(SENTENCES).format(person=word, first=first, second=second)
