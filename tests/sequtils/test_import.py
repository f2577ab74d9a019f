"""Importing is quick: what is heavy is loaded where it is used."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("sequtils", ["numpy", "torch", "numba", "matplotlib"]),
        ("sequtils.corpora", ["torch", "numba", "matplotlib", "sympy"]),
        ("sequtils.text.bpe", ["torch", "numba", "matplotlib"]),
        ("sequtils.text.ngrams", ["torch", "numba", "matplotlib"]),
        ("sequtils.static.counts", ["torch", "numba", "matplotlib"]),
        ("sequtils.static", ["numpy", "torch", "numba", "matplotlib"]),
        ("sequtils.static.align", ["torch", "numba", "matplotlib", "scipy"]),
        ("sequtils.static.bias", ["torch", "numba", "matplotlib", "sklearn", "scipy"]),
        ("sequtils.static.evaluate", ["torch", "numba", "matplotlib", "sklearn", "gensim"]),
        ("sequtils.static.doc2vec", ["torch", "triton", "matplotlib", "sklearn"]),
        ("sequtils.static.node2vec", ["torch", "triton", "matplotlib", "networkx"]),
        ("sequtils.static.vectors", ["torch", "numba", "matplotlib"]),
        ("sequtils.static.wmd", ["torch", "numba", "matplotlib", "ot", "scipy"]),
        ("sequtils.static.word2vec", ["torch", "triton", "matplotlib"]),
        ("sequtils.plots", ["torch", "numba", "matplotlib"]),
    ],
)
def test_import_leaves_out(module, absent):
    code = f"import sys, {module}; print(*(name for name in {absent} if name in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
