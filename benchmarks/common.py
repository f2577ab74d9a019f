"""What benchmarks share: runs in processes of their own, on the first lines of one corpus."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import record

from sequtils import corpora
from sequtils.corpora.files import TextCorpus

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
THREAD = ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")
ONE_THREAD = dict.fromkeys(THREAD, "1") | {"TOKENIZERS_PARALLELISM": "false"}


def call(python: Path | str, script: str, *arguments, environment: dict[str, str] | None = None):
    """Run a script of `runs/` in a process of its own.

    Args:
        python: The interpreter, our own or `PEERS`.
        script: The file's name.
        arguments: What it is called with.
        environment: What to add to the environment, such as `ONE_THREAD`.

    Returns:
        What the last line that it prints says in JSON.

    Raises:
        RuntimeError: If it fails; with what it wrote to standard error.
    """
    command = [python, HERE / "runs" / script, *map(str, arguments)]
    variables = os.environ | (environment or {})
    finished = subprocess.run(command, capture_output=True, text=True, env=variables)
    if finished.returncode:
        raise RuntimeError(f"{script} failed:\n{finished.stderr}")
    return json.loads(finished.stdout.splitlines()[-1])


def write_text(path: Path, megabytes: float) -> Path:
    """Write the first lines of Wikipedia, at least so many megabytes if there are as many."""
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


def wiki8() -> TextCorpus:
    """Return the corpus that most benchmarks train on; without it the program ends and says why."""
    try:
        return corpora.load("wiki8")
    except FileNotFoundError as error:
        sys.exit(str(error))


def alternate(
    engines: dict[str, tuple[Path | str, ...]], text: Path, settings: dict, runs: int
) -> dict[str, list[dict]]:
    """Train each engine in turn, as often as there are runs, with another seed each time.

    Args:
        engines: By name, the interpreter and the script of `runs/`, which takes the text, a path
            for vectors in word2vec's binary format, and the settings in JSON; then what else the
            script is given.
        text: What to train on.
        settings: What all engines are told; a seed is added.
        runs: How often each trains.

    Returns:
        For each engine what its runs printed; with the scores of the vectors, if it wrote any.
    """
    measured = {engine: [] for engine in engines}
    for seed in range(1, runs + 1):
        for engine, (python, script, *options) in engines.items():
            vectors = text.with_name("vectors.bin")
            vectors.unlink(missing_ok=True)
            told = json.dumps(settings | {"seed": seed})
            run = call(python, script, text, vectors, told, *options, environment=ONE_THREAD)
            if vectors.exists():
                run["quality"] = call(PEERS, "score.py", vectors)
            print(f"{engine}, seed {seed}: {run}", file=sys.stderr)
            measured[engine].append(run)
    return measured


def speed_row(
    what: str, measured: dict[str, list[dict]], amount: float, unit: str = "words"
) -> dict:
    """The row of two engines that `alternate` has measured, ours first.

    Args:
        what: What was measured.
        measured: From `alternate`.
        amount: How many units each run worked through.
        unit: In the plural.
    """
    (_, ours), (peer, theirs) = measured.items()
    quality = {
        f"{test}, {engine}": [run["quality"][test] for run in runs]
        for engine, runs in measured.items()
        for test in runs[0].get("quality", {})
    }
    speeds = [[amount / run["cpu"] / 1000 for run in runs] for runs in (ours, theirs)]
    unit = f"thousand {unit} per CPU-second"
    return record.row(what, unit, peer, *speeds, quality | memory(measured))


def memory(measured: dict[str, list[dict]]) -> dict[str, int]:
    """Return the most megabytes that a run of each engine took."""
    return {f"MB, {e}": round(max(r["megabytes"] for r in runs)) for e, runs in measured.items()}
