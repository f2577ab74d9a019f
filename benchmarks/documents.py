"""How fast is Doc2Vec beside gensim, at equal settings and quality?

Both train on the documentation corpus, a docstring a line of a file, in turn, each run a process of
its own with another seed, in one thread; the clock covers vocabulary, encoding and training, and
not the compilation of our kernels. Quality is how often logistic regression tells a document's
package from its vector, on the fifth of the documents that it was not trained on.

Usage: .venv/bin/python benchmarks/documents.py [--runs 3] [--epochs 5]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import record
from common import ONE_THREAD, PEERS, call, speed_row
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from sequtils import corpora
from sequtils.text import tokenize

ENGINES = {
    "sequtils": (sys.executable, "sequtils_doc2vec.py"),
    "gensim": (PEERS, "gensim_doc2vec.py"),
}
SETTINGS = {
    "vector_size": 100,
    "window": 5,
    "negative": 5,
    "min_count": 5,
    "sample": 1e-3,
    "learning_rate": 0.025,
    "threads": 1,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=5)
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "documents.txt"
        words, packages = write_documents(text)
        for algorithm in ("PV-DM", "PV-DBOW"):
            settings = SETTINGS | {"epochs": arguments.epochs, "algorithm": algorithm}
            measured = compare(text, packages, settings, arguments.runs)
            rows.append(speed_row(algorithm, measured, words * arguments.epochs))
    data = f"documentation corpus, {len(packages):,} docstrings, {words:,} words"
    record.write("documents", rows, [1], data, {"gensim": measured["gensim"][0]["version"]})


def write_documents(path: Path) -> tuple[int, list[str]]:
    """Write a docstring a line; return the number of words and each one's package."""
    documents = [(entry.package, tokenize.words(entry.text)) for entry in corpora.docs().records]
    documents = [(package, words) for package, words in documents if len(words) >= 10]
    path.write_text("".join(" ".join(words) + "\n" for _, words in documents))
    return sum(len(words) for _, words in documents), [package for package, _ in documents]


def compare(text: Path, packages: list[str], settings: dict, runs: int) -> dict[str, list[dict]]:
    """Train with both, in turn, with another seed each time."""
    measured = {engine: [] for engine in ENGINES}
    for seed in range(1, runs + 1):
        for engine, (python, script) in ENGINES.items():
            vectors = text.with_name("vectors.npy")
            told = json.dumps(settings | {"seed": seed})
            run = call(python, script, text, vectors, told, environment=ONE_THREAD)
            run["quality"] = {"package told": accuracy(np.load(vectors), packages)}
            print(f"{engine}, {settings['algorithm']}, seed {seed}: {run}", file=sys.stderr)
            measured[engine].append(run)
    return measured


def accuracy(vectors: np.ndarray, packages: list[str]) -> float:
    """The share of every fifth document whose package is told, trained on the others."""
    labels, test = np.array(packages), np.arange(len(packages)) % 5 == 0
    unit = normalize(vectors)
    model = LogisticRegression(max_iter=1000).fit(unit[~test], labels[~test])
    return round(model.score(unit[test], labels[test]), 3)


if __name__ == "__main__":
    main()
