"""The trace of Huffman's tree: a distribution, an optimal code's cost, the definition's numbers."""

import itertools
import math

import numpy as np
import pytest

from sequtils.players import traces

COUNTS = {"the": 400, "array": 90, "axis": 70, "sparse": 30, "html": 10, "null": 9, "pi": 1}


def optimal(counts):
    """The cost of the best binary tree, by trying every way to join two of the subtrees."""
    if len(counts) == 1:
        return 0
    costs = []
    for i, j in itertools.combinations(range(len(counts)), 2):
        rest = [count for k, count in enumerate(counts) if k not in (i, j)]
        joined = counts[i] + counts[j]
        costs.append(joined + optimal(tuple(sorted([*rest, joined]))))
    return min(costs)


@pytest.mark.parametrize("seed", range(5))
def test_probabilities_sum_to_one_for_any_scores(seed):
    scores = np.random.default_rng(seed).normal(scale=5, size=len(COUNTS) - 1)
    words = traces.huffman(COUNTS, scores)["words"]
    assert sum(word["probability"] for word in words) == pytest.approx(1, abs=1e-12)


def test_the_tree_costs_what_the_best_one_does():
    counts = dict(list(COUNTS.items())[1:])  # six, that all trees can be tried
    words = traces.huffman(counts)["words"]
    cost = sum(word["count"] * len(word["code"]) for word in words)
    assert cost == optimal(tuple(sorted(counts.values())))


def test_codes_and_children_say_the_same():
    trace = traces.huffman(COUNTS, [0.5, -1, 2, 0, 1, -3])
    for number, word in enumerate(trace["words"]):
        at, product = ["node", trace["root"]], 1
        for turn, node in zip(word["code"], word["path"], strict=True):
            assert at == ["node", node]
            left = 1 / (1 + math.exp(-trace["nodes"][node]["score"]))
            product *= left if turn else 1 - left
            at = trace["nodes"][node]["children"][1 - turn]
        assert at == ["word", number]
        assert word["probability"] == pytest.approx(product, rel=1e-12)


@pytest.mark.parametrize(
    ("counts", "scores", "message"),
    [
        ({"a": 1}, None, "counts must be of at least 2 words"),
        ({"a": 1, "b": 0}, None, "the count of 'b' must be a whole number, at least 1, not 0"),
        ({"a": 1, "b": 1}, [1, 2], "scores must be 1 finite numbers"),
        ({"a": 1, "b": 1}, [float("nan")], "1 that are not finite"),
        ({1: 1, "b": 1}, None, "counts must be a list of words"),
    ],
)
def test_wrong_arguments_are_named(counts, scores, message):
    with pytest.raises(ValueError, match=message):
        traces.huffman(counts, scores)
