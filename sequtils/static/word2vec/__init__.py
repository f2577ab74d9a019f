"""word2vec: skip-gram and CBOW, with three ways to say how probable a word is.

    from sequtils.static.word2vec import Word2Vec

    vectors = Word2Vec(vector_size=50).fit(corpus)
    vectors.nearest("queen")

The arithmetic of a step is in `sequtils.kernels.windows`; here are the corpus, the schedule and
the threads around it.
"""

from sequtils.static.word2vec.huffman import huffman_paths
from sequtils.static.word2vec.model import Word2Vec, skipgram_pairs

__all__ = ["Word2Vec", "huffman_paths", "skipgram_pairs"]
