"""Does GoogLeNet's 1 × 1 bottleneck save the time that its multiplications promise?

The 5 × 5 branch of its module 3a, 192 channels of 28 × 28 to 32, with a bottleneck of 16 channels
and without, a batch of 16 images in turn, forward on one thread.

Usage: .venv/bin/python benchmarks/bottleneck.py [--runs 5] [--batches 20]
"""

from __future__ import annotations

import argparse
import time

import record
import torch
from torch import nn

CHANNELS, NARROW, OUT, SIDE, IMAGES = 192, 16, 32, 28, 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--batches", type=int, default=20)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    direct = nn.Sequential(nn.Conv2d(CHANNELS, OUT, 5, padding=2))
    narrow = nn.Sequential(nn.Conv2d(CHANNELS, NARROW, 1), nn.Conv2d(NARROW, OUT, 5, padding=2))
    images = torch.randn(IMAGES, CHANNELS, SIDE, SIDE)
    speed = {"narrow": [], "direct": []}
    for layers in (direct, narrow):
        images_per_second(layers, images, 2)
    for _ in range(arguments.runs):
        speed["narrow"].append(images_per_second(narrow, images, arguments.batches))
        speed["direct"].append(images_per_second(direct, images, arguments.batches))
    quality = {
        "multiplications an image, with": multiplications(narrow),
        "multiplications an image, without": multiplications(direct),
    }
    what, unit = "5 × 5 after a bottleneck, 1 thread", "images per CPU-second"
    rows = [record.row(what, unit, "without", speed["narrow"], speed["direct"], quality)]
    record.write("bottleneck", rows, [1], "random images", {"torch": torch.__version__})


@torch.inference_mode()
def images_per_second(layers: nn.Module, images: torch.Tensor, batches: int) -> float:
    start = time.process_time()
    for _ in range(batches):
        layers(images)
    return batches * len(images) / (time.process_time() - start)


def multiplications(layers: nn.Sequential) -> int:
    """One for each weight at each place of the picture; biases are added."""
    return sum(layer.weight.numel() for layer in layers) * SIDE**2


if __name__ == "__main__":
    main()
