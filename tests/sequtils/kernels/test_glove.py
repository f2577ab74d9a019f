"""GloVe's step: the compiled engine agrees with the definition, the definition with autograd."""

import numpy as np
import pytest
import torch

from sequtils.kernels.glove import cpu, load_engine, reference
from sequtils.kernels.glove.order import shuffled
from sequtils.kernels.glove.reference import Cells, make_rows

V = 7


def random_cells(N, seed=0, largest=200.0):
    rng = np.random.default_rng(seed)
    X = rng.uniform(0.1, largest, N)
    words, contexts = rng.integers(V, size=(2, N)).astype(np.int32)
    return Cells(
        words, contexts, np.log(X).astype(np.float32), reference.weight(X).astype(np.float32)
    )


def rows(D, side, scale=0.5):
    rng = np.random.default_rng(len(side))
    numbers = rng.normal(scale=scale, size=(V, D + 1))
    return make_rows(numbers[:, 1:], numbers[:, 0], side)


@pytest.mark.parametrize("D", [1, 14, 15, 40])  # rows of one, one, two and three cache lines
@pytest.mark.parametrize("learning_rate", [0.05, 0.2])
def test_the_compiled_engine_takes_the_steps_of_the_definition(D, learning_rate):
    cells = random_cells(60, largest=20)
    expected, actual = [(rows(D, "word"), rows(D, "context")) for _ in range(2)]
    J = reference.train_cells(*expected, cells, np.float32(learning_rate))
    assert cpu.train_cells(*actual, cells, np.float32(learning_rate)) == pytest.approx(J, rel=1e-5)
    for mine, theirs, side in zip(actual, expected, ("word", "context"), strict=True):
        assert np.abs(theirs[:, 0] - rows(D, side)[:, 0]).max() > 0.05
        # float32: each of 60 steps rounds at about 1e-7 of values below 10
        np.testing.assert_allclose(mine, theirs, rtol=2e-5, atol=2e-5)


def test_both_engines_clip_what_is_beyond_100():
    """g = f e y is about 400 for y = 20 and e = 21; clipped, s = 0.1 · 100 = 10."""
    for engine in ("numba", "numpy"):
        words = make_rows(np.array([[1.0]]), np.array([0.0]), "word")
        contexts = make_rows(np.array([[20.0]]), np.array([1.0]), "context")
        cells = Cells(*(np.array([0], kind) for kind in ("i4", "i4", "f4")), np.ones(1, "f4"))
        load_engine(engine)(words, contexts, cells, np.float32(0.1))
        assert words[0, :, 2].tolist() == [1 - 10, 1 + 100]
        np.testing.assert_allclose(words[0, :, 1], [0 - 2.1, 1 + 2.1**2], rtol=1e-6)


def test_the_first_step_follows_the_gradient_that_autograd_finds():
    D, rate = 5, 1e-3
    word, context, log_count, f = 3, 2, 1.7, 0.4
    x, y = (rows(D, side)[:, 0, : D + 2].astype(np.float64) for side in ("word", "context"))
    w, c = (torch.tensor(part, requires_grad=True) for part in (x[word, 2:], y[context, 2:]))
    b, context_b = (torch.tensor(part, requires_grad=True) for part in (x[word, 1], y[context, 0]))
    loss = 0.5 * f * (w @ c + b + context_b - log_count) ** 2
    loss.backward()
    before = rows(D, "word"), rows(D, "context")
    after = rows(D, "word"), rows(D, "context")
    one = Cells(*(np.array([part]) for part in (word, context, log_count, f)))
    assert reference.train_cells(*after, one, rate) == pytest.approx(loss.item(), rel=1e-6)
    steps = [(old - new)[:, 0] / rate for old, new in zip(before, after, strict=True)]
    # float32 rows of about 1 change by 1e-3 of the gradient: 1e-7 / 1e-3
    tolerance = {"atol": 2e-4, "rtol": 0}
    np.testing.assert_allclose(steps[0][word, 2 : D + 2], w.grad, **tolerance)
    np.testing.assert_allclose(steps[1][context, 2 : D + 2], c.grad, **tolerance)
    np.testing.assert_allclose(steps[0][word, 1], b.grad, **tolerance)
    np.testing.assert_allclose(steps[1][context, 0], context_b.grad, **tolerance)
    assert all(
        (np.delete(step, row, axis=0) == 0).all() for step, row in zip(steps, (3, 2), strict=True)
    )


def test_later_steps_are_divided_by_the_root_of_the_squares_before():
    """torch's Adagrad with lr = 1 and G = 1/η² is the program's rule, squares taken of η g."""
    D, rate, cells = 4, 0.5, random_cells(60, largest=20)
    words, contexts = rows(D, "word"), rows(D, "context")
    W, C = (torch.tensor(part[:, 0], dtype=torch.float64) for part in (words, contexts))
    parts = [part.requires_grad_() for part in (W[:, 1:6].clone(), C[:, [0, *range(2, 6)]].clone())]
    reference.train_cells(words, contexts, cells, rate)
    squares = [torch.full_like(part, 1 / rate**2) for part in parts]
    for word, context, log_count, f in zip(*cells, strict=True):
        (w, c) = (parts[0][word], parts[1][context])
        (0.5 * f * (w[1:] @ c[1:] + w[0] + c[0] - log_count) ** 2).backward()
        with torch.no_grad():
            for part, G in zip(parts, squares, strict=True):
                part -= part.grad / G.sqrt()
                G += part.grad**2
                part.grad = None
    # float32 against float64, through 60 steps
    np.testing.assert_allclose(words[:, 0, 1:6], parts[0].detach(), atol=1e-5)
    np.testing.assert_allclose(contexts[:, 0, [0, 2, 3, 4, 5]], parts[1].detach(), atol=1e-5)


def test_the_weight_grows_with_the_count_up_to_one():
    x = np.array([0, 0.5, 1, 99, 100, 101, 1e9])
    expected = [1.0 if v >= 100 else (v / 100) ** 0.75 for v in x]
    np.testing.assert_allclose(reference.weight(x), expected, rtol=1e-14)
    assert reference.weight(8.0, x_max=16, alpha=2) == 0.25


def test_the_order_meets_every_cell_once_and_a_words_cells_of_a_stripe_together():
    rng = np.random.default_rng(0)
    present = rng.random((30, 50)) < 0.3
    indptr = np.concatenate([[0], np.cumsum(present.sum(axis=1))])
    indices = np.nonzero(present)[1].astype(np.int32)
    words, cells = shuffled(indptr, indices, seed=3, stripe=8)
    assert sorted(cells) == list(range(len(indices)))
    np.testing.assert_array_equal(words, np.nonzero(present)[0][cells])
    runs = list(dict.fromkeys(zip(indices[cells] // 8, words, strict=True)))
    changes = np.diff(words) != 0
    changes |= np.diff(indices[cells] // 8) != 0
    assert len(runs) == changes.sum() + 1
    assert list(dict.fromkeys(stripe for stripe, _ in runs)) != list(range(7))
    assert cells.tolist() != shuffled(indptr, indices, seed=4, stripe=8)[1].tolist()


def test_an_unknown_engine_is_named():
    with pytest.raises(ValueError, match="engine must be one of numba, numpy, triton, not 'gpu'"):
        load_engine("gpu")
