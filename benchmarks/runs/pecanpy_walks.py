"""Draw node2vec's walks with pecanpy once; see `benchmarks/walks.py`.

Usage: pecanpy_walks.py EDGES P Q WALKS LENGTH SEED
"""

import json
import sys
import time
from importlib.metadata import version

import peak
from pecanpy.pecanpy import SparseOTF

edges, (p, q) = sys.argv[1], map(float, sys.argv[2:4])
walks, length, seed = map(int, sys.argv[4:])
graph = SparseOTF(p=p, q=q, workers=1, random_state=seed)
graph.read_edg(edges, weighted=False, directed=False)

graph.simulate_walks(1, length)  # compiles
wall, cpu = time.perf_counter(), time.process_time()
drawn = graph.simulate_walks(walks, length)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
assert len(drawn) == walks * len(graph.nodes)
told = {"wall": wall, "cpu": cpu, "megabytes": peak.megabytes(), "version": version("pecanpy")}
print(json.dumps(told))
