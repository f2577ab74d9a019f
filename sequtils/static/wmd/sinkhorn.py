"""Transport made smooth: entropic regularisation, solved by Sinkhorn's scaling in logarithms.

Axes: n words of one document, m of the other; leading axes are problems of a batch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sequtils.arguments import require_number
from sequtils.static.vectors import WordVectors
from sequtils.static.wmd.documents import bag
from sequtils.static.wmd.exact import Transport, costs

if TYPE_CHECKING:
    import torch

TOLERANCE = 1e-6  # how much of the mass may be in the wrong column before the last correction
MAX_STEPS = 5_000  # some tens are usual
SHRINK, NEXT = 0.5, 0.01  # ε shrinks from the largest cost on, when so little mass is wrong
RIDGE = 1e-12  # the Hessian is singular: a constant may go from f to g
FRACTIONS = tuple(0.5**i for i in range(7))  # of a Newton step that are tried


def sinkhorn_transport(
    vectors: WordVectors, a: Iterable[str], b: Iterable[str], epsilon: float = 0.05
) -> Transport:
    """A nearly cheapest way to turn document a into document b.

    Args:
        vectors, a, b: As in `word_movers_distance`.
        epsilon: As in `sinkhorn`.

    Returns:
        The plan, its cost and the distance Σ plan · cost, without the entropy: never below the
        exact distance, and above it by at most ε · log(n·m), and a few 1e-6 of the largest cost.

    Raises:
        ValueError: If a document has no word with a vector, or epsilon is not above 0.
        RuntimeError: As `sinkhorn`.

    Example:
        >>> import numpy as np
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> round(sinkhorn_transport(vectors, ["cat", "sum"], ["dog", "sum"]).distance, 4)
        0.5
    """
    import torch

    first, second = bag(vectors, a, "a"), bag(vectors, b, "b")
    cost = costs(first, second)
    arrays = (torch.from_numpy(array) for array in (cost, first.weights, second.weights))
    plan = sinkhorn(*arrays, epsilon).numpy()
    return Transport(float((plan * cost).sum()), first.words, second.words, plan, cost)


def sinkhorn(cost: torch.Tensor, a: torch.Tensor, b: torch.Tensor, epsilon: float) -> torch.Tensor:
    """The plan that is cheapest when spreading out is rewarded.

        min over P of Σ_ij P_ij C_ij + ε Σ_ij P_ij (log P_ij − 1),    P 1 = a,    Pᵀ 1 = b

    The optimum is P_ij = exp((f_i + g_j − C_ij) / ε). Sinkhorn sets f so that the rows have their
    sums, then g so that the columns have theirs, and so on; all in logarithms, as exp(−C/ε) is 0
    in floating point where ε is small. There his steps are many, so each competes with Newton's
    for the larger dual objective Σ_i a_i f_i + Σ_j b_j g_j, and ε shrinks on the way to the one
    asked for. At last the little mass that is in wrong columns is moved.

    Args:
        cost: C, [..., n, m]; all is computed in float64.
        a, b: The mass of each row [..., n] and column [..., m], both of sum 1; a mass may be 0,
            which pads the problems of a batch.
        epsilon: ε, in the unit of the cost, above 0. As it goes to 0 the plan becomes a cheapest
            one; as it grows, the plan becomes a · bᵀ.

    Returns:
        P, [..., n, m], with the asked sums up to rounding, in the dtype of the cost. No gradient
        flows through it.

    Raises:
        ValueError: If epsilon is not above 0, shapes do not fit, or masses are negative or do not
            sum to 1.
        RuntimeError: If the steps do not converge.

    References:
        Cuturi, 2013, Sinkhorn Distances: Lightspeed Computation of Optimal Transport,
        arXiv:1306.0895. Peyré & Cuturi, 2019, Computational Optimal Transport, arXiv:1803.00567,
        section 4. Brauer, Clason, Lorenz & Wirth, 2017, A Sinkhorn-Newton Method for Entropic
        Optimal Transport, arXiv:1710.06635. Altschuler, Weed & Rigollet, 2017, arXiv:1705.09634
        (the last correction).

    Example:
        >>> import torch
        >>> half = torch.tensor([0.5, 0.5])
        >>> sinkhorn(torch.tensor([[0.0, 1.0], [1.0, 0.0]]), half, half, epsilon=0.1)
        tensor([[4.9998e-01, 2.2699e-05],
                [2.2699e-05, 4.9998e-01]])
    """
    import torch

    require_number("epsilon", epsilon, "above 0", lambda x: x > 0)
    _check(cost, a, b)
    dtype = cost.dtype
    with torch.no_grad():
        cost, a, b = cost.double(), a.double(), b.double()
        a, b = a / a.sum(-1, keepdim=True), b / b.sum(-1, keepdim=True)
        f, g = _potentials(cost, a, b, epsilon)
        return _corrected(_plan(cost, f, g, epsilon), a, b).to(dtype)


def _check(cost, a, b) -> None:
    import torch

    shape = cost.shape
    if cost.dim() < 2 or a.shape != shape[:-1] or b.shape != (*shape[:-2], shape[-1]):
        raise ValueError(
            f"cost, a and b must have shapes [..., n, m], [..., n] and [..., m], "
            f"not {list(shape)}, {list(a.shape)} and {list(b.shape)}."
        )
    if not torch.isfinite(cost).all():
        raise ValueError("cost must be finite, but some of it is not.")
    for name, mass in (("a", a), ("b", b)):
        # float32 sums of a thousand masses are right to about 1e-6
        if not (mass >= 0).all() or not ((mass.sum(-1) - 1).abs() < 1e-5).all():
            raise ValueError(f"{name} must be at least 0 and sum to 1, but it is not so.")


def _potentials(cost, a, b, epsilon: float):
    """Return f [..., n] and g [..., m]; rows have their sums, columns up to the tolerance."""
    import torch

    g = torch.zeros_like(b).masked_fill(b == 0, -torch.inf)
    now = max(float(cost.abs().max()), epsilon)
    for _ in range(MAX_STEPS):
        f = _row_potential(cost, a, g, now)
        plan = _plan(cost, f, g, now)
        wrong = (plan.sum(-2) - b).abs().sum(-1).max()
        if now == epsilon and wrong < TOLERANCE:
            return f, g
        if now > epsilon and wrong < NEXT:
            now = max(epsilon, SHRINK * now)
        else:
            g = _best_step(cost, a, b, f, g, plan, now)
    raise RuntimeError(
        f"Sinkhorn's scaling did not converge in {MAX_STEPS} steps at epsilon={epsilon:g}, where "
        f"costs go up to {float(cost.max()):g}; raise epsilon."
    )


def _plan(cost, f, g, epsilon: float):
    return ((f.unsqueeze(-1) + g.unsqueeze(-2) - cost) / epsilon).exp()


def _row_potential(cost, a, g, epsilon: float):
    """The f that gives the rows their sums: −∞ where a is 0."""
    return epsilon * (a.log() - ((g.unsqueeze(-2) - cost) / epsilon).logsumexp(-1))


def _best_step(cost, a, b, f, g, plan, epsilon: float):
    """Return the best of Sinkhorn's g and fractions of Newton's step, by the dual objective."""
    import torch

    sinkhorns = epsilon * (b.log() - ((f.unsqueeze(-1) - cost) / epsilon).logsumexp(-2))
    columns = plan.sum(-2)
    shares = plan / a.clamp_min(torch.finfo(a.dtype).tiny).unsqueeze(-1)
    hessian = torch.diag_embed(columns + RIDGE) - plan.mT @ shares  # [..., m, m], times ε
    newton = epsilon * torch.linalg.solve(hessian, b - columns)
    tried = torch.stack([sinkhorns, *(g + part * newton for part in FRACTIONS)])  # [8, ..., m]
    rows = _row_potential(cost, a, tried, epsilon)
    # Where a mass is 0 its potential is −∞, and adds nothing.
    value = sum(
        (torch.where(mass > 0, potential, 0) * mass).sum(-1)
        for mass, potential in ((a, rows), (b, tried))
    )  # [8, ...]
    best = value.nan_to_num(-torch.inf, -torch.inf, -torch.inf).argmax(0)
    return tried.gather(0, best[None, ..., None].expand(1, *g.shape))[0]


def _corrected(plan, a, b):
    """Scale down rows and columns that have too much, and spread what is missing."""
    import torch

    tiny = torch.finfo(plan.dtype).tiny  # in place of 0 under a fraction
    for axis, mass in ((-1, a), (-2, b)):
        share = mass / plan.sum(axis).clamp_min(tiny)
        plan = plan * share.clamp_max(1).unsqueeze(axis)
    missing_a, missing_b = a - plan.sum(-1), b - plan.sum(-2)
    total = missing_a.sum(-1).clamp_min(tiny)[..., None, None]
    missing_a, missing_b = (missing.clamp_min(0) for missing in (missing_a, missing_b))
    return plan + missing_a.unsqueeze(-1) * missing_b.unsqueeze(-2) / total
