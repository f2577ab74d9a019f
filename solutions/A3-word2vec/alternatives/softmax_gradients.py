# ruff: noqa: B905, E402, F811, F821
# %% scipy
# SciPy knows the logarithm of a sum of exponentials.
from scipy.special import logsumexp, softmax


def softmax_gradients(w, C, target):
    scores = C @ w
    truth = np.zeros(len(C))
    truth[target] = 1
    error = softmax(scores) - truth
    return logsumexp(scores) - scores[target], C.T @ error, error[:, None] * w


# %% autograd
# PyTorch finds the gradient.
import torch


def softmax_gradients(w, C, target):
    w, C = (torch.tensor(array, requires_grad=True) for array in (w, C))
    J = torch.nn.functional.cross_entropy((C @ w)[None], torch.tensor([target]))
    J.backward()
    return J.item(), w.grad.numpy(), C.grad.numpy()


# %% loop
# One word at a time, and the loss as −log p where p can be told from 0.
def softmax_gradients(w, C, target):
    scores = [sum(a * b for a, b in zip(row, w)) for row in C]
    top = max(scores)
    powers = [np.exp(score - top) for score in scores]
    total = sum(powers)
    dw, dC = np.zeros(len(w)), np.zeros((len(C), len(w)))
    for v, power in enumerate(powers):
        slope = power / total - (v == target)
        dw += slope * C[v]
        dC[v] = slope * w
    return top - scores[target] + np.log(total), dw, dC


# %% pairs_of_logarithms
# np.logaddexp, two scores after two scores, from the first to the last.
def softmax_gradients(w, C, target):
    scores = np.dot(C, w)
    log_total = np.logaddexp.reduce(scores)
    error = np.exp(scores - log_total)
    error[target] = error[target] - 1.0
    return (
        np.asarray(log_total - scores[target]),
        np.einsum("v,vd->d", error, C),
        np.outer(error, w),
    )


# %% float32
# Computes in 32-bit floats.
def softmax_gradients(w, C, target):
    w, C = w.astype(np.float32), C.astype(np.float32)
    scores = C @ w
    scores -= scores.max()
    log_total = np.log(np.exp(scores).sum())
    error = np.exp(scores - log_total)
    error[target] -= 1
    return log_total - scores[target], error @ C, np.outer(error, w)
