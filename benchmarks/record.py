"""Write a benchmark's result in the one format that the book's tables are rendered from."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from sequtils.atomic import atomic_write

RESULTS = Path(__file__).parent / "results"


def row(what: str, unit: str, peer: str, ours: list[float], theirs: list[float], quality: dict):
    """One line of a result, from runs that alternated.

    Args:
        what: What was measured.
        unit: The unit of the values; larger must be better.
        peer: The peer's name.
        ours: Our value in each run.
        theirs: The peer's value in each run, of the same length.
        quality: Scores that show both did the same work.

    Returns:
        The row: medians, the median ratio of neighbouring runs, its extremes, number of runs.

    Example:
        >>> row("pace", "km/h", "snail", [4, 6], [2, 2], {})["ratio"]
        2.5
    """
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return {
        "what": what,
        "ours": round(median(ours), 3),
        "peer": peer,
        "peer_value": round(median(theirs), 3),
        "unit": unit,
        "ratio": round(median(ratios), 3),
        "low": round(min(ratios), 3),
        "high": round(max(ratios), 3),
        "runs": len(ratios),
        "quality": quality,
    }


def write(question: str, rows: list[dict], threads: list[int], data: str, versions: dict) -> Path:
    """Print the rows and write `results/<question>.json`.

    Args:
        question: The name of the benchmark.
        rows: From `row`.
        threads: Numbers of threads that were measured.
        data: What it ran on, in words.
        versions: Versions of the peers; our own are added.

    Returns:
        The path of the file.
    """
    ours = {name: version(name) for name in ("sequtils", "numpy", "numba")}
    result = {
        "question": question,
        "command": "python " + " ".join([f"benchmarks/{question}.py", *sys.argv[1:]]),
        "date": date.today().isoformat(),
        "commit": _git_commit(),
        "hardware": f"{_processor()}, {os.cpu_count()} cores",
        "threads": threads,
        "versions": {"python": platform.python_version(), **ours, **versions},
        "data": data,
        "rows": rows,
    }
    _print(result)
    path = RESULTS / f"{question}.json"
    with atomic_write(path) as file:
        json.dump(result, file, indent=2, ensure_ascii=False)
        file.write("\n")
    return path


def _print(result: dict) -> None:
    table = Table(title=f"{result['question']}: {result['data']}")
    for column in ("what", "ours", "peer", "ratio (low … high)", "quality"):
        table.add_column(column)
    for line in result["rows"]:
        table.add_row(
            f"{line['what']} ({line['unit']})",
            f"{line['ours']:,}",
            f"{line['peer']} {line['peer_value']:,}",
            f"{line['ratio']} ({line['low']} … {line['high']}, {line['runs']} runs)",
            "\n".join(f"{key}: {value}" for key, value in line["quality"].items()),
        )
    Console().print(table)


def _git_commit() -> str:
    """The commit that is checked out, with a + if other files than results differ from it."""
    commit = _git("rev-parse", "--short", "HEAD")
    if commit.returncode:
        return "unknown"
    changed = _git("diff", "--quiet", "HEAD", "--", ":/", ":(top,exclude)benchmarks/results")
    return commit.stdout.strip() + "+" * (changed.returncode != 0)


def _git(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, cwd=RESULTS)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    wide = "AVX-512" if any(" avx512f " in line for line in lines) else "no AVX-512"
    return f"{names[0]}, {wide}" if names else platform.processor() or platform.machine()
