"""Triton looks at its settings when it is first imported, so they are made before any test runs."""

import os

import torch

if not torch.cuda.is_available():
    os.environ["TRITON_INTERPRET"] = "1"
