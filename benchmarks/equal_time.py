"""Which makes better vectors in the same time, GloVe or skip-gram?

Skip-gram passes over the first words of one corpus twice, then eight times; GloVe counts them and
has as many epochs as fit in the processor time that took, which two trial runs tell. All run in one
thread, with windows of 10 and otherwise each model's own defaults; GloVe's x_max is 10, as its
authors set it for a text of this size. Scores come from gensim's evaluators.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/equal_time.py [--runs 3]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from itertools import islice
from pathlib import Path

import record
from common import ONE_THREAD, PEERS, call, wiki8
from sgns import write_lines

LINES = 4_100  # of 1,000 words
PASSES = (2, 8)
SETTINGS = {
    "skip-gram": {"vector_size": 100, "window": 10, "shared_negatives": True},
    "GloVe": {"vector_size": 100, "window": 10, "x_max": 10.0},
}
TESTS = ("WordSim-353", "SimLex-999", "Google analogy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    corpus = wiki8()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "corpus.txt"
        words = write_lines(islice(corpus, LINES), text)
        one, five = (train("GloVe", text, epochs, 0)["cpu"] for epochs in (1, 5))
        epoch = (five - one) / 4
        for passes in PASSES:
            measured = {"GloVe": [], "skip-gram": []}
            for seed in range(1, runs + 1):
                measured["skip-gram"].append(train("skip-gram", text, passes, seed))
                left = measured["skip-gram"][-1]["cpu"] - (one - epoch)
                measured["GloVe"].append(train("GloVe", text, max(round(left / epoch), 1), seed))
            rows += make_rows(passes, measured)
    record.write("equal_time", rows, [1], f"the first {words:,} words of wiki8", {})


def train(model: str, text: Path, epochs: int, seed: int) -> dict:
    """Train a model once and score what it made."""
    settings = SETTINGS[model] | {"epochs": epochs, "seed": seed}
    vectors = text.with_name("vectors.bin")
    told = json.dumps(settings)
    run = call(
        sys.executable, "timed_vectors.py", model, text, vectors, told, environment=ONE_THREAD
    )
    run |= {"epochs": epochs, "quality": call(PEERS, "score.py", vectors)}
    if model == "GloVe":
        run["W alone"] = call(PEERS, "score.py", vectors.with_name("w.bin"))
    print(f"{model}, seed {seed}: {run}", file=sys.stderr)
    return run


def make_rows(passes: int, measured: dict[str, list[dict]]) -> list[dict]:
    """A row a test: GloVe's score and skip-gram's."""
    cost = {
        f"{what}, {model}": [round(run[key], 1) for run in runs]
        for model, runs in measured.items()
        for what, key in (("CPU-seconds", "cpu"), ("epochs", "epochs"))
    }
    rows = []
    for test in TESTS:
        scores = {model: [run["quality"][test] for run in runs] for model, runs in measured.items()}
        alone = {"GloVe, W alone": [run["W alone"][test] for run in measured["GloVe"]]}
        both = scores["GloVe"], scores["skip-gram"]
        what = f"{test}, the time of {passes} pass{'es' * (passes > 1)} of skip-gram"
        rows.append(record.row(what, "score", "skip-gram", *both, alone | scores | cost))
    return rows


if __name__ == "__main__":
    main()
