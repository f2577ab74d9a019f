"""One step of word2vec for a whole window, four ways that agree.

A window has m input words and R output words with a label each. Negative sampling: the outputs are
the word in the middle, labelled 1, and its K noise words, labelled 0. Hierarchical softmax: they
are the inner nodes on the way to that word in a Huffman tree, labelled by the branch it takes.
*Skip-gram* asks all outputs of every input; *CBOW* asks them once, of the inputs' mean.

`reference` is the definition, `autograd` the version a student would write in PyTorch, `cpu` the
compiled one, `gpu` the one in Triton. All offer `train_skipgram(W, C, windows, learning_rate)` and
`train_cbow`, alike.

References:
    Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.
    Ji et al., 2016, Parallelizing Word2Vec in Shared and Distributed Memory, arXiv:1604.04661:
    noise words shared by the inputs of a window make the step a product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

ENGINES = {"numba": "cpu", "numpy": "reference", "torch": "autograd", "triton": "gpu"}
STEPS = {"skip-gram": "train_skipgram", "cbow": "train_cbow"}


def load_step(engine: str, architecture: str) -> Callable[..., None]:
    """The step of an architecture on an engine; what it needs is imported only now.

    Args:
        engine: "numba", "numpy", "torch" or "triton".
        architecture: "skip-gram" or "cbow".

    Raises:
        ValueError: If there is no such engine or architecture.

    Example:
        >>> load_step("numpy", "cbow").__module__
        'sequtils.kernels.windows.reference'
    """
    for name, value, known in (
        ("engine", engine, ENGINES),
        ("architecture", architecture, STEPS),
    ):
        if value not in known:
            raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}.")
    return getattr(import_module(f"{__name__}.{ENGINES[engine]}"), STEPS[architecture])
