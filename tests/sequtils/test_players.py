"""Players without a browser: what stands in a page, what stands in a terminal, what is refused."""

import itertools
import json
from html.parser import HTMLParser

import networkx as nx
import numpy as np
import pytest

from sequtils import players
from sequtils.players import traces
from sequtils.plots import Table
from sequtils.static import FastText, WordVectors, counts
from sequtils.text import bpe, ngrams

SIGNS = ["</script><b>&amp;\u2028", "<!--", "]]>", "\\u003c", '"quoted"']
WORDS = {sign: i for i, sign in enumerate(SIGNS, start=1)}


def answers():
    model = ngrams.kneser_ney(ngrams.NGramCounts.build([SIGNS, SIGNS[::-1]], order=2))
    return [model.explain([a], b) for a, b in itertools.pairwise(SIGNS)]


def update_trace(signs=tuple(SIGNS)):
    W, C = np.random.default_rng(0).normal(size=(2, len(signs), 4))
    questions = [(signs[0], signs[1], signs[2:]), (signs[1], signs[0], signs[3:])]
    return traces.update(WordVectors(signs, W, context=C), questions, learning_rate=0.5)


def transport_trace():
    vectors = WordVectors(SIGNS, np.random.default_rng(0).normal(size=(len(SIGNS), 4)))
    return traces.transport(vectors, SIGNS[:3], SIGNS[2:])


MAKERS = {
    "bpe": lambda: (bpe.trace(WORDS, 6), players.bpe),
    "backoff": lambda: (answers(), players.backoff),
    "window": lambda: (counts.trace(SIGNS, window=2), players.window),
    "update": lambda: (update_trace(), players.update),
    "transport": lambda: (transport_trace(), players.transport),
    "walk": lambda: (traces.walk(nx.path_graph(SIGNS), SIGNS[1]), players.walk),
    "huffman": lambda: (traces.huffman(WORDS), players.huffman),
}


@pytest.fixture(params=MAKERS)
def made(request):
    """A trace full of signs that mean something in HTML, and its player."""
    trace, player = MAKERS[request.param]()
    return trace, player(trace)


class Outline(HTMLParser):
    """The elements of a page, the text of its cells, and the JSON in it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.cells, self.json = [], [], ""
        self.within = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.within = "json" if ("type", "application/json") in attributes else tag
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        self.within = None

    def handle_data(self, data):
        if self.within in ("td", "th"):
            self.cells[-1] += data
        elif self.within == "json":
            self.json += data


def test_the_page_holds_the_trace_as_it_is(made):
    trace, player = made
    shown = json.loads(Outline(player._repr_html_()).json)
    assert (shown["steps"] if player.element == "bpe-player" else shown) == trace


def test_no_word_becomes_an_element_or_ends_one(made):
    _, player = made
    page = Outline(player._repr_html_())
    allowed = {player.element, "style", "p", "table", "thead", "tbody", "tr", "th", "td", "script"}
    assert set(page.tags) == allowed
    assert page.tags.count("script") == 2


def test_the_table_in_the_page_says_what_the_text_says(made):
    _, player = made
    cells = [
        str(cell) for t in player.tables.values() for row in (t.header, *t.rows) for cell in row
    ]
    assert Outline(player._repr_html_()).cells == cells
    assert all(cell.strip() in repr(player) for cell in cells)


def test_a_player_is_the_same_every_time(made):
    trace, player = made
    again = MAKERS[player.element.removesuffix("-player")]()[1](trace)
    assert repr(again) == repr(player)
    assert again._repr_html_() == player._repr_html_()


def test_scripts_and_style_cannot_end_their_elements(made):
    html = made[1]._repr_html_()
    assert html.lower().count("</script") == 2
    assert html.lower().count("</style") == 1
    # Nothing is fetched: what looks like an address is the name of a format.
    assert html.count("http") == html.count("http://www.w3.org/2000/svg")


def test_one_answer_is_as_good_as_a_list():
    [first, *_] = answers()
    assert players.backoff(first)._repr_html_() == players.backoff([first])._repr_html_()


def test_a_trained_tokeniser_comes_along():
    tokenizer = bpe.BPE.train(["low lower lowest"], 258)
    player = players.bpe(bpe.trace({"low": 1}, 1), tokenizer, text="lower")
    assert player.trace["tokenizer"] == {
        "merges": [list(pair) for pair in tokenizer.merges],
        "units": [],
        "level": "bytes",
        "pattern": "gpt2",
    }
    assert player.trace["text"] == "lower"


def test_ranks_are_refused_in_one_sentence():
    tokenizer = bpe.BPE.from_ranks({bytes([b]): b for b in range(256)})
    with pytest.raises(ValueError, match="tokenizer must have a list of merges, got one that"):
        players.bpe(bpe.trace({"low": 1}, 1), tokenizer)


@pytest.mark.parametrize(
    ("player", "trace", "message"),
    [
        (players.bpe, [], "trace must hold at least one merge, got none"),
        (
            players.bpe,
            [{"pairs": []}],
            "trace must be what .*bpe.trace returns, but lacks 'chosen'",
        ),
        (players.bpe, ["low"], "has str for a dictionary"),
        (players.backoff, [], "answers must hold at least one answer, got none"),
        (players.backoff, {"word": "a"}, "returns, but lacks 'history'"),
        (players.window, {"steps": []}, "lacks 'sentence'"),
        (players.window, [], "has list for a dictionary"),
        (players.update, {"learning_rate": 1, "steps": []}, "at least one update, got none"),
        (players.update, {"learning_rate": 1, "steps": [{}]}, "lacks 'center'"),
        (players.huffman, {"root": 0, "nodes": [], "words": []}, "at least two words, got 0"),
        (players.huffman, [], "has list for a dictionary"),
        (players.transport, {"distance": 0}, "lacks 'bound'"),
        (players.walk, {"nodes": []}, "lacks 'indptr'"),
        (
            players.window,
            {"sentence": [], "words": [], "steps": []},
            "trace must hold at least one position, got none",
        ),
    ],
)
def test_what_is_no_trace_is_refused_in_one_sentence(player, trace, message):
    with pytest.raises(ValueError, match=message):
        player(trace)


def test_numbers_that_json_cannot_hold_are_refused():
    player = players.Player("window-player", "t", [float("nan")], {"t": Table(["a"], [])}, ())
    with pytest.raises(ValueError, match="not JSON compliant"):
        player._repr_html_()


def test_vectors_without_ngrams_are_refused_in_one_sentence():
    plain = WordVectors(["a", "b"], np.eye(2))
    without = FastText(vector_size=2, max_n=0, epochs=1).fit([["walk", "talk"]] * 5)
    for vectors in (plain, without):
        with pytest.raises(ValueError, match="vectors must be fastText's with n-grams, but"):
            players.subwords(vectors)
    with pytest.raises(ValueError, match="words must be two, got 1"):
        players.subwords(FastText(vector_size=2, bucket=9).fit([["walk", "talk"]] * 5), ["a"])
