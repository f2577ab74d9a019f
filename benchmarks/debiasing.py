"""What does hard debiasing leave behind in published vectors?

GloVe's vectors of Twitter, 25 numbers for 11,925 frequent words, and the word lists of Bolukbasi et
al. and of Caliskan et al. The words that lean most to either side of the gender direction are
clustered before and after debiasing (Gonen & Goldberg, 2019); ours is the share of words in the
cluster of their side after debiasing, the peer's that before, each from five starts of k-means. A
ratio of 1 means that nothing has changed. Runs in about half a minute.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/debiasing.py [--runs 5]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np
import record

from sequtils.static import bias
from sequtils.static.vectors import WordVectors

SIDES = {"words": 500, "occupations": 25}
TESTS = {
    "careers and families": ("male_names", "female_names", "career", "family"),
    "mathematics and arts": ("math", "arts", "male_terms", "female_terms"),
    "flowers and insects": ("flowers", "insects", "pleasant_5", "unpleasant_5a"),
}
QUESTIONS = (("man", "king", "woman"), ("man", "doctor", "woman"), ("man", "programmer", "woman"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    if not (data := os.environ.get("SEQUTILS_DATA")):
        sys.exit("SEQUTILS_DATA must name a folder that holds bias and vectors_small.")
    before = read_vectors(Path(data) / "vectors_small" / "glove_twitter_25d_12k.txt")
    pairs = read_pairs(before, Path(data) / "bias" / "definitional_pairs.json")
    equal = read_pairs(before, Path(data) / "bias" / "equalize_pairs.json")
    own = {*read_words(before, Path(data) / "bias" / "gender_specific_full.json")}
    own |= {word for pair in pairs + equal for word in pair}
    subspace = bias.bias_subspace(before, pairs)
    after = bias.hard_debias(before, subspace.basis, equal, keep=own)
    shared = {"explained by the direction": round(float(subspace.explained[0]), 3)}
    shared |= weat_scores(before, after, Path(data) / "bias" / "WEAT.json")
    shared |= {" : ".join(words): answers(before, after, words) for words in QUESTIONS}
    occupations = read_words(before, Path(data) / "bias" / "professions.json")
    rows = []
    for kind, words in (("words", before.words), ("occupations", occupations)):
        neutral = [word for word in words if word not in own]
        rows.append(remainder(before, after, subspace.basis, kind, neutral, runs))
    rows[0]["quality"] |= shared
    data = f"glove.twitter.27B.25d, {len(before):,} words"
    record.write("debiasing", rows, [1], data, {})


def read_vectors(path: Path) -> WordVectors:
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    return WordVectors([row[0] for row in rows], np.array([row[1:] for row in rows], float))


def read_words(vectors: WordVectors, path: Path) -> list[str]:
    """The words of a list that have a vector; an entry may be a word and its ratings."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    words = (entry if isinstance(entry, str) else entry[0] for entry in entries)
    return [word for word in dict.fromkeys(map(str.lower, words)) if word in vectors]


def read_pairs(vectors: WordVectors, path: Path) -> list[tuple[str, str]]:
    pairs = dict.fromkeys((a.lower(), b.lower()) for a, b in json.loads(path.read_text()))
    return [(a, b) for a, b in pairs if a in vectors and b in vectors]


def remainder(before, after, direction, kind, words, runs) -> dict:
    n = SIDES[kind]
    sides = bias.most_biased(before, direction, n, words)
    left, found = (
        [bias.cluster_accuracy(vectors, *sides, seed=seed) for seed in range(runs)]
        for vectors in (after, before)
    )
    first, second = (" ".join(side[:8]) for side in sides)
    quality = {"to the women's side": first, "to the men's side": second}
    what = f"{n} + {n} of {len(words):,} {kind}"
    return record.row(what, "share in their cluster", "before", left, found, quality)


def weat_scores(before, after, path: Path) -> dict[str, list[float]]:
    """Effect size, difference of the mean associations and p, before and after."""
    lists = json.loads(path.read_text(encoding="utf-8"))
    scores = {}
    for name, sets in TESTS.items():
        X, Y, A, B = ([w.lower() for w in lists[key] if w.lower() in before] for key in sets)
        n = min(len(X), len(Y))
        for when, vectors in (("before", before), ("after", after)):
            score = bias.weat(vectors, X[:n], Y[:n], A, B)
            gap = difference(vectors, X[:n], Y[:n], A, B)
            values = (score.effect_size, gap, score.p)
            scores[f"{name}, {when}"] = [round(float(value), 4) for value in values]
    return scores


def difference(vectors, X, Y, A, B) -> float:
    """The mean association of X with A rather than B, minus that of Y."""
    x, y, a, b = (vectors.unit[[vectors.id(w) for w in own]].mean(axis=0) for own in (X, Y, A, B))
    return (x - y) @ (a - b)


def answers(before, after, question) -> list[str]:
    """The answer with the inputs left out, with them allowed, and the first after debiasing."""
    asked = (before, True), (before, False), (after, True)
    return [vectors.analogy(*question, exclude_inputs=out)[0][0] for vectors, out in asked]


if __name__ == "__main__":
    main()
