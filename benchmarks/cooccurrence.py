"""How fast are co-occurrences counted, beside sums of scipy's sparse matrices?

Both count the same encoded corpus, in turn, each run a process of its own; the clock covers the
counting only, after a first call on a few words, which compiles our kernel or loads it from
numba's cache. The peer is what one writes without a kernel: a million words at a time, all their
pairs become a sparse matrix, and the matrices are added up. Then our matrix becomes vectors by
PPMI and SVD, which gensim's evaluators score.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/cooccurrence.py [--runs 3] [--words N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
import record
from common import PEERS, call, memory, wiki8

from sequtils.text.vocab import Vocab

WINDOWS = (5, 10)


def main() -> None:
    arguments = parse_arguments()
    corpus = wiki8()
    with tempfile.TemporaryDirectory() as folder:
        encoded = Path(folder) / "corpus.npz"
        words = encode(list(islice(corpus, arguments.words // 1000)), encoded)
        rows, versions = [], {}
        for window in WINDOWS:
            measured = compare(encoded, window, arguments.runs)
            versions = {"scipy": measured["scipy"][0]["version"]}
            quality = vectors_quality(encoded, window, Path(folder) / "vectors.bin")
            rows += make_rows(measured, words, window, quality)
    record.write("cooccurrence", rows, [1], f"wiki8, {words:,} words in the vocabulary", versions)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--words", type=int, default=10**9, help="take only the first so many")
    return parser.parse_args()


def encode(corpus: list[list[str]], path: Path) -> int:
    """Write a corpus as ids; return the number of words that are in the vocabulary."""
    vocab = Vocab.build(corpus)
    tokens, offsets = vocab.encode_corpus(corpus)
    np.savez(path, tokens=tokens, offsets=offsets, counts=vocab.counts, words=vocab.words)
    return len(tokens)


def compare(encoded: Path, window: int, runs: int) -> dict[str, list[dict]]:
    """Count with both, in turn."""
    measured = {"sequtils": [], "scipy": []}
    for number in range(1, runs + 1):
        for engine, results in measured.items():
            run = call(sys.executable, f"{engine}_cooccurrence.py", encoded, window)
            print(f"{engine}, window {window}, run {number}: {run}", file=sys.stderr)
            results.append(run)
    sums = {run["checksum"] for results in measured.values() for run in results}
    if len(sums) > 1:
        raise RuntimeError(f"counts differ: their checksums are {sorted(sums)}.")
    return measured


def vectors_quality(encoded: Path, window: int, vectors: Path) -> dict:
    """Factorise our counts once and score the vectors."""
    run = call(sys.executable, "sequtils_cooccurrence.py", encoded, window, vectors)
    print(f"vectors, window {window}: {run}", file=sys.stderr)
    seconds = {key: round(run[key], 1) for key in ("PPMI, CPU-s", "SVD, CPU-s")}
    return call(PEERS, "score.py", vectors) | seconds


def make_rows(measured: dict, words: int, window: int, quality: dict) -> list[dict]:
    speed = {e: [words / run["cpu"] / 1000 for run in runs] for e, runs in measured.items()}
    quality = {"cells": measured["sequtils"][0]["cells"]} | memory(measured) | quality
    what, unit = f"co-occurrence, window {window}", "thousand words per CPU-second"
    return [record.row(what, unit, "scipy", speed["sequtils"], speed["scipy"], quality)]


if __name__ == "__main__":
    main()
