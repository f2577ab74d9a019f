"""Static embeddings: one vector a word type, a node, an item, a document or a sentence.

    from sequtils.static import Word2Vec, WordVectors

The names of `__all__` are found in their modules when they are first asked for, so importing this
package stays light.
"""

from importlib import import_module

_HOMES = {
    "Doc2Vec": "doc2vec",
    "DocumentVectors": "doc2vec",
    "FastText": "fasttext",
    "FastTextVectors": "fasttext",
    "GloVe": "glove",
    "Item2Vec": "item2vec",
    "Node2Vec": "node2vec",
    "Sent2Vec": "sent2vec",
    "SentenceEncoder": "sent2vec",
    "Word2Vec": "word2vec",
    "WordVectors": "vectors",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
