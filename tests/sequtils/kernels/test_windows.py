"""A window's step: all engines agree with the definition, the definition with its gradient."""

import numpy as np
import pytest
import torch
from scipy.optimize import check_grad
from torch.nn.functional import cross_entropy

from sequtils.kernels.sgns.sampling import make_sampler
from sequtils.kernels.windows import STEPS, autograd, cpu, load_step, reference, softmax
from sequtils.kernels.windows.draw import Windows, draw_noise_windows, draw_path_windows
from sequtils.static.word2vec import huffman_paths

COUNTS = np.array([50, 30, 20, 10, 5, 3, 2])
V = len(COUNTS)


def windows(kind="noise", seed=0, negative=5, window=3):
    rng = np.random.default_rng(seed)
    tokens = rng.choice(V, p=COUNTS / COUNTS.sum(), size=60).astype(np.int32)
    offsets = np.array([0, 1, 14, 40, 60])  # the first sentence has no window
    sampler = make_sampler(COUNTS, 0, 0.75)
    if kind == "noise":
        return draw_noise_windows(tokens, offsets, sampler, window, negative, np.uint64(seed))
    paths = huffman_paths(COUNTS)
    return draw_path_windows(tokens, offsets, sampler.keep, paths, window, np.uint64(seed))


def matrices(D, dtype=np.float64, seed=1):
    rng = np.random.default_rng(seed)
    return (rng.normal(scale=0.5, size=(2, V, D))).astype(dtype)


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("engine", ["numba", "torch"])
@pytest.mark.parametrize("kind", ["noise", "path"])
@pytest.mark.parametrize(("D", "negative", "window"), [(1, 1, 1), (9, 5, 3), (16, 12, 7)])
@pytest.mark.parametrize("tied", [False, True])
def test_every_engine_takes_the_steps_of_the_definition(
    architecture, engine, kind, D, negative, window, tied
):
    stream = windows(kind, negative=negative, window=window)
    expected, actual = matrices(D, np.float32), matrices(D, np.float32)
    for engine_, (W, C) in (("numpy", expected), (engine, actual)):
        load_step(engine_, architecture)(W, W if tied else C, stream, np.float32(0.01))
    assert np.abs(expected - matrices(D, np.float32)).max() > 0.005
    # float32: each of some 60 steps rounds at about 1e-7 of values below 2
    np.testing.assert_allclose(actual, expected, atol=5e-6)


@pytest.mark.parametrize("kind", ["noise", "path"])
def test_the_step_of_skip_gram_follows_the_gradient_of_its_loss(kind):
    one = Windows(*(part for part in windows(kind)))
    first = next(reference.each(one))
    single = Windows(
        first[0], np.array([0, len(first[0])]), first[1], np.array([0, len(first[1])]), first[2]
    )
    D, (W, C) = 4, matrices(4)
    labels = torch.from_numpy(first[2].astype(np.float64))

    def loss(flat):
        W, C = flat.reshape(2, V, D)
        rows = torch.from_numpy(W[first[0]]), torch.from_numpy(C[first[1]])
        return autograd.skipgram_loss(*rows, labels).item()

    def gradient(flat):
        W, C = flat.reshape(2, V, D).copy()
        before = flat.copy()
        reference.train_skipgram(W, C, single, 1.0)
        return before - np.concatenate([W.ravel(), C.ravel()])

    # scipy's finite differences are exact to about 1e-7 of a gradient near 1
    assert check_grad(loss, gradient, np.concatenate([W.ravel(), C.ravel()])) < 1e-5


