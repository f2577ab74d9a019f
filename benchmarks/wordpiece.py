"""How fast does WordPiece cut text beside `tokenizers`, one thread each?

Both read the same lines of raw Wikipedia text with BERT's published uncased vocabulary, in turn,
each run a process of its own that uses one thread. Their ids are the same, checked by SHA-256.
Training has no peer: what `tokenizers` trains under the name WordPiece are byte-pair merges. Its
own time is among the qualities.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/wordpiece.py [--runs 3] [--megabytes 10 40]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import record
from common import ONE_THREAD, PEERS, call, memory, write_text

from sequtils.contextual import pretrained

ENGINES = {"sequtils": sys.executable, "tokenizers": PEERS}


def main() -> None:
    arguments = parse_arguments()
    vocabulary = pretrained.file("all-MiniLM-L6-v2", "vocab.txt")
    rows, versions = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in arguments.megabytes:
            text = write_text(Path(folder) / "text.txt", megabytes)
            measured = {engine: [] for engine in ENGINES}
            for run in range(arguments.runs):
                for engine, python in ENGINES.items():
                    script = f"{engine}_wordpiece.py"
                    found = call(python, script, text, vocabulary, environment=ONE_THREAD)
                    measured[engine].append(found)
                    print(megabytes, run, engine, measured[engine][-1], file=sys.stderr)
            rows.append(make_row(measured, text.stat().st_size / 1e6))
            versions = {"tokenizers": measured["tokenizers"][0]["version"]}
    data = f"raw English Wikipedia, {arguments.megabytes} MB, BERT's uncased vocabulary"
    record.write("wordpiece", rows, [1], data, versions)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[10, 40])
    return parser.parse_args()


def make_row(measured: dict[str, list[dict]], megabytes: float) -> dict:
    """Return the row of one size of text, or raise if the two engines differ."""
    ours, theirs = measured["sequtils"], measured["tokenizers"]
    if ours[0]["ids"] != theirs[0]["ids"]:
        raise RuntimeError("sequtils and tokenizers have different ids on the same text.")
    speed = {e: [megabytes / r["encoding"] for r in runs] for e, runs in measured.items()}
    training = min(megabytes / run["training"] for run in ours)
    quality = {
        "tokens": ours[0]["tokens"],
        "ids": "equal to those of tokenizers",
        "training by score to 8,000 tokens, MB per CPU-second, slowest run": round(training, 2),
    }
    quality |= memory(measured)
    label, unit = f"encoding, {megabytes:.0f} MB, 1 thread", "MB per CPU-second"
    return record.row(label, unit, "tokenizers", speed["sequtils"], speed["tokenizers"], quality)


if __name__ == "__main__":
    main()
