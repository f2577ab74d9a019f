"""fastText: a word is the sum of its parts, so that every word has a vector.

    from sequtils.static.fasttext import FastText

    vectors = FastText(vector_size=50).fit(corpus)
    vectors["unheard-of"]

The arithmetic of a step is in `sequtils.kernels.fasttext`; here are the corpus, the schedule, the
threads and the binary files of the original program.
"""

from sequtils.kernels.fasttext.ngrams import buckets, fnv1a, ngrams
from sequtils.static.fasttext.model import FastText
from sequtils.static.fasttext.vectors import FastTextVectors

__all__ = ["FastText", "FastTextVectors", "buckets", "fnv1a", "ngrams"]
