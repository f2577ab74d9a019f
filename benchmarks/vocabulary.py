"""How fast is a text file turned into ids, and does a longer text leave fewer words unknown?

The peer is what one writes in plain Python: a `Counter` over the words of all lines, then a
dictionary look-up for each. Both read the same file, in turn, each run a process of its own, and
must agree on the vocabulary and on every id. The last hundredth of wiki8 is kept for testing:
how many of its words does a vocabulary not have that was made from the beginning of the text?

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/vocabulary.py [--runs 3]
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from itertools import chain, islice
from pathlib import Path

import record
from common import call, memory, wiki8
from sgns import write_lines

from sequtils.text.lines import encode_lines

ENGINES = ("sequtils", "python")
SHARES = {"first 1 %": 0.01, "first 10 %": 0.1, "first 99 %": 0.99}
MIN_COUNT = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    corpus = list(wiki8())
    test = list(chain.from_iterable(corpus[int(0.99 * len(corpus)) :]))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        for share, part in SHARES.items():
            words = write_lines(islice(corpus, int(part * len(corpus))), path)
            rows.append(make_row(share, words, compare(path, runs), path, test))
    record.write("vocabulary", rows, [1], "wiki8", {"Counter": platform.python_version()})


def compare(path: Path, runs: int) -> dict[str, list[dict]]:
    """Encode with both, in turn."""
    measured = {engine: [] for engine in ENGINES}
    for number in range(runs):
        for engine in ENGINES:
            run = call(sys.executable, f"{engine}_vocabulary.py", path, MIN_COUNT)
            print(f"{engine}, run {number + 1}: {run}", file=sys.stderr)
            measured[engine].append(run)
    if len({run["ids"] for found in measured.values() for run in found}) > 1:
        raise RuntimeError("sequtils and Python have different ids for the same text.")
    return measured


def make_row(share: str, words: int, measured: dict, path: Path, test: list[str]) -> dict:
    vocab, _, _ = encode_lines(path, MIN_COUNT)
    known = set(vocab.words)
    quality = {"words": words, "V": len(vocab)} | memory(measured)
    quality["unknown among the last 1 %"] = round(sum(w not in known for w in test) / len(test), 4)
    quality["unknown, each word once"] = round(1 - len(known & set(test)) / len(set(test)), 4)
    speed = [[words / run["cpu"] / 1000 for run in measured[engine]] for engine in ENGINES]
    return record.row(share, "thousand words per CPU-second", "Counter", *speed, quality)


if __name__ == "__main__":
    main()
