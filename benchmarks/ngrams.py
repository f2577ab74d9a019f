"""How long does modified Kneser–Ney of the orders 1 … 5 take beside plain `np.unique`?

Both estimate all orders on WikiText-2's training text and are asked for the perplexity of its
test text, in turn, each run a process of its own, with one thread. Two spans are timed: from
sentences of words to the model, and from ids to the model. Reading the files is in neither, and
neither is the compilation of our kernel, which numba caches after the first time.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/ngrams.py [--runs 3] [--order 5]
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib.metadata import version
from pathlib import Path

import record
from common import ONE_THREAD, call

ENGINES = {"numpy.unique": "unique_ngrams.py", "sequtils": "sequtils_ngrams.py"}
SPANS = {"whole": "from words", "estimation": "from ids"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--order", type=int, default=5)
    arguments = parser.parse_args()
    train, test = (wikitext(part) for part in ("train", "test"))
    tokens = sum(len(words) + 1 for words in sentences(train))
    measured = {engine: [] for engine in ENGINES}
    for number in range(arguments.runs):
        for engine, script in ENGINES.items():
            run = call(sys.executable, script, train, test, arguments.order, environment=ONE_THREAD)
            print(f"{engine}, run {number + 1}: {run}", file=sys.stderr)
            measured[engine].append(run)
    rows = make_rows(measured, tokens, arguments.order)
    data = f"WikiText-2, {tokens:,} training tokens with </s>"
    record.write("ngrams", rows, [1], data, {"numpy.unique": version("numpy")})


def wikitext(part: str) -> Path:
    """Return the path of a part of WikiText-2."""
    path = Path(os.environ.get("SEQUTILS_DATA", ""), "wikitext-2", f"wiki.{part}.tokens")
    if not path.is_file():
        sys.exit(f"SEQUTILS_DATA must name a folder that holds wikitext-2/{path.name}.")
    return path


def sentences(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [words for words in map(str.split, lines) if words]


def make_rows(measured: dict[str, list[dict]], tokens: int, order: int) -> list[dict]:
    ours, peers = measured["sequtils"], measured["numpy.unique"]
    quality = {}
    for engine, runs in measured.items():
        quality[f"test perplexity, {engine}"] = round(runs[0]["perplexity"], 2)
        quality[f"MB, {engine}"] = round(max(run["megabytes"] for run in runs))
        quality[f"n-grams, {engine}"] = sum(runs[0]["ngrams"])
    rows = []
    for span, what in SPANS.items():
        for clock, second in (("cpu", "CPU-second"), ("wall", "second")):
            speed = [[tokens / run[span][clock] / 1000 for run in runs] for runs in (ours, peers)]
            name = f"Kneser–Ney, orders 1–{order}, {what}"
            unit = f"thousand tokens per {second}"
            rows.append(record.row(name, unit, "numpy.unique", *speed, quality))
    return rows


if __name__ == "__main__":
    main()
