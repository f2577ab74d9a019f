"""Numbers in a file behave as the array of the same numbers."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sequtils.text.scratch import Scratch

PARTS = st.lists(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=9), max_size=5)


@given(PARTS, st.integers(-50, 50) | st.none(), st.integers(-50, 50) | st.none())
def test_slices_are_those_of_an_array(parts, start, stop):
    scratch = Scratch()
    for part in parts:
        scratch.append(np.array(part, np.int32))
    array = np.array([number for part in parts for number in part], np.int32)
    assert len(scratch) == len(array)
    np.testing.assert_array_equal(scratch[start:stop], array[start:stop])
    np.testing.assert_array_equal(np.asarray(scratch), array)


def test_a_slice_is_an_array_of_its_own():
    scratch = Scratch()
    scratch.append(np.arange(5, dtype=np.int32))
    scratch[:][0] = 9
    assert scratch[:1].tolist() == [0]


def test_threads_read_side_by_side():
    scratch = Scratch()
    scratch.append(np.arange(100_000, dtype=np.int32))
    with ThreadPoolExecutor(8) as pool:
        starts = list(range(0, 100_000, 1_000))
        parts = list(pool.map(lambda start: scratch[start : start + 1_000], starts))
    np.testing.assert_array_equal(np.concatenate(parts), np.arange(100_000))


def test_a_step_is_refused():
    with pytest.raises(ValueError, match=r"part must be a slice with step 1, not 2\."):
        Scratch()[::2]