def full_softmax_loss(W, C, inputs, middle, architecture):
    """−log softmax(C h)[middle], summed over h = the inputs' vectors, or of their mean."""
    X = W[inputs] if architecture == "skip-gram" else W[inputs].mean(dim=0, keepdim=True)
    return cross_entropy(X @ C.T, torch.full((len(X),), middle), reduction="sum")


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_the_step_of_the_full_softmax_follows_finite_differences_of_its_loss(architecture):
    inputs, middle, D = np.array([0, 2, 2]), 4, 3  # a word that is there twice
    single = Windows(inputs, np.array([0, 3]), np.array([middle]), np.array([0, 1]), np.ones(1))
    step = getattr(softmax, STEPS[architecture])
    # As in negative sampling each input of CBOW takes the whole step of the mean.
    times = 1 if architecture == "skip-gram" else len(inputs)

    def loss(flat):
        W, C = torch.from_numpy(flat.reshape(2, V, D))
        return full_softmax_loss(W, C, torch.from_numpy(inputs), middle, architecture).item()

    def gradient(flat):
        before, (W, C) = flat.reshape(2, V, D), flat.reshape(2, V, D).copy()
        step(W, C, single, 1.0)
        return np.concatenate([(before[0] - W).ravel() / times, (before[1] - C).ravel()])

    start = matrices(D).ravel()
    if architecture == "skip-gram":
        W, C = start.reshape(2, V, D)
        assert softmax.softmax_loss(W, C, inputs, middle) == pytest.approx(loss(start), rel=1e-12)
    assert np.linalg.norm(gradient(start)) > 0.5
    # scipy's finite differences are exact to about 1e-7 of a gradient near 1
    assert check_grad(loss, gradient, start) < 1e-5


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("tied", [False, True])
def test_the_steps_of_the_full_softmax_are_those_of_autograd(architecture, tied):
    stream, rate = windows(negative=0), 0.1
    W, C = matrices(4)
    w, c = (torch.from_numpy(table.copy()) for table in (W, W if tied else C))
    for inputs, (middle,), _ in reference.each(stream):
        leaves = [table.clone().requires_grad_() for table in (w, c)]
        ids = torch.from_numpy(inputs).long()
        full_softmax_loss(*leaves, ids, int(middle), architecture).backward()
        times = 1 if architecture == "skip-gram" else len(inputs)
        steps = rate * times * leaves[0].grad, rate * leaves[1].grad
        w, c = (w - sum(steps),) * 2 if tied else (w - steps[0], c - steps[1])
    getattr(softmax, STEPS[architecture])(W, W if tied else C, stream, rate)
    assert np.abs(W - matrices(4)[0]).max() > 0.1
    # float64: each of some 60 steps rounds at about 1e-16
    np.testing.assert_allclose(W, w, atol=1e-12)
    np.testing.assert_allclose(W if tied else C, c, atol=1e-12)


def test_cbow_gives_each_input_the_step_of_the_mean():
    """m times the gradient of the loss of the mean, as the original program does."""
    inputs, outputs, labels = np.array([0, 1, 3]), np.array([2, 5]), np.array([1.0, 0.0])
    single = Windows(inputs, np.array([0, 3]), outputs, np.array([0, 2]), labels)
    W, C = matrices(4)
    before = W.copy()
    X = torch.from_numpy(W[inputs].copy()).requires_grad_()
    rows = torch.from_numpy(C[outputs].copy())
    autograd.skipgram_loss(X.mean(0, keepdim=True), rows, torch.from_numpy(labels)).backward()
    reference.train_cbow(W, C, single, 1.0)
    np.testing.assert_allclose(before[inputs] - W[inputs], 3 * X.grad.numpy(), atol=1e-12)


def test_the_fast_sigmoid_is_as_exact_as_float32():
    x = np.linspace(-100, 100, 40_001, dtype=np.float32)
    actual = x.copy()
    cpu.sigmoid(actual, len(actual))
    expected = 1 / (1 + np.exp(-x.astype(np.float64)))
    np.testing.assert_allclose(actual, expected, rtol=4e-7, atol=2e-35)


def test_windows_reach_uniformly_and_hold_what_is_around_the_middle():
    tokens = np.arange(30_000, dtype=np.int32)
    sampler = make_sampler(np.ones(30_000), 0, 0.75)
    drawn = draw_noise_windows(tokens, np.array([0, 30_000]), sampler, 4, 2, np.uint64(5))
    reach = np.diff(drawn.input_bounds)[10:-10] // 2
    # Four standard errors of a share of 1/4 among 30,000 are 0.01.
    np.testing.assert_allclose(np.bincount(reach)[1:] / len(reach), 1 / 4, atol=0.01)
    middle = drawn.outputs[drawn.output_bounds[100]]
    inputs = drawn.inputs[drawn.input_bounds[100] : drawn.input_bounds[101]]
    b = len(inputs) // 2
    assert inputs.tolist() == [middle + j for j in range(-b, b + 1) if j]


def test_noise_never_is_the_middle_and_labels_tell_them_apart():
    drawn = windows(negative=4)
    outputs = drawn.outputs.reshape(-1, 5)
    assert (outputs[:, 1:] != outputs[:, :1]).all()
    assert drawn.labels.reshape(-1, 5).tolist() == [[1, 0, 0, 0, 0]] * len(outputs)


def test_unknown_engines_and_architectures_are_named():
    with pytest.raises(ValueError, match=r"engine must be one of .*, torch, triton, not 'cuda'"):
        load_step("cuda", "cbow")
    with pytest.raises(ValueError, match="architecture must be one of skip-gram, cbow, not 'bag'"):
        load_step("numpy", "bag")
