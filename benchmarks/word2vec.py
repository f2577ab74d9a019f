"""How fast is each kind of word2vec beside gensim, at equal settings and quality, in one thread?

Skip-gram and CBOW, with negative sampling and hierarchical softmax. Both train on the same file, in
turn, each run a process of its own with another seed; the clock covers vocabulary, encoding and
training, and not the compilation of our kernels, which numba caches after the first time. Scores
come from gensim's evaluators for both. Our skip-gram shares its noise words within a window, which
`benchmarks/sgns.py` does not; so does pWord2Vec's scheme (Ji et al., 2016), written for comparison
with BLAS, which takes all steps of a window at once as three products of matrices. A program alone
is what it takes for a text of two words.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/word2vec.py [--runs 3] [--epochs 1]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import record
from common import alternate, call, speed_row, wiki8
from sgns import ENGINES as GENSIM
from sgns import SETTINGS, write_lines

BATCHED = {
    "sequtils": GENSIM["sequtils"],
    "pWord2Vec's scheme": (sys.executable, "batched_word2vec.py"),
}
NEGATIVE = {"architecture": "skip-gram", "shared_negatives": True, "learning_rate": 0.025}
HIERARCHICAL = {"loss": "hierarchical", "architecture": "skip-gram", "learning_rate": 0.025}
CBOW = {"architecture": "cbow", "learning_rate": 0.05}
KINDS = [
    ("skip-gram, negative sampling", GENSIM, NEGATIVE),
    ("skip-gram, negative sampling", BATCHED, NEGATIVE),
    ("CBOW, negative sampling", GENSIM, CBOW),
    ("skip-gram, hierarchical softmax", GENSIM, HIERARCHICAL),
    ("CBOW, hierarchical softmax", GENSIM, HIERARCHICAL | CBOW),
]


def main() -> None:
    arguments = parse_arguments()
    corpus = wiki8()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(corpus, text)
        settings = SETTINGS | {"epochs": arguments.epochs, "threads": 1}
        alone, version = programs_alone(Path(folder), settings)
        rows = []
        for kind, engines, own in KINDS:
            measured = alternate(engines, text, settings | own, arguments.runs)
            row = speed_row(kind, measured, words * arguments.epochs)
            row["quality"] |= {f"MB of the program alone, {e}": alone[e] for e in engines}
            rows.append(row)
    record.write("word2vec", rows, [1], f"wiki8, {words:,} words", {"gensim": version})


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=1)
    return parser.parse_args()


def programs_alone(folder: Path, settings: dict) -> tuple[dict[str, int], str]:
    """The megabytes that each program takes for next to nothing, and gensim's version."""
    text = folder / "tiny.txt"
    text.write_text("two words\n" * 10)
    told = json.dumps(settings | NEGATIVE | {"seed": 1})
    runs = {}
    for name, (python, script) in (GENSIM | BATCHED).items():
        for _ in range(2):  # the first compiles
            runs[name] = call(python, script, text, folder / "tiny.bin", told)
    megabytes = {name: round(run["megabytes"]) for name, run in runs.items()}
    return megabytes, runs["gensim"]["version"]


if __name__ == "__main__":
    main()
