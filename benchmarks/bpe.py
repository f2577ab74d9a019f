"""How fast is byte-pair encoding beside `tokenizers` and `sentencepiece`, one thread each?

All read the same lines of raw Wikipedia text, in turn, each run a process of its own that uses one
thread. Training asks for the same number of merges; encoding turns the lines it was trained on
into ids. `tokenizers` computes exactly the same merges and ids, which is checked by their SHA-256.
`sentencepiece` cuts words by other rules, so its tokens differ: compare its speed, not its ids.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/bpe.py [--runs 3] [--megabytes 10 40]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import record
from common import ONE_THREAD, PEERS, call, memory, write_text

ENGINES = {"sequtils": sys.executable, "tokenizers": PEERS, "sentencepiece": PEERS}


def main() -> None:
    arguments = parse_arguments()
    rows, versions = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in arguments.megabytes:
            text = write_text(Path(folder) / "text.txt", megabytes)
            measured = {engine: [] for engine in ENGINES}
            for run in range(arguments.runs):
                for engine, python in ENGINES.items():
                    script = f"{engine}_bpe.py"
                    found = call(python, script, text, arguments.merges, environment=ONE_THREAD)
                    measured[engine].append(found)
                    print(megabytes, run, engine, measured[engine][-1], file=sys.stderr)
            rows += make_rows(measured, text.stat().st_size / 1e6)
            versions = {peer: measured[peer][0]["version"] for peer in measured}
    del versions["sequtils"]
    data = f"raw English Wikipedia, {arguments.megabytes} MB, {arguments.merges:,} merges"
    record.write("bpe", rows, [1], data, versions)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[10, 40])
    parser.add_argument("--merges", type=int, default=8000)
    return parser.parse_args()


def make_rows(measured: dict[str, list[dict]], megabytes: float) -> list[dict]:
    quality = {f"{engine}, tokens": runs[0]["tokens"] for engine, runs in measured.items()}
    ours, theirs = measured["sequtils"][0], measured["tokenizers"][0]
    for what in ("merges", "ids"):
        if ours[what] != theirs[what]:
            raise RuntimeError(f"sequtils and tokenizers have different {what} on the same text.")
    rows = []
    for what in ("training", "encoding"):
        speed = {e: [megabytes / r[what] for r in runs] for e, runs in measured.items()}
        for peer in ("tokenizers", "sentencepiece"):
            label = f"{what}, {megabytes:.0f} MB, 1 thread"
            found = quality | memory(measured) | {"merges and ids": "equal to those of tokenizers"}
            unit = "MB per CPU-second"
            rows.append(record.row(label, unit, peer, speed["sequtils"], speed[peer], found))
    return rows


if __name__ == "__main__":
    main()
