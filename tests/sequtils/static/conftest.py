"""Documents whose topics are known, for the models of documents and sentences."""

from typing import NamedTuple

import numpy as np
import pytest


class Topics(NamedTuple):
    documents: list[list[str]]
    labels: np.ndarray


def draw_topics(seed, documents, length, share=0.4, topics=4):
    """Draw documents: a share of their words from the 25 of a topic, others from 50 for all."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(topics, size=documents)
    texts = []
    for label in labels:
        own = [f"topic{label}-{i}" for i in rng.integers(25, size=length)]
        common = [f"common-{i}" for i in rng.integers(50, size=length)]
        texts.append(np.where(rng.random(length) < share, own, common).tolist())
    return Topics(texts, labels)


@pytest.fixture(scope="session")
def topics():
    return draw_topics
