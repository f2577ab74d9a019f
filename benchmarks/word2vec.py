"""How fast is each kind of word2vec beside gensim, at equal settings and quality, in one thread?

Skip-gram and CBOW, with negative sampling and hierarchical softmax. Both train on the same file, in
turn, each run a process of its own with another seed; the clock covers vocabulary, encoding and
training, and not the compilation of our kernels, which numba caches after the first time. Scores
come from gensim's evaluators for both. Our skip-gram shares its noise words within a window, which
`benchmarks/sgns.py` does not.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/word2vec.py [--runs 3] [--epochs 1]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import record
from common import PEERS, call, memory
from sgns import SETTINGS, write_lines

from sequtils import corpora

KINDS = {
    "skip-gram, negative sampling": {"architecture": "skip-gram", "shared_negatives": True},
    "CBOW, negative sampling": {"architecture": "cbow"},
    "skip-gram, hierarchical softmax": {"architecture": "skip-gram", "loss": "hierarchical"},
    "CBOW, hierarchical softmax": {"architecture": "cbow", "loss": "hierarchical"},
}
RATES = {"skip-gram": 0.025, "cbow": 0.05}


def main() -> None:
    arguments = parse_arguments()
    try:
        corpus = corpora.load("wiki8")
    except FileNotFoundError as error:
        sys.exit(str(error))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(corpus, text)
        for kind, own in KINDS.items():
            settings = SETTINGS | own | {"learning_rate": RATES[own["architecture"]]}
            measured = compare(text, kind, settings | {"epochs": arguments.epochs}, arguments.runs)
            rows.append(make_row(kind, measured, words * arguments.epochs))
    versions = {"gensim": measured["gensim"][0]["version"]}
    record.write("word2vec", rows, [1], f"wiki8, {words:,} words", versions)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=1)
    return parser.parse_args()


def compare(text: Path, kind: str, settings: dict, runs: int) -> dict[str, list[dict]]:
    """Train with both, in turn, with another seed each time."""
    measured = {"sequtils": [], "gensim": []}
    for seed in range(1, runs + 1):
        for engine, python in (("sequtils", sys.executable), ("gensim", PEERS)):
            vectors = text.with_name(f"{engine}.bin")
            told = json.dumps(settings | {"seed": seed, "threads": 1})
            run = call(python, f"{engine}_word2vec.py", text, vectors, told)
            run["quality"] = call(PEERS, "score.py", vectors)
            print(f"{engine}, {kind}, seed {seed}: {run}", file=sys.stderr)
            measured[engine].append(run)
    return measured


def make_row(kind: str, measured: dict[str, list[dict]], words: int) -> dict:
    quality = {
        f"{test}, {engine}": [run["quality"][test] for run in runs]
        for test in measured["gensim"][0]["quality"]
        for engine, runs in measured.items()
    }
    speed = {e: [words / run["cpu"] / 1000 for run in runs] for e, runs in measured.items()}
    unit = "thousand words per CPU-second"
    quality |= memory(measured)
    return record.row(kind, unit, "gensim", speed["sequtils"], speed["gensim"], quality)


if __name__ == "__main__":
    main()
