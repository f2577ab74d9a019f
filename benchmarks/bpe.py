"""How fast is byte-pair encoding beside `tokenizers` and `sentencepiece`, one thread each?

All read the same lines of raw Wikipedia text, in turn, each run a process of its own that uses one
thread. Training asks for the same number of merges; encoding turns the lines it was trained on
into ids. `tokenizers` computes exactly the same merges and ids, which is checked by their SHA-256.
`sentencepiece` cuts words by other rules, so its tokens differ: compare its speed, not its ids.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/bpe.py [--runs 3] [--megabytes 10 40]
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

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
ENGINES = {"sequtils": sys.executable, "tokenizers": PEERS, "sentencepiece": PEERS}
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
                    measured[engine].append(call(engine, text, arguments.merges))
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


def call(engine: str, text: Path, merges: int) -> dict:
    """Train and encode once in a process of its own, and read the JSON it prints."""
    single = dict.fromkeys(THREAD, "1") | {"TOKENIZERS_PARALLELISM": "false"}
    command = [ENGINES[engine], HERE / "runs" / f"{engine}_bpe.py", text, str(merges)]
    finished = subprocess.run(command, capture_output=True, text=True, env=os.environ | single)
    if finished.returncode:
        raise RuntimeError(f"{engine} failed:\n{finished.stderr}")
    return json.loads(finished.stdout)


def make_rows(measured: dict[str, list[dict]], megabytes: float) -> list[dict]:
    quality = {f"{engine}, tokens": runs[0]["tokens"] for engine, runs in measured.items()}
    ours, theirs = measured["sequtils"][0], measured["tokenizers"][0]
    for what in ("merges", "ids"):
        if ours[what] != theirs[what]:
            raise RuntimeError(f"sequtils and tokenizers have different {what} on the same text.")
    memory = {f"MB, {e}": round(max(r["megabytes"] for r in runs)) for e, runs in measured.items()}
    rows = []
    for what in ("training", "encoding"):
        speed = {e: [megabytes / r[what] for r in runs] for e, runs in measured.items()}
        for peer in ("tokenizers", "sentencepiece"):
            label = f"{what}, {megabytes:.0f} MB, 1 thread"
            found = quality | memory | {"merges and ids": "equal to those of tokenizers"}
            unit = "MB per CPU-second"
            rows.append(record.row(label, unit, peer, speed["sequtils"], speed[peer], found))
    return rows


if __name__ == "__main__":
    main()
