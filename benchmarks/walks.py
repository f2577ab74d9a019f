"""How fast are node2vec's walks drawn, beside pecanpy's SparseOTF?

Neither keeps a table for every pair of edges. Both walk on the same graph, in turn, each run a
process of its own, in one thread; the clock covers the walks and what they prepare, and not
compilation. The graph grows by preferential attachment: 10,000 nodes, each new one with 20 edges,
some of them with more than a thousand in the end.

Usage: .venv/bin/python benchmarks/walks.py [--runs 3]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import networkx as nx
import record
from common import ONE_THREAD, PEERS, call, speed_row

NODES, EDGES, WALKS, LENGTH = 10_000, 20, 10, 80
SETTINGS = [(1.0, 1.0), (0.25, 4.0), (4.0, 0.25)]
ENGINES = {
    "sequtils": (sys.executable, "sequtils_walks.py"),
    "pecanpy": (PEERS, "pecanpy_walks.py"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        edges = Path(folder) / "graph.edg"
        graph = nx.barabasi_albert_graph(NODES, EDGES, seed=0)
        nx.write_edgelist(graph, edges, delimiter="\t", data=False)
        for p, q in SETTINGS:
            measured = compare(edges, p, q, runs)
            rows.append(
                speed_row(f"p = {p:g}, q = {q:g}", measured, NODES * WALKS * LENGTH, "steps")
            )
    data = f"preferential attachment, {NODES:,} nodes with {EDGES} edges each"
    record.write("walks", rows, [1], data, {"pecanpy": measured["pecanpy"][0]["version"]})


def compare(edges: Path, p: float, q: float, runs: int) -> dict[str, list[dict]]:
    """Walk with both, in turn."""
    measured = {engine: [] for engine in ENGINES}
    for seed in range(runs):
        for engine, (python, script) in ENGINES.items():
            told = (edges, p, q, WALKS, LENGTH, seed)
            run = call(python, script, *told, environment=ONE_THREAD)
            print(f"{engine}, p {p:g}, q {q:g}: {run}", file=sys.stderr)
            measured[engine].append(run)
    return measured


if __name__ == "__main__":
    main()
