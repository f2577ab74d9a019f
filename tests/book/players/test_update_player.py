"""The player of updates in a browser: every step shows its trace, the last the trained vectors."""

import numpy as np
import pytest
from player_pages import at_step, close, texts, word_vectors

from sequtils import players
from sequtils.kernels.sgns import reference
from sequtils.players import traces

WORDS = ["king", "crown", "the", "plough", "sea", "salt"]
QUESTIONS = [
    ("king", "crown", ["the", "plough", "sea"]),
    ("sea", "salt", ["king", "the"]),
    ("king", "the", ["salt", "salt"]),
]
RATE = 0.3


def numbers(locator):
    return [float(text.replace("−", "-")) for text in texts(locator)]


def test_every_step_is_that_of_the_trace(show):
    trace = traces.update(word_vectors(WORDS), QUESTIONS, RATE)
    page = show(players.update(trace))
    for number, update in enumerate(trace["steps"]):
        for moved in (0, 1):
            player = at_step(page, 2 * number + moved)
            rows = update["rows"]
            assert texts(player.locator(".questions tbody th")) == [row["word"] for row in rows]
            cells = player.locator(".questions tbody tr")
            for place, row in zip(cells.all(), rows, strict=True):
                label, score, sigma, error, *after = numbers(place.locator("td:not(:empty)"))
                shown = [label, score, sigma, error, *after]
                expected = [row["label"], row["score"], row["error"] + row["label"], row["error"]]
                expected += [row["score_after"]] * moved
                np.testing.assert_allclose(shown, expected, atol=0.005 + 1e-6)  # two decimals
            close(player.locator(".loss .before").inner_text(), update["loss"])
            assert player.locator(".loss .after").count() == moved
            assert player.locator(".arrow").count() == moved * (1 + len(rows))


def test_the_last_step_is_what_the_kernel_trains(show):
    vectors = word_vectors(WORDS)
    trace = traces.update(vectors, QUESTIONS, RATE)
    W, C = vectors.vectors.copy(), vectors.context.copy()
    for words in QUESTIONS:
        center, target, *noise = map(vectors.id, [*words[:2], *words[2]])
        batch = (np.array([ids]) for ids in (center, target, noise))
        reference.train_pairs(W, C, *batch, RATE)
    player = at_step(show(players.update(trace)), 2 * len(QUESTIONS) - 1)
    scores = C[[target, *noise]] @ W[center]
    np.testing.assert_allclose(numbers(player.locator("tbody .after")), scores, atol=0.005 + 1e-6)
    close(
        player.locator(".loss .after").inner_text(),
        reference.sgns_loss(W, C, center, target, noise),
    )


def test_points_stand_where_the_trace_says(show):
    """All distances in the picture are those of the trace, at one scale."""
    trace = traces.update(word_vectors(WORDS), QUESTIONS, RATE)
    page = show(players.update(trace))
    for number, update in enumerate(trace["steps"]):
        player = at_step(page, 2 * number)
        places = player.locator("circle:not(.origin)").evaluate_all(
            "all => all.map(c => [Number(c.getAttribute('cx')), -Number(c.getAttribute('cy'))])"
        )
        points = np.array([update["before"], *(row["before"] for row in update["rows"])])
        drawn = np.array(places) - places[0]
        points -= points[0]
        scale = np.linalg.norm(drawn) / np.linalg.norm(points)
        np.testing.assert_allclose(drawn, scale * points, atol=0.1)  # a tenth of a pixel


# The names that a line goes through: points on arrows and on the spoke inside the box of a text.
STRUCK = """svg => [...svg.querySelectorAll("text")].filter(text => {
  const box = text.getBoundingClientRect();
  return [...svg.querySelectorAll(".arrow, .spoke")].some(line => {
    const to = line.getScreenCTM(), length = line.getTotalLength();
    return Array.from({length: 50}, (_, i) =>
      line.getPointAtLength(length * i / 49).matrixTransform(to)).some(({x, y}) =>
        x > box.left + 1 && x < box.right - 1 && y > box.top + 2 && y < box.bottom - 2);
  });
}).map(text => text.textContent)"""


@pytest.mark.parametrize("width", [390, 1000])
def test_no_line_goes_through_a_name_and_the_table_fits(show, width):
    words = ["random", "generator", "matrix", "seed", "the"]
    questions = [(center, "generator", ["matrix", "the"]) for center in ("random", "seed", "the")]
    page = show(
        *(players.update(traces.update(word_vectors(words, seed=s), questions)) for s in range(4)),
        width=width,
    )
    for number in range(4):
        for step in range(2 * len(questions)):
            player = at_step(page, step, number)
            assert player.locator("svg.picture").evaluate(STRUCK) == []
            scroll = player.locator(".scroll").filter(has=page.locator(".questions"))
            assert scroll.evaluate("box => box.scrollWidth <= box.clientWidth")
