"""Do scores of the vectors themselves say how useful the vectors are?

Seven settings of five models, of one size, on the same words; and a table of random numbers, which
shows what each test gives for nothing. Asked of each: how related and how similar two words are,
analogies, and three tasks that people have labelled, with logistic regression on top: the parts of
speech of the English Web Treebank, what a question asks for, and whether a film review is positive.

Each run has a third of the corpus to itself (every third thousand words), another seed, and other
questions and reviews to be judged on; the treebank's parts are as published, to learn from a
quarter of the sentences. Questions and treebank are put in lower case, as the corpus is. Within a
run all models know the same words. fastText is asked about no others. Takes a quarter of an hour.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/tasks.py
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import record
from common import wiki8
from sgns import write_lines

from sequtils.corpora import labelled
from sequtils.static import FastText, GloVe, Word2Vec, WordVectors, evaluate
from sequtils.static.counts import PpmiSvd

SIZE, THIRDS = 50, 3
FREQUENT = 30_000  # words that may be answers to analogies
GUESSES = {"vector_size": SIZE, "epochs": 3}  # of the models that guess words
MODELS = {
    "skip-gram": Word2Vec(**GUESSES, shared_negatives=True),
    "skip-gram, window 1": Word2Vec(**GUESSES, shared_negatives=True, window=1),
    "skip-gram, window 15": Word2Vec(**GUESSES, shared_negatives=True, window=15),
    "CBOW": Word2Vec(**GUESSES, architecture="cbow"),
    "fastText": FastText(**GUESSES, sample=1e-3),
    "GloVe": GloVe(vector_size=SIZE, epochs=15, x_max=10.0),  # x_max for a text of this size
    "PPMI and SVD": PpmiSvd(vector_size=SIZE),
}


class Score(NamedTuple):
    value: float
    coverage: float  # the share of pairs, of questions, of words that was known
    commonest: float | None = None  # of always giving the answer that is commonest in training


def main() -> None:
    measured = [run(number) for number in range(THIRDS)]
    rows = [make_row(test, measured) for test in measured[0]["random"]]
    data = f"thirds of wiki8, {SIZE} dimensions; ud_english_ewt, trec_qc, mr_polarity"
    record.write("tasks", rows, [1], data, {"scikit-learn": version("scikit-learn")})


def run(number: int) -> dict[str, dict[str, Score]]:
    """Train each model on a third of the corpus and ask it: scores by model, then by test."""
    tests, found = make_tests(number), {}
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        write_lines(islice(wiki8(), number, None, THIRDS), text)
        for name, model in MODELS.items():
            vectors = replace(model, seed=number + 1).fit(text)
            found[name] = {test: ask(vectors) for test, ask in tests.items()}
            print(f"run {number}, {name}: {found[name]}", file=sys.stderr)
    table = np.random.default_rng(number).standard_normal((len(vectors), SIZE))
    table = WordVectors(vectors.words, table)
    found["random"] = {test: ask(table) for test, ask in tests.items()}
    for test in tests:
        if len({scores[test].coverage for scores in found.values()}) > 1:
            raise RuntimeError(f"models know different words of {test}: {found}.")
    return found


def make_tests(number: int) -> dict[str, Callable[[WordVectors], Score]]:
    """What is asked in one run, by name."""
    treebank = [
        [[(word.lower(), tag) for word, tag in own] for own in labelled.ud_english_ewt(part)]
        for part in ("train", "dev")
    ]
    treebank[0] = treebank[0][::4]
    questions = [([word.lower() for word in own], label) for own, label in labelled.trec_qc()]
    questions, reviews = (
        evaluate.split(texts, seed=number) for texts in (questions, labelled.mr_polarity())
    )
    return {
        "WordSim-353": partial(similarity, pairs=evaluate.wordsim353()),
        "SimLex-999": partial(similarity, pairs=evaluate.simlex999()),
        "Google analogy": partial(analogy, questions=evaluate.google_analogies()),
        "part of speech": partial(labels, task=evaluate.tagging, parts=treebank),
        "question type": partial(labels, task=evaluate.classification, parts=questions),
        "film review": partial(labels, task=evaluate.classification, parts=reviews),
    }


def similarity(vectors: WordVectors, pairs) -> Score:
    found = evaluate.similarity(vectors, pairs, samples=1)
    return Score(found.spearman, found.coverage)


def analogy(vectors: WordVectors, questions) -> Score:
    found = evaluate.analogies(vectors, questions, restrict=FREQUENT)
    return Score(found.accuracy, found.coverage)


def labels(vectors: WordVectors, task, parts) -> Score:
    found = task(vectors, *parts)
    return Score(found.accuracy, found.coverage, found.majority)


def make_row(test: str, measured: list[dict]) -> dict:
    """The scores of all models; the row compares the random table with skip-gram."""
    scores = {
        name: [round(found[name][test].value, 4) for found in measured] for name in measured[0]
    }
    asked = [found["random"][test] for found in measured]
    quality = scores | {"coverage": [round(score.coverage, 4) for score in asked]}
    if asked[0].commonest is not None:
        quality["commonest label"] = [round(score.commonest, 4) for score in asked]
    return record.row(test, "score", "skip-gram", scores["random"], scores["skip-gram"], quality)


if __name__ == "__main__":
    main()
