"""How fast does WordPiece cut text beside `tokenizers`, one thread each?

Both read the same lines of raw Wikipedia text with BERT's published uncased vocabulary, in turn,
each run a process of its own that uses one thread. Their ids are the same, checked by SHA-256.
Training has no peer: what `tokenizers` trains under the name WordPiece are byte-pair merges. Its
own time is among the qualities.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/wordpiece.py [--runs 3] [--megabytes 10 40]
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import record

from sequtils.contextual import pretrained

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
ENGINES = {"sequtils": sys.executable, "tokenizers": PEERS}
THREAD = ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")


def main() -> None:
    arguments = parse_arguments()
    rows, versions = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in arguments.megabytes:
            text = write_text(Path(folder) / "text.txt", megabytes)
            measured = {engine: [] for engine in ENGINES}
            for run in range(arguments.runs):
                for engine in ENGINES:
                    measured[engine].append(call(engine, text))
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


def write_text(path: Path, megabytes: float) -> Path:
    """Write the first lines of the corpus, at least so many megabytes if it has them."""
    folder = os.environ.get("SEQUTILS_DATA")
    source = Path(folder or "", "wikipedia_en_2018.txt.xz")
    if not folder or not source.exists():
        sys.exit("SEQUTILS_DATA must name a folder that holds wikipedia_en_2018.txt.xz.")
    with lzma.open(source) as lines, path.open("wb") as file:
        for line in lines:
            file.write(line)
            if file.tell() >= megabytes * 1e6:
                break
    return path


def call(engine: str, text: Path) -> dict:
    """Encode once in a process of its own, and read the JSON it prints."""
    single = dict.fromkeys(THREAD, "1") | {"TOKENIZERS_PARALLELISM": "false"}
    vocabulary = pretrained.file("all-MiniLM-L6-v2", "vocab.txt")
    command = [ENGINES[engine], HERE / "runs" / f"{engine}_wordpiece.py", text, vocabulary]
    finished = subprocess.run(command, capture_output=True, text=True, env=os.environ | single)
    if finished.returncode:
        raise RuntimeError(f"{engine} failed:\n{finished.stderr}")
    return json.loads(finished.stdout.splitlines()[-1])


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
    quality |= {f"MB, {e}": round(max(r["megabytes"] for r in m)) for e, m in measured.items()}
    label, unit = f"encoding, {megabytes:.0f} MB, 1 thread", "MB per CPU-second"
    return record.row(label, unit, "tokenizers", speed["sequtils"], speed["tokenizers"], quality)


if __name__ == "__main__":
    main()
