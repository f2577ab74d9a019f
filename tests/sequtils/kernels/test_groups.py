"""Windows of baskets, documents and sentences hold what they should; inference steps agree."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
import torch
from scipy.stats import chisquare

from sequtils.kernels.groups import cpu, draw, reference
from sequtils.kernels.sgns.sampling import make_sampler
from sequtils.kernels.windows import load_step
from sequtils.kernels.windows.autograd import skipgram_loss
from sequtils.kernels.windows.reference import each

COUNTS = np.array([50, 30, 20, 10, 5, 3, 2])
V = len(COUNTS)
ALL = make_sampler(COUNTS, 0, 0.75)
TOKENS = np.array([3, 1, 0, 5, 2, 6, 4, 0, 1], np.int32)
OFFSETS = np.array([0, 4, 5, 9])  # the second group has one word only


def asked(windows):
    """For each window its inputs and its target."""
    for inputs, outputs, labels in each(windows):
        assert labels.tolist() == [1] + [0] * (len(outputs) - 1)
        assert outputs[0] not in outputs[1:]
        yield tuple(int(i) for i in inputs), int(outputs[0])


def test_every_pair_of_a_basket_is_asked_once_in_each_direction():
    groups = [TOKENS[begin:end].tolist() for begin, end in ((0, 4), (4, 5), (5, 9))]
    expected = Counter(pair for group in groups for pair in permutations(group, 2))
    own = draw.draw_baskets(TOKENS, OFFSETS, ALL, False, 3, np.uint64(0))
    assert Counter((inputs[0], target) for inputs, target in asked(own)) == expected
    assert set(np.diff(own.input_bounds)) == {1}
    shared = draw.draw_baskets(TOKENS, OFFSETS, ALL, True, 3, np.uint64(0))
    assert Counter((i, t) for inputs, t in asked(shared) for i in inputs) == expected
    assert len(shared.input_bounds) - 1 == 8  # one window an item that has company


def test_windows_of_documents_end_in_their_row():
    rows = np.array([100, 101, 102], np.int32)
    alone = list(asked(draw.draw_documents(TOKENS, OFFSETS, rows, ALL, 0, 3, np.uint64(0))))
    of_word = np.repeat(rows, [4, 1, 4]).tolist()
    assert alone == [((row,), word) for row, word in zip(of_word, TOKENS.tolist(), strict=True)]
    # A window as long as the document: whatever its reach, the words next to the middle are in.
    windows = asked(draw.draw_documents(TOKENS, OFFSETS, rows, ALL, 1, 3, np.uint64(0)))
    around = [(1,), (3, 0), (1, 5), (0,), (), (4,), (6, 0), (4, 1), (0,)]
    assert [inputs for inputs, _ in windows] == [
        (*words, row) for words, row in zip(around, of_word, strict=True)
    ]


def test_windows_of_documents_reach_uniformly():
    tokens = np.arange(30_000, dtype=np.int32)
    sampler = make_sampler(np.ones(30_000), 0, 0.75)
    row, offsets = np.array([30_000], np.int32), np.array([0, 30_000])
    drawn = draw.draw_documents(tokens, offsets, row, sampler, 4, 1, np.uint64(5))
    reach = (np.diff(drawn.input_bounds)[10:-10] - 1) // 2
    assert chisquare(np.bincount(reach)[1:]).pvalue > 1e-3


def test_ngrams_by_hand():
    sentence = np.array([3, 1, 4], np.int32)
    rows, first, last = draw.ngrams(sentence, 3, 10, 1_000)
    key = lambda *ids: sum(i * 116_049_371**k for k, i in enumerate(reversed(ids)))  # noqa: E731
    keys = [key(3, 1), key(3, 1, 4), key(1, 4)]
    assert rows.tolist() == [10 + key % 2**64 % 1_000 for key in keys]
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    assert [len(part) for part in draw.ngrams(sentence, 1, 10, 1_000)] == [0, 0, 0]


def test_a_sentence_asks_for_each_word_what_does_not_hold_it():
    sentence = [3, 1, 0, 5]
    rows, first, last = draw.ngrams(np.array(sentence, np.int32), 2, V, 50)
    expected = []
    for t, word in enumerate(sentence):
        others = sentence[:t] + sentence[t + 1 :]
        grams = [r for r, i, j in zip(rows.tolist(), first, last, strict=True) if t not in (i, j)]
        expected.append((tuple(others + grams), word))
    drawn = list(asked(draw.draw_sentences(TOKENS, OFFSETS, ALL, 2, 50, 3, np.uint64(0))))
    assert drawn[:4] == expected
    assert [target for _, target in drawn] == [3, 1, 0, 5, 6, 4, 0, 1]  # none of the lonely word


def test_sentences_thin_targets_but_not_inputs():
    tokens = np.tile(np.array([0, 1, 6], np.int32), 4_000)
    offsets = np.arange(0, len(tokens) + 1, 3)
    sampler = make_sampler(COUNTS, 0.02, 0.75)
    drawn = list(asked(draw.draw_sentences(tokens, offsets, sampler, 1, 1, 1, np.uint64(1))))
    assert {len(inputs) for inputs, _ in drawn} == {2}
    seen = Counter(target for _, target in drawn)
    kept = np.array([seen[word] for word in (0, 1, 6)])
    keep = sampler.keep[[0, 1, 6]]
    deviation = np.sqrt(4_000 * keep * (1 - keep))
    assert (np.abs(kept - 4_000 * keep) <= 4 * deviation).all()
    assert keep[0] < 0.5


def setting(D, window, seed=0):
    rng = np.random.default_rng(seed)
    W, C = rng.normal(scale=0.5, size=(2, V, D))
    document = (TOKENS[:4], np.array([0, 4]), np.zeros(1, np.int32))
    return W, C, draw.draw_documents(*document, ALL, window, 4, np.uint64(seed))


@pytest.mark.parametrize("window", [0, 3])
@pytest.mark.parametrize("D", [1, 9, 16])
def test_engines_infer_alike(window, D):
    W, C, windows = setting(D, window)
    W, C = W.astype(np.float32), C.astype(np.float32)
    expected, actual = np.zeros(D, np.float32), np.zeros(D, np.float32)
    for _ in range(5):
        reference.infer(expected, W, C, windows, np.float32(0.1))
        cpu.infer(actual, W, C, windows, np.float32(0.1))
    assert np.abs(expected).max() > 0.05
    # float32: some 20 steps round at about 1e-7 of values below 2
    np.testing.assert_allclose(actual, expected, atol=2e-6)


@pytest.mark.parametrize("window", [0, 3])
def test_inference_takes_the_step_of_training_with_the_rest_frozen(window):
    """The first window changes the document's row as it does among the inputs of CBOW."""
    W, C, windows = setting(5, window)
    inputs, outputs, labels = next(each(windows))
    one = draw.Windows(
        inputs, np.array([0, len(inputs)]), outputs, np.array([0, len(outputs)]), labels
    )
    v = np.random.default_rng(3).normal(size=5)
    trained, before = np.vstack([W, v]), v.copy()
    one.inputs[-1] = V
    load_step("numpy", "cbow")(trained, C.copy(), one, 0.1)
    reference.infer(v, W, C, one, 0.1)
    np.testing.assert_allclose(v, trained[-1], atol=1e-12)
    # and, as CBOW, m + 1 times autograd's gradient of the loss
    x = torch.from_numpy(before).requires_grad_()
    h = (x + torch.from_numpy(W[inputs[:-1]]).sum(0)) / len(inputs)
    skipgram_loss(h[None], torch.from_numpy(C[outputs]), torch.from_numpy(labels)).backward()
    np.testing.assert_allclose((before - v) / 0.1, len(inputs) * x.grad.numpy(), atol=1e-6)
