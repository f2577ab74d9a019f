"""The kingdom: people whose analogies are true by construction."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple


class Person(NamedTuple):
    """What a word for a person means in the kingdom.

    Attributes:
        gender: "male" or "female".
        rank: "royal", "noble", "common", "stage" or "magic".
        age: "adult" or "child".
    """

    gender: str
    rank: str
    age: str


PAIRS = {
    ("royal", "adult"): ("king", "queen"),
    ("royal", "child"): ("prince", "princess"),
    ("common", "adult"): ("man", "woman"),
    ("common", "child"): ("boy", "girl"),
    ("noble", "adult"): ("duke", "duchess"),
    ("stage", "adult"): ("actor", "actress"),
    ("magic", "adult"): ("wizard", "witch"),
}
PEOPLE = {
    word: Person(gender, rank, age)
    for (rank, age), pair in PAIRS.items()
    for gender, word in zip(("male", "female"), pair, strict=True)
}

# What people do follows from one feature of theirs and from nothing else. So a word's contexts
# are those of its gender, of its rank and of its age, each drawn without regard to the others,
# and the differences king − queen, man − woman, duke − duchess … are the same.
DEEDS = {
    "male": ("trimmed his beard", "shaved his chin", "buttoned his waistcoat", "called his father"),
    "female": ("braided her hair", "sewed her gown", "tied her bonnet", "called her mother"),
    "adult": ("paid the taxes", "drank the wine", "signed the letter", "read the newspaper"),
    "child": ("played with toys", "chased the puppy", "lost a tooth", "begged for sweets"),
    "royal": ("wore the crown", "sat on the throne", "ruled the realm", "left the palace"),
    "noble": ("hunted the stag", "rode to the manor", "led the hounds", "counted the tenants"),
    "common": ("ploughed the field", "swept the cottage", "sold turnips", "walked to the village"),
    "stage": ("learned the script", "wore a mask", "bowed to the audience", "left the theatre"),
    "magic": ("stirred the cauldron", "cast a spell", "brewed the potion", "rode on a broomstick"),
}
SENTENCES = (
    "the {person} {first} and {second}",
    "the {person} {first} then {second}",
    "today the {person} {first} and {second}",
    "at dawn the {person} {first} and {second}",
)
_FUNCTION_WORDS = frozenset("a for on the to with".split())


@dataclass(frozen=True)
class Planted:
    """A generated corpus and the truth that was planted in it; iterates over its sentences.

    Attributes:
        sentences: The sentences.
        analogies: (a, b, c, d) where a is to b as c is to d: b differs from a, and d from c, in
            the same feature in the same way, and a and c differ in the others.
        neighbours: For each word with a meaning, the words nearest to it in meaning: people who
            differ in one feature, and words that tell the same feature of people.
        people: The features of each word for a person.
    """

    sentences: tuple[tuple[str, ...], ...] = field(repr=False)
    analogies: list[tuple[str, str, str, str]] = field(repr=False)
    neighbours: dict[str, set[str]] = field(repr=False)
    people: dict[str, Person] = field(repr=False)

    def __iter__(self) -> Iterator[list[str]]:
        return map(list, self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)


def kingdom(sentences: int = 4000, seed: int = 0) -> Planted:
    """Return sentences about the people of a kingdom, whose analogies are true by construction.

    Each sentence tells two deeds of somebody: one that shows the gender, and one that shows
    either the rank or the age.

    Args:
        sentences: How many sentences; with 4,000 each person appears about 290 times.
        seed: Fixes which; equal seeds give equal sentences.

    Returns:
        The corpus, with the analogies and neighbours planted in it.

    Raises:
        ValueError: If `sentences` is below 1.

    Example:
        >>> corpus = kingdom(sentences=2)
        >>> for sentence in corpus:
        ...     print(" ".join(sentence))
        at dawn the witch signed the letter and called her mother
        today the wizard drank the wine and shaved his chin
        >>> ("king", "queen", "man", "woman") in corpus.analogies
        True
        >>> sorted(corpus.neighbours["crown"])
        ['palace', 'realm', 'ruled', 'sat', 'throne']
    """
    if sentences < 1:
        raise ValueError(f"sentences must be at least 1, got {sentences}.")
    rng = random.Random(seed)
    text = tuple(tuple(sentence(rng).split()) for _ in range(sentences))
    return Planted(text, _analogies(), _neighbours(), dict(PEOPLE))


def sentence(rng: random.Random) -> str:
    """Return a sentence that tells two deeds of somebody."""
    person = rng.choice(list(PEOPLE))
    gender, rank, age = PEOPLE[person]
    features = rng.sample([gender, rng.choice([rank, age])], k=2)
    first, second = (rng.choice(DEEDS[feature]) for feature in features)
    return rng.choice(SENTENCES).format(person=person, first=first, second=second)


def _analogies() -> list[tuple[str, str, str, str]]:
    """List a:b::c:d where one feature goes from a to b as from c to d, and b and d exist."""
    word_of = {person: word for word, person in PEOPLE.items()}
    found = []
    for (a, p), (c, q) in permutations(PEOPLE.items(), 2):
        for feature, value in _other_values(p, q):
            b = word_of.get(p._replace(**{feature: value}))
            d = word_of.get(q._replace(**{feature: value}))
            if b and d:
                found.append((a, b, c, d))
    return found


def _other_values(p: Person, q: Person) -> Iterator[tuple[str, str]]:
    """Yield each feature two people share, with each other value that it takes in the kingdom."""
    for feature in Person._fields:
        shared = getattr(p, feature)
        if shared == getattr(q, feature):
            values = dict.fromkeys(getattr(person, feature) for person in PEOPLE.values())
            yield from ((feature, value) for value in values if value != shared)


def _neighbours() -> dict[str, set[str]]:
    found = {
        word: {other for other, q in PEOPLE.items() if _distance(p, q) == 1}
        for word, p in PEOPLE.items()
    }
    telling = {feature: set(" ".join(deeds).split()) for feature, deeds in DEEDS.items()}
    for feature, words in telling.items():
        others = set().union(*(telling[other] for other in telling if other != feature))
        alone = words - others - _FUNCTION_WORDS
        found |= {word: alone - {word} for word in alone}
    return found


def _distance(p: Person, q: Person) -> int:
    """Return in how many features two people differ."""
    return sum(x != y for x, y in zip(p, q, strict=True))
