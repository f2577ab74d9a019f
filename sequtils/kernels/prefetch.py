"""A hint to the processor: fetch these rows, they will be needed soon.

Rows of a large table are seldom in the cache. A processor waits for each about as long as a dot
product of a hundred numbers takes, unless it is told early enough where it will look next.
"""

from __future__ import annotations

from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

_LINE = 16  # float32 in a cache line
_INT = ir.IntType(32)
_POINTER = ir.IntType(8).as_pointer()


@intrinsic
def _prefetch(typing, table, row, column):
    """Ask for the cache line that holds `table[row, column]`, which is about to be written."""

    def generate(context, builder, signature, values):
        array = context.make_array(signature.args[0])(context, builder, values[0])
        place = [
            context.cast(builder, value, kind, types.intp)
            for value, kind in zip(values[1:], signature.args[1:], strict=True)
        ]
        address = cgutils.get_item_pointer(
            context, builder, signature.args[0], array, place, wraparound=False
        )
        hint = ir.FunctionType(ir.VoidType(), [_POINTER, _INT, _INT, _INT])
        hint = cgutils.get_or_insert_function(builder.module, hint, "llvm.prefetch.p0i8")
        # for writing, into every level of the cache, as data
        builder.call(hint, [builder.bitcast(address, _POINTER), _INT(1), _INT(3), _INT(1)])
        return context.get_dummy_value()

    return types.void(table, row, column), generate


@njit(cache=True, inline="always")
def prefetch_rows(table, rows):
    """Ask for some rows of a table of float32; changes nothing but how long they take to come."""
    for row in rows:
        for column in range(0, table.shape[1], _LINE):
            _prefetch(table, row, column)
