"""How fast are GloVe's co-occurrences and its epochs, beside the original program in C?

No package offers the program, so its times are those of version 1.2 measured once on another
machine, on as many words with the same settings; gensim's skip-gram, measured on both, says how the
machines compare. Counting includes the vocabulary; an epoch is half of what three cost more than
one, since the original prepares the cells in a program of its own. A first call on a few words
compiles our kernels or loads them from numba's cache.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/glove.py [--runs 3]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from itertools import islice
from pathlib import Path

import record
from common import ONE_THREAD, PEERS, call, wiki8
from sgns import SETTINGS, write_lines

LINES = 4_100  # of 1,000 words
# CPU-seconds of the program in C, and gensim's thousand words per CPU-second, on that machine.
COOCCURRENCE, EPOCH, GENSIM = 5.3, 22.0, 240


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    corpus = wiki8()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(islice(corpus, LINES), text)
        measured = [run(text, words, seed) for seed in range(runs)]
    rows = [
        make_row("co-occurrence, window 10", COOCCURRENCE, "counting", measured),
        make_row("an epoch, D = 100", EPOCH, "epoch", measured),
    ]
    record.write("glove", rows, [1], f"the first {words:,} words of wiki8", {"GloVe": "1.2"})


def run(text: Path, words: int, seed: int) -> dict:
    """Our times, and gensim's speed beside them."""
    ours = call(sys.executable, "sequtils_glove.py", text, seed, environment=ONE_THREAD)
    told = json.dumps(SETTINGS | {"epochs": 1, "threads": 1, "seed": seed})
    gensim = call(PEERS, "gensim_word2vec.py", text, text.with_name("vectors.bin"), told)
    ours["gensim"] = round(words / gensim["cpu"] / 1000)
    print(f"seed {seed}: {ours}", file=sys.stderr)
    return ours


def make_row(what: str, theirs: float, part: str, measured: list[dict]) -> dict:
    quality = {
        "cells": measured[0]["cells"],
        "gensim's skip-gram here, thousand words per CPU-second": [m["gensim"] for m in measured],
        "gensim's skip-gram there": GENSIM,
        "MB, sequtils": round(max(m["megabytes"] for m in measured)),
    }
    ours = [1 / m[part] for m in measured]
    unit, peer = "times per CPU-second", "GloVe in C, elsewhere"
    return record.row(what, unit, peer, ours, [1 / theirs] * len(ours), quality)


if __name__ == "__main__":
    main()
