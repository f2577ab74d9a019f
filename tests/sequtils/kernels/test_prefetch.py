"""A hint must change nothing, whatever the shape of the table it points into."""

import numpy as np
import pytest
from numba import njit

from sequtils.kernels.prefetch import prefetch_rows


@njit
def ask(table, rows):
    prefetch_rows(table, rows)
    return table.sum()


@pytest.mark.parametrize("shape", [(1, 1), (3, 15), (3, 16), (5, 100)])
@pytest.mark.parametrize("step", [1, 2], ids=["side by side", "every other column"])
def test_table_stays_as_it_was(shape, step):
    table = np.random.default_rng(0).random(shape, np.float32)[:, ::step]
    before = table.copy()
    total = ask(table, np.array([0, shape[0] - 1], np.int32))
    np.testing.assert_array_equal(table, before)
    assert total == pytest.approx(before.sum(), rel=1e-5)  # float32 sums in another order


def test_the_hint_is_compiled():
    ask(np.zeros((2, 20), np.float32), np.array([1], np.int32))
    assert any(
        "prefetcht" in text or "prfm" in text or "prefetchw" in text
        for text in ask.inspect_asm().values()
    )
