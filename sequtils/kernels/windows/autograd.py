"""A window's step in PyTorch: write the loss, let autograd find the gradient.

Unlike `reference.py` it derives nothing by hand, which makes it a witness for the steps there.

Axes: m inputs and R outputs of a window, D embedding.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from sequtils.kernels.windows.draw import Windows
from sequtils.kernels.windows.reference import each


def skipgram_loss(X: Tensor, U: Tensor, labels: Tensor) -> Tensor:
    """The summed cross-entropy of every output asked of every input.

    Args:
        X: Vectors of the inputs, [m, D].
        U: Vectors of the outputs, [R, D].
        labels: [R].

    Returns:
        J in nats, a scalar.

    Example:
        >>> loss = skipgram_loss(torch.zeros(2, 3), torch.zeros(1, 3), torch.ones(1))
        >>> round(loss.item(), 4)  # 2 log 2: two undecided questions
        1.3863
    """
    scores = X @ U.T
    return F.binary_cross_entropy_with_logits(scores, labels.expand_as(scores), reduction="sum")


def cbow_loss(X: Tensor, U: Tensor, labels: Tensor) -> Tensor:
    """The cross-entropy of every output asked of the inputs' mean.

    Its gradient gives each input that of the mean, as the original program does: the value is a
    mean, the derivative that of a sum.

    Args:
        X, U, labels: As in `skipgram_loss`.

    Returns:
        J in nats, a scalar.
    """
    total = X.sum(dim=0, keepdim=True)
    mean = total - (total - total / len(X)).detach()
    return skipgram_loss(mean, U, labels)


def train_skipgram(W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float) -> None:
    """Take one SGD step a window, in order; see `reference.train_skipgram`."""
    _train(W, C, windows, learning_rate, skipgram_loss)


def train_cbow(W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float) -> None:
    """Take one SGD step a window, in order; see `reference.train_cbow`."""
    _train(W, C, windows, learning_rate, cbow_loss)


def _train(W, C, windows, learning_rate, loss: Callable[..., Tensor]) -> None:
    # Tensors over the arrays' own memory; where C is W, both gradients go to one tensor.
    w = torch.from_numpy(W).requires_grad_()
    c = w if C is W else torch.from_numpy(C).requires_grad_()
    optimizer = torch.optim.SGD([w] if c is w else [w, c], lr=float(learning_rate))
    for inputs, outputs, labels in each(windows):
        optimizer.zero_grad()
        ids = [torch.from_numpy(part.astype(np.int64)) for part in (inputs, outputs)]
        labels = torch.from_numpy(labels.astype(W.dtype))
        loss(w[ids[0]], c[ids[1]], labels).backward()
        optimizer.step()
