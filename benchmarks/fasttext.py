"""How fast is fastText with n-grams beside the original program, at equal settings and quality?

Both train on the same file, in turn, each run a process of its own with another seed; the clock
covers vocabulary, encoding and training, and not the compilation of our kernels, which numba caches
after the first time. Scores come from gensim's evaluators for both.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/fasttext.py [--runs 3] [--epochs 1]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import record
from common import PEERS, alternate, speed_row, wiki8
from sgns import write_lines
from word2vec import parse_arguments

ENGINES = {
    "sequtils": (sys.executable, "sequtils_fasttext.py"),
    "fastText": (PEERS, "original_fasttext.py"),
}
# The original's defaults, but for word2vec's threshold of subsampling.
SETTINGS = {
    "vector_size": 100,
    "window": 5,
    "negative": 5,
    "min_n": 3,
    "max_n": 6,
    "bucket": 2_000_000,
    "min_count": 5,
    "sample": 1e-3,
    "learning_rate": 0.05,
}


def main() -> None:
    arguments = parse_arguments()
    corpus = wiki8()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(corpus, text)
        settings = SETTINGS | {"epochs": arguments.epochs, "threads": 1}
        measured = alternate(ENGINES, text, settings, arguments.runs)
        row = speed_row("skip-gram with n-grams", measured, words * arguments.epochs)
    versions = {"fastText": measured["fastText"][0]["version"]}
    record.write("fasttext", [row], [1], f"wiki8, {words:,} words", versions)


if __name__ == "__main__":
    main()
