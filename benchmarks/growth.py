"""How does the cost of word2vec grow with words, dimensions and threads, ours and gensim's?

Skip-gram with negative sampling on the first lines of one corpus, one setting changed at a time.
Both train in turn, each run a process of its own; the clock is the one on the wall, from the file
to the vectors, and not the compilation of our kernels.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/growth.py [--runs 3]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from itertools import islice
from pathlib import Path

import record
from common import call, memory, wiki8
from sgns import ENGINES, SETTINGS, write_lines

BASE = {"lines": 4_000, "vector_size": 100, "threads": 1}  # a line has 1,000 words
CHANGES = [{"lines": 1_000}, {}, {"lines": 16_000}]
CHANGES += [{"vector_size": size} for size in (50, 200, 300)]
CHANGES += [{"threads": threads} for threads in range(2, min(os.cpu_count(), 4) + 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    corpus = wiki8()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for change in CHANGES:
            setting = BASE | change
            text = Path(folder) / f"{setting['lines']}.txt"
            words = write_lines(islice(corpus, setting["lines"]), text)
            measured = compare(text, setting, runs)
            rows.append(make_row(setting, measured, words))
    threads = sorted({(BASE | change)["threads"] for change in CHANGES})
    versions = {"gensim": measured["gensim"][0]["version"]}
    record.write("growth", rows, threads, "the first lines of wiki8", versions)


def compare(text: Path, setting: dict, runs: int) -> dict[str, list[dict]]:
    """Train with both, in turn, with another seed each time."""
    measured = {engine: [] for engine in ENGINES}
    told = {key: setting[key] for key in ("vector_size", "threads")}
    for seed in range(1, runs + 1):
        for engine, (python, script) in ENGINES.items():
            settings = SETTINGS | told | {"epochs": 1, "seed": seed}
            if engine == "sequtils":
                settings |= {"shared_negatives": True}
            run = call(python, script, text, text.with_name("vectors.bin"), json.dumps(settings))
            print(f"{engine}, {setting}: {run}", file=sys.stderr)
            measured[engine].append(run)
    return measured


def make_row(setting: dict, measured: dict[str, list[dict]], words: int) -> dict:
    threads = setting["threads"]
    what = (
        f"{words / 1e6:.0f} M words, D = {setting['vector_size']}, "
        f"{threads} thread{'s' * (threads > 1)}"
    )
    speeds = [[words / run["wall"] / 1000 for run in runs] for runs in measured.values()]
    quality = setting | {"words": words} | memory(measured)
    return record.row(what, "thousand words per second", "gensim", *speeds, quality)


if __name__ == "__main__":
    main()
