"""What must be settled before pytest runs: where kernels in Triton do, and what comes first.

Triton looks at its settings when it is first imported. Without a GPU its interpreter runs the
kernels; where there is no Triton, which exists for Linux on x86-64, they cannot be imported.
"""

import os
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

if not Path("/dev/nvidiactl").exists() or version("torch").endswith("+cpu"):
    os.environ["TRITON_INTERPRET"] = "1"

collect_ignore_glob = [] if find_spec("triton") else ["sequtils/kernels/*/gpu.py"]

# Files of tests are shared out in this order: the long ones first, so that no process is left with
# one of them when the others have ended.
_FIRST = ("book/", "tests/solutions/", "tests/grading/", "tests/book/")


def pytest_collection_modifyitems(items):
    """Put the longest files first; all others keep their order."""

    def place(item) -> int:
        starts = [item.nodeid.startswith(folder) for folder in _FIRST]
        return starts.index(True) if any(starts) else len(_FIRST)

    items.sort(key=place)
