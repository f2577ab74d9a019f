"""What do published vectors buy a classifier that has few labelled examples?

A network tells positive film reviews from negative ones: the mean of a sentence's word vectors, a
hidden layer, one output. It starts from random vectors, or from GloVe's (25 dimensions, tweets),
kept as they are or trained on. Words, network, optimiser and examples are the same for all.

Each run draws its own 662 sentences to be judged on, and 100, 1,000 and all 10,000 others to learn
from; a fifth of these, at most 1,000, says when to stop.

Usage: SEQUTILS_DATA=folder .venv/bin/python benchmarks/initialisation.py [--runs 5]
"""

from __future__ import annotations

import argparse

import numpy as np
import record
import torch
from torch import nn

from sequtils.corpora import labelled, vector_files
from sequtils.static import WordVectors

SIZES = (100, 1_000, 10_000)
HIDDEN, BATCH, RATE, DROPOUT = 32, 32, 3e-3, 0.3
STEPS, EVERY, PATIENCE = 4_000, 50, 10  # at most so many; looks at the examples held back
VECTORS = "glove-twitter-25d-12k"


class Classifier(nn.Module):
    """Mean of word vectors, hidden layer, one score."""

    def __init__(self, embedding: nn.Embedding):
        super().__init__()
        # Zero is added as the last row: what pads a text, and what an unknown word is.
        weight = torch.cat([embedding.weight.data, torch.zeros(1, embedding.embedding_dim)])
        frozen = not embedding.weight.requires_grad
        self.embedding = nn.EmbeddingBag.from_pretrained(
            weight, freeze=frozen, mode="mean", padding_idx=len(weight) - 1
        )
        self.layers = nn.Sequential(
            nn.Dropout(DROPOUT),
            nn.Linear(weight.shape[1], HIDDEN),
            nn.ReLU(),
            nn.Dropout(DROPOUT),
            nn.Linear(HIDDEN, 1),
        )

    def forward(self, texts: torch.Tensor) -> torch.Tensor:
        return self.layers(self.embedding(texts)).squeeze(1)  # [B]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    published = WordVectors.load(vector_files.path(VECTORS), vector_files.VECTORS[VECTORS].format)
    texts, labels = encode(labelled.mr_polarity(), published)
    found = [run(published, texts, labels, seed) for seed in range(arguments.runs)]
    rows = []
    for size in SIZES:
        quality = {kind: [r[size, kind] for r in found] for kind in found[0]["kinds"]}
        for kind in ("frozen", "fine-tuned"):
            what = f"{size:,} examples, {kind}"
            scores = quality[kind], quality["random"]
            rows.append(record.row(what, "% right", "random", *scores, quality))
    data = f"mr_polarity, 662 sentences to judge on; {VECTORS}"
    record.write("initialisation", rows, [1], data, {"torch": torch.__version__})


def encode(examples, vectors: WordVectors) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids of the words of each text, padded, and 1 for each positive one."""
    ids = [
        [vectors.id(word) if word in vectors else len(vectors) for word in words]
        for words, _ in examples
    ]
    texts = torch.full((len(ids), max(map(len, ids))), len(vectors))
    for row, words in zip(texts, ids, strict=True):
        row[: len(words)] = torch.tensor(words)
    return texts, torch.tensor([float(label == "positive") for _, label in examples])


def run(published: WordVectors, texts, labels, seed: int) -> dict:
    """Accuracies of one split, in per cent, by (size, kind)."""
    order = torch.from_numpy(np.random.default_rng(seed).permutation(len(texts)))
    test, rest = order[: len(order) - max(SIZES)], order[len(order) - max(SIZES) :]
    spread = published.vectors.std()
    drawn = np.random.default_rng(seed).normal(0, spread, published.vectors.shape)
    random = WordVectors(published.words, drawn.astype(np.float32))
    kinds = {
        "random": (random, False),
        "frozen": (published, True),
        "fine-tuned": (published, False),
    }
    found = {"kinds": list(kinds)}
    for size in SIZES:
        for kind, (vectors, freeze) in kinds.items():
            torch.manual_seed(seed)
            model = Classifier(vectors.as_embedding_layer(freeze=freeze))
            fit(model, texts, labels, rest[:size])
            found[size, kind] = accuracy(model, texts[test], labels[test])
    return found


def fit(model: Classifier, texts, labels, chosen: torch.Tensor) -> None:
    """Train until examples held back have not improved for some looks; keep the best."""
    held = min(len(chosen) // 5, 1_000)
    valid, train = chosen[:held], chosen[held:]
    trained = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.Adam(trained, lr=RATE)
    best, waited, state = np.inf, 0, model.state_dict()
    for step in range(1, STEPS + 1):
        batch = train[torch.randint(len(train), (BATCH,))]
        optimiser.zero_grad()
        mean_loss(model.train(), texts[batch], labels[batch]).backward()
        optimiser.step()
        if step % EVERY:
            continue
        with torch.inference_mode():
            now = mean_loss(model.eval(), texts[valid], labels[valid]).item()
        if now < best:
            best, waited = now, 0
            state = {name: value.clone() for name, value in model.state_dict().items()}
        elif (waited := waited + 1) == PATIENCE:
            break
    model.load_state_dict(state)


def mean_loss(model: Classifier, texts: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return nn.functional.binary_cross_entropy_with_logits(model(texts), labels)


@torch.inference_mode()
def accuracy(model: Classifier, texts, labels) -> float:
    model.eval()
    return round(100 * ((model(texts) > 0) == (labels > 0)).float().mean().item(), 2)


if __name__ == "__main__":
    main()
