"""The player of walks in a browser: it goes where the library goes, for any p and q."""

import itertools

import networkx as nx
import numpy as np
import pytest
from player_pages import at_step, close, texts

from sequtils import players
from sequtils.kernels.walks import reference
from sequtils.players import traces

LENGTH = 25
DIALS = [1 / 8, 2**-0.5, 1.0, 3.0, 8.0]


def graphs():
    random = np.random.default_rng(0)
    weighted = nx.gnp_random_graph(9, 0.4, seed=1)
    for a, b in weighted.edges:
        weighted[a][b]["weight"] = random.uniform(0.1, 5)
    oneway = nx.DiGraph([(0, 1), (1, 2), (2, 0), (2, 3), (1, 3), (3, 4)])  # 4 is a dead end
    return {"weighted": weighted, "one-way": oneway, "barbell": nx.barbell_graph(4, 2)}


@pytest.fixture(params=graphs())
def trace(request):
    return traces.walk(graphs()[request.param], 0, p=0.5, q=2.0, length=LENGTH, seed=7)


def edges(trace):
    return [np.array(trace[part]) for part in ("indptr", "indices", "weights")]


def test_probabilities_are_those_of_the_definition(show, trace):
    page = show(players.walk(trace))
    n = len(trace["nodes"])
    asked = [
        [previous, node, p, q]
        for p, q in itertools.product(DIALS, DIALS)
        for node in range(n)
        for previous in (None, *range(n))
    ]
    found = page.locator("walk-player").evaluate(
        "(player, all) => all.map(one => player.transition(...one))", asked
    )
    for (previous, node, p, q), chances in zip(asked, found, strict=True):
        expected = reference.transition_probabilities(*edges(trace), p, q, previous, node)
        np.testing.assert_allclose(chances, expected, rtol=1e-12)


def test_walks_are_those_of_the_definition(show, trace):
    page = show(players.walk(trace))
    for p, q in itertools.product(DIALS, DIALS):
        found = page.locator("walk-player").evaluate(
            "(player, [p, q]) => player.trace.draws.map(d => player.pass(p, q, d.numbers))", [p, q]
        )
        expected = [
            reference.draw_walks(*edges(trace), p, q, [trace["start"]], LENGTH, own["seed"])[0]
            for own in trace["draws"]
        ]
        assert found == expected


def test_every_step_shows_where_the_walk_is_and_may_go(show, trace):
    page = show(players.walk(trace))
    names = [node["name"] for node in trace["nodes"]]
    for step, at in enumerate(trace["walk"]):
        player = at_step(page, step)
        assert player.locator("text.name.here").text_content() == names[at]
        previous = trace["walk"][step - 1] if step else None
        chances = reference.transition_probabilities(*edges(trace), 0.5, 2.0, previous, at)
        onward = np.flatnonzero(chances)
        assert texts(player.locator(".chances tbody th")) == [names[i] for i in onward]
        close(texts(player.locator(".chances td:last-child")), chances[onward])
        counts = player.locator("text.count").evaluate_all("all => all.map(t => +t.textContent)")
        passed = trace["walk"][: step + 1]
        assert counts == [passed.count(i) for i in range(len(names))]
    assert page.locator("walk-player").evaluate("p => p.count") == len(trace["walk"]) - 1


def test_the_dials_and_the_button_change_the_walk(show):
    trace = traces.walk(graphs()["barbell"], 0, length=LENGTH)
    page = show(players.walk(trace))
    walk = "player => player.walk"
    player = page.locator("walk-player")

    def expected(p, q, draw):
        seed = trace["draws"][draw]["seed"]
        return reference.draw_walks(*edges(trace), p, q, [0], LENGTH, seed)[0]

    assert player.evaluate(walk) == trace["walk"] == expected(1, 1, 0)
    page.get_by_label("p, against going back").fill("3")
    page.get_by_label("q, against going away").fill("-3")
    assert player.evaluate(walk) == expected(8, 1 / 8, 0)
    page.get_by_label("p, against going back").press("ArrowLeft")  # the dial's key, no step
    assert player.evaluate("player => player.step") == 0
    assert player.evaluate(walk) == expected(2**2.5, 1 / 8, 0)
    page.get_by_role("button", name="Another walk").click()
    assert player.evaluate(walk) == expected(2**2.5, 1 / 8, 1)
