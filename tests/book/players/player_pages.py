"""One small player of each kind, and what tests ask of a page."""

import networkx as nx
import numpy as np

from sequtils import players
from sequtils.players import traces
from sequtils.static import FastText, WordVectors, counts
from sequtils.text import bpe, ngrams

SENTENCE = "the cat sat on the <i>mat</i> and the dog sat".split()
CORPUS = [text.split() for text in ("the cat sat on the mat", "a dog sat", "the dog ran on")]


def word_vectors(words, size=6, seed=0):
    """Vectors and context vectors of some words, drawn at random."""
    W, C = np.random.default_rng(seed).normal(size=(2, len(words), size))
    return WordVectors(words, W, context=C)


def bpe_player():
    words = {"low": 5, "lower": 2, "newest": 6, "widest": 3, "</b>": 2}
    return players.bpe(bpe.trace(words, 9))


def backoff_player():
    model = ngrams.kneser_ney(ngrams.NGramCounts.build([*CORPUS, SENTENCE], order=3))
    text = ["<s>", *"the cat ran <i>mat</i>".split(), "</s>"]
    return players.backoff([model.explain(text[:i], text[i]) for i in range(1, len(text))])


def window_player():
    return players.window(counts.trace(SENTENCE, window=3, weighting="harmonic"))


def update_player():
    words = ["poisson", "<i>array</i>", "the", "html", "axis"]
    questions = [(words[0], words[1], words[2:]), (words[1], words[0], words[2:4])]
    return players.update(traces.update(word_vectors(words), questions * 2, 0.1))


def huffman_player():
    words = {"the": 40, "<i>of</i>": 30, "array": 9, "axis": 7, "sparse": 3, "html": 1}
    return players.huffman(traces.huffman(words, [0.2, -1, 0.5, 2, -0.3]))


def transport_player():
    words = ["king", "queen", "<i>man</i>", "woman", "sea", "salt", "fish"]
    return players.transport(traces.transport(word_vectors(words), words[:4], words[2:]))


def walk_player():
    graph = nx.Graph([("a", "b"), ("b", "<i>c</i>"), ("<i>c</i>", "a"), ("a", "d"), ("d", "e")])
    return players.walk(traces.walk(graph, "a", p=2, q=0.5, length=12))


STEPPING = [bpe_player, backoff_player, window_player, update_player, huffman_player]
STEPPING += [transport_player, walk_player]


def subwords_player():
    vectors = FastText(vector_size=2, bucket=1_000, epochs=1).fit([["walk", "talk"]] * 5)
    return players.subwords(vectors, ["<i>walking</i>", "talking"])


def explorer_player():
    words = ["king", "queen", "<i>man</i>", "woman", "sea", "salt", "fish"]
    return players.explorer(word_vectors(words, 8), words[:3], words[1:4])


ALL = [*STEPPING, subwords_player, explorer_player]


def texts(locator):
    return [text.strip() for text in locator.all_inner_texts()]


def at_step(page, step, player=0):
    shown = page.locator(".sequtils-player").nth(player)
    shown.evaluate("(player, step) => { player.step = step }", step)
    return shown


def close(actual, expected):
    """Numbers in a player have three digits."""
    np.testing.assert_allclose(np.array(actual, float), expected, rtol=0.0051, atol=1e-12)
