"""Skip-gram with negative sampling in PyTorch: write the loss, let autograd find the gradient.

Unlike `reference.py` it derives nothing by hand, which makes it a witness for the gradients there.

Axes: V vocabulary, D embedding, N pairs, K negatives.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SkipGram(nn.Module):
    """Two embedding tables and the negative-sampling loss.

    Args:
        W: Initial centre vectors, float [V, D]; copied.
        C: Initial context vectors, float [V, D]; copied, or W itself to have one table for both.

    References:
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> model = SkipGram(torch.zeros(4, 2), torch.zeros(4, 2))
        >>> loss = model(torch.tensor([0]), torch.tensor([1]), torch.tensor([[2, 3]]))
        >>> round(loss.item(), 4)
        2.0794
    """

    def __init__(self, W: Tensor, C: Tensor):
        super().__init__()
        self.center = nn.Embedding.from_pretrained(W.clone(), freeze=False)
        self.context = self.center
        if C is not W:
            self.context = nn.Embedding.from_pretrained(C.clone(), freeze=False)

    def forward(self, centers: Tensor, targets: Tensor, negatives: Tensor) -> Tensor:
        """The loss J of each pair.

        Args:
            centers: [N].
            targets: [N].
            negatives: [N, K].

        Returns:
            Losses in nats, [N].
        """
        w = self.center(centers).unsqueeze(2)  # [N, D, 1]
        positive = (self.context(targets).unsqueeze(1) @ w).flatten()  # [N]
        noise = (self.context(negatives) @ w).squeeze(2)  # [N, K]
        return -F.logsigmoid(positive) - F.logsigmoid(-noise).sum(dim=1)


def train_pairs(
    W: np.ndarray,
    C: np.ndarray,
    centers: np.ndarray,
    targets: np.ndarray,
    negatives: np.ndarray,
    learning_rate: float,
    batch_size: int = 1,
) -> None:
    """Take one SGD step every `batch_size` pairs, in order, updating W and C in place.

    Args:
        W, C, centers, targets, negatives, learning_rate: As in `reference.train_pairs`.
        batch_size: Pairs whose gradients are summed before a step; 1 is what the other versions do.

    Example:
        >>> W, C = np.eye(3), np.zeros((3, 3))
        >>> train_pairs(W, C, np.array([0]), np.array([1]), np.array([[2]]), learning_rate=0.1)
        >>> C.round(3).tolist()
        [[0.0, 0.0, 0.0], [0.05, 0.0, 0.0], [-0.05, 0.0, 0.0]]
    """
    w = torch.from_numpy(W)
    model = SkipGram(w, w if C is W else torch.from_numpy(C))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    pairs = [torch.from_numpy(ids.astype(np.int64)) for ids in (centers, targets, negatives)]
    for batch in zip(*(ids.split(batch_size) for ids in pairs), strict=True):
        optimizer.zero_grad()
        model(*batch).sum().backward()
        optimizer.step()
    W[:] = model.center.weight.detach().numpy()
    C[:] = model.context.weight.detach().numpy()
