"""What must be settled before pytest imports a module of ours: where kernels in Triton run.

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
