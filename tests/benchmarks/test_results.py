"""Committed results have the format that the book's tables are rendered from."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
RESULTS = sorted((BENCHMARKS / "results").glob("*.json"))
KEYS = {
    "question", "command", "date", "commit", "hardware", "threads", "versions", "data", "rows",
}  # fmt: skip
ROW_KEYS = {
    "what", "ours", "peer", "peer_value", "unit", "ratio", "low", "high", "runs", "quality",
}  # fmt: skip


def test_there_are_results():
    assert RESULTS


@pytest.mark.parametrize("path", RESULTS, ids=lambda path: path.stem)
def test_result_is_complete_and_consistent(path):
    result = json.loads(path.read_text())
    assert result.keys() == KEYS
    assert result["question"] == path.stem.removesuffix(".gpu")
    assert (BENCHMARKS / f"{result['question']}.py").exists()
    date.fromisoformat(result["date"])
    for row in result["rows"]:
        assert row.keys() == ROW_KEYS
        assert row["low"] <= row["ratio"] <= row["high"]
        assert row["runs"] >= 3


def test_the_readme_repeats_the_results():
    text = (BENCHMARKS.parent / "README.md").read_text()
    file = r"\[\w+\]\(benchmarks/results/(\w+)\.json\)"
    told = re.findall(rf"^\| (.+) \| (.+) \| ([\d.]+) × \| (.+) \| {file} \|$", text, re.MULTILINE)
    assert len(told) > 10
    for what, peer, ratio, megabytes, question in told:
        rows = json.loads((BENCHMARKS / "results" / f"{question}.json").read_text())["rows"]
        by_cpu = [row for row in rows if not row["unit"].endswith(" per second")]
        (row,) = [row for row in by_cpu if what.endswith(row["what"]) and row["peer"] == peer]
        assert ratio == f"{row['ratio']:.1f}", what
        taken = [row["quality"].get(f"MB, {engine}") for engine in ("sequtils", peer)]
        assert megabytes == " / ".join(f"{mb:,}" if mb else "–" for mb in taken), what


def test_row_of_known_runs(monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import record

    row = record.row("pace", "km/h", "snail", [4.0, 9.0, 8.0], [2.0, 3.0, 1.0], {})
    assert (row["ours"], row["peer_value"]) == (8.0, 2.0)
    assert (row["ratio"], row["low"], row["high"], row["runs"]) == (3.0, 2.0, 8.0, 3)


def test_a_commit_is_marked_only_if_other_files_than_results_differ(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import record

    results = tmp_path / "benchmarks" / "results"
    results.mkdir(parents=True)
    monkeypatch.setattr(record, "RESULTS", results)
    for path in (tmp_path / "code.py", results / "walks.json"):
        path.write_text("before")
    me = ("-c", "user.name=me", "-c", "user.email=me@example.org")
    for command in (["init", "-q"], ["add", "."], [*me, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    clean = record._git_commit()
    assert re.fullmatch("[0-9a-f]{7,}", clean)
    (results / "walks.json").write_text("after")
    assert record._git_commit() == clean
    (tmp_path / "code.py").write_text("after")
    assert record._git_commit() == clean + "+"
