"""How much faster are the kernels than the loop that a student writes in PyTorch?

Skip-gram with negative sampling on the first words of one corpus, in one thread: ours, sharing
noise words within a window and not, and a loop with `nn.Embedding`, batches of pairs and SGD, as
it is and with `sparse=True`, which spares the gradient all rows that a batch does not touch. All
train in turn, each run a process of its own; the clock covers everything from the file to the
vectors, and not the compilation of our kernels.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/loop.py [--runs 3] [--lines 1000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import islice
from pathlib import Path

import record
import torch
from common import alternate, speed_row, wiki8
from sgns import SETTINGS, write_lines

OURS = (sys.executable, "sequtils_word2vec.py")
LOOPS = {
    "a loop in PyTorch": (sys.executable, "torch_word2vec.py"),
    "a loop with sparse gradients": (sys.executable, "torch_word2vec.py", "--sparse"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lines", type=int, default=1_000, help="of 1,000 words each")
    arguments = parser.parse_args()
    corpus = wiki8()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(islice(corpus, arguments.lines), text)
        for shared, noise in ((True, "for a window"), (False, "for each pair")):
            settings = SETTINGS | {"epochs": 1, "threads": 1, "shared_negatives": shared}
            measured = alternate({"sequtils": OURS} | LOOPS, text, settings, arguments.runs)
            for loop in LOOPS:
                pair = {name: measured[name] for name in ("sequtils", loop)}
                rows.append(speed_row(f"skip-gram, noise drawn {noise}", pair, words))
    data = f"the first {words:,} words of wiki8"
    record.write("loop", rows, [1], data, {"torch": torch.__version__})


if __name__ == "__main__":
    main()
