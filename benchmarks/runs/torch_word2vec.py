"""Train skip-gram as one writes it in PyTorch, once; see `benchmarks/loop.py`.

Usage: torch_word2vec.py CORPUS VECTORS SETTINGS [--sparse]
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

import peak
import torch
import torch.nn.functional as F
from torch import nn

BATCH = 256

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
sparse = "--sparse" in sys.argv
torch.manual_seed(settings["seed"])
torch.set_num_threads(1)

wall, cpu = time.perf_counter(), time.process_time()
lines = [line.split() for line in Path(corpus).read_text().splitlines()]
counts = Counter(word for words in lines for word in words)
words = [word for word, count in counts.most_common() if count >= settings["min_count"]]
index = {word: i for i, word in enumerate(words)}
frequency = torch.tensor([float(counts[word]) for word in words])
ratio = settings["sample"] * sum(counts.values()) / frequency
keep = (ratio.sqrt() + ratio).clamp(max=1)
noise = frequency ** settings["noise_exponent"]


def pairs():
    """Centre and target of every pair of the corpus."""
    for line in lines:
        ids = torch.tensor([index[word] for word in line if word in index])
        ids = ids[torch.rand(len(ids)) < keep[ids]].tolist()
        reaches = torch.randint(1, settings["window"] + 1, (len(ids),)).tolist()
        for t, reach in enumerate(reaches):
            for u in range(max(0, t - reach), min(len(ids), t + reach + 1)):
                if u != t:
                    yield ids[t], ids[u]


centers = nn.Embedding(len(words), settings["vector_size"], sparse=sparse)
contexts = nn.Embedding(len(words), settings["vector_size"], sparse=sparse)
nn.init.uniform_(centers.weight, -0.5 / settings["vector_size"], 0.5 / settings["vector_size"])
nn.init.zeros_(contexts.weight)
optimizer = torch.optim.SGD(
    [*centers.parameters(), *contexts.parameters()], lr=settings["learning_rate"]
)
for batch in torch.tensor(list(pairs())).split(BATCH):
    center, target = batch.T
    negatives = torch.multinomial(noise, len(batch) * settings["negative"], replacement=True)
    rows = torch.cat([target[:, None], negatives.view(len(batch), -1)], dim=1)
    scores = (contexts(rows) @ centers(center)[:, :, None]).squeeze(2)
    labels = torch.zeros_like(scores)
    labels[:, 0] = 1
    optimizer.zero_grad()
    F.binary_cross_entropy_with_logits(scores, labels, reduction="sum").backward()
    optimizer.step()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

told = {"wall": wall, "cpu": cpu, "megabytes": peak.megabytes(), "version": torch.__version__}
print(json.dumps(told))
