"""How fast is skip-gram with negative sampling beside gensim, at equal settings and quality?

Both train on the same file, in turn, each run a process of its own; the clock covers vocabulary,
encoding and training, and not the compilation of our kernel, which numba caches after the first
time. Scores come from gensim's evaluators for both.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/sgns.py [--runs 3] [--epochs 1]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import record
from common import PEERS, alternate, memory, wiki8

ENGINES = {
    "sequtils": (sys.executable, "sequtils_word2vec.py"),
    "gensim": (PEERS, "gensim_word2vec.py"),
}
SETTINGS = {
    "vector_size": 100,
    "window": 5,
    "negative": 5,
    "noise_exponent": 0.75,
    "min_count": 5,
    "sample": 1e-3,
    "learning_rate": 0.025,
}


def main() -> None:
    arguments = parse_arguments()
    corpus = wiki8()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(corpus, text)
        rows, versions = [], {}
        for threads in arguments.threads:
            settings = SETTINGS | {"epochs": arguments.epochs, "threads": threads}
            measured = alternate(ENGINES, text, settings, arguments.runs)
            versions = {"gensim": measured["gensim"][0]["version"]}
            rows += make_rows(measured, words * arguments.epochs, threads)
    record.write("sgns", rows, arguments.threads, f"wiki8, {words:,} words", versions)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, nargs="+", default=sorted({1, os.cpu_count()}))
    return parser.parse_args()


def write_lines(corpus, path: Path) -> int:
    """Write a sentence a line, as gensim's fast path wants it; return the number of words."""
    words = 0
    with path.open("w") as file:
        for sentence in corpus:
            file.write(" ".join(sentence) + "\n")
            words += len(sentence)
    return words


def make_rows(measured: dict[str, list[dict]], words: int, threads: int) -> list[dict]:
    quality = {
        f"{test}, {engine}": [run["quality"][test] for run in runs]
        for test in measured["gensim"][0]["quality"]
        for engine, runs in measured.items()
    }
    quality |= memory(measured)
    rows = []
    for clock, unit in (
        ("cpu", "thousand words per CPU-second"),
        ("wall", "thousand words per second"),
    ):
        speed = {e: [words / run[clock] / 1000 for run in runs] for e, runs in measured.items()}
        what = f"skip-gram, {threads} thread{'s' * (threads > 1)}"
        rows.append(record.row(what, unit, "gensim", speed["sequtils"], speed["gensim"], quality))
    return rows


if __name__ == "__main__":
    main()
