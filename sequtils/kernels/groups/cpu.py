"""Inference of a document's vector, compiled for the CPU; computes what `reference.py` defines.

Axes: V vocabulary, D embedding.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from sequtils.kernels.guess import FAST, add


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def infer(v, W, C, windows, learning_rate):
    """Take one step a window, in order, updating v in place.

    Args:
        v, W, C, windows, learning_rate: As in `reference.infer`; v, W and C are float32.
    """
    h, dv = np.empty_like(v), np.empty_like(v)
    for n in range(len(windows.input_bounds) - 1):
        begin, end = windows.input_bounds[n], windows.input_bounds[n + 1]
        h[:] = v
        for i in range(begin, end - 1):
            add(h, np.float32(1), W[windows.inputs[i]])
        part = np.float32(1) / np.float32(end - begin)
        dv[:] = 0
        for k in range(windows.output_bounds[n], windows.output_bounds[n + 1]):
            u = C[windows.outputs[k]]
            score = np.float32(0)
            for d in range(len(h)):
                score += h[d] * u[d]
            # 1 / (1 + inf) = 0, so σ needs no care for large scores
            error = windows.labels[k] - 1 / (1 + math.exp(-score * part))
            add(dv, np.float32(learning_rate * error), u)
        add(v, np.float32(1), dv)
