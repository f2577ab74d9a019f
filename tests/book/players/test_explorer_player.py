"""The explorer in a browser: it answers as the library does with the vectors it was given."""

import numpy as np
import pytest
from player_pages import texts

from sequtils import players
from sequtils.players.explorer_player import quantise
from sequtils.static import WordVectors

V, D = 600, 50
WORDS = [f"w{i}" for i in range(V - 2)] + ["<i>it</i>", "naïve"]


def vectors():
    """Clusters, so that neighbours are near, and a zero vector."""
    random = np.random.default_rng(0)
    rows = random.normal(size=(30, D))[random.integers(30, size=V)] + random.normal(size=(V, D))
    rows[17] = 0
    return WordVectors(WORDS, rows * random.uniform(0.1, 10, size=(V, 1)))


@pytest.fixture
def known():
    """What the page knows, in the library."""
    return WordVectors(WORDS, quantise(vectors().vectors).astype(np.float64))


@pytest.fixture
def page(show):
    return show(players.explorer(vectors(), ["w1", "w2"], ["w3", "w4", "w5"]))


def agrees(found, expected):
    """The same words with the same cosines; only equal cosines may come in another order."""
    words, cosines = zip(*[(WORDS[row], cosine) for row, cosine in found], strict=True)
    np.testing.assert_allclose(cosines, [cosine for _, cosine in expected], rtol=0, atol=1e-12)
    gaps = np.diff([cosine for _, cosine in expected])
    assert words == tuple(word for word, _ in expected) or (np.abs(gaps) < 1e-12).any()


def test_all_neighbours_are_those_of_the_library(page, known):
    found = page.locator("explorer-player").evaluate(
        "p => p.trace.words.map((_, i) => p.vectors.neighbours(i, 10))"
    )
    for word, near in zip(WORDS, found, strict=True):
        agrees(near, known.nearest(word, 10))


@pytest.mark.parametrize("exclude", [True, False])
def test_analogies_are_those_of_the_library(page, known, exclude):
    questions = np.random.default_rng(1).integers(V, size=(200, 3)).tolist()
    found = page.locator("explorer-player").evaluate(
        "(p, [all, exclude]) => all.map(q => p.vectors.analogy(...q, 10, exclude))",
        [questions, exclude],
    )
    for rows, answers in zip(questions, found, strict=True):
        question = [WORDS[row] for row in rows]
        agrees(answers, known.analogy(*question, n=10, exclude_inputs=exclude))


def test_the_keyboard_alone_asks_for_neighbours(page, known):
    field = page.get_by_label("Neighbours of")
    field.fill("w7")
    expected = [word for word, _ in known.nearest("w7", 10)]
    assert texts(page.locator(".near .word")) == expected
    assert f"“w7”: “{expected[0]}”" in page.locator("[aria-live=polite]").inner_text()
    button = page.locator(".near .word").nth(3)
    button.focus()
    page.keyboard.press("Enter")  # on to a neighbour, and from there on
    assert field.input_value() == expected[3]
    then = [word for word, _ in known.nearest(expected[3], 10)]
    assert texts(page.locator(".near .word")) == then
    active = "p => p.shadowRoot.activeElement.textContent"
    assert page.locator("explorer-player").evaluate(active) == then[0]


def test_an_analogy_is_asked_with_and_without_its_words(page, known):
    for letter, word in zip("abc", ["w3", "<i>it</i>", "naïve"], strict=True):
        page.get_by_label(f"{letter} in a : b :: c : ?").fill(word)
    page.get_by_role("button", name="Answer").click()
    for exclude in (True, False):
        page.get_by_role("checkbox").set_checked(exclude)
        best = known.analogy("w3", "<i>it</i>", "naïve", n=10, exclude_inputs=exclude)
        assert texts(page.locator(".near .word")) == [word for word, _ in best]
    assert page.locator(".near .asked").count() > 0


def test_an_unknown_word_is_told_and_the_answers_stay(page):
    before = texts(page.locator(".near .word"))
    field = page.get_by_label("Neighbours of")
    field.fill("zebra")
    field.press("Enter")
    assert "“zebra” is not among the 600 words" in page.locator(".caption").inner_text()
    assert texts(page.locator(".near .word")) == before


def test_typing_suggests_words_that_begin_alike(page):
    page.get_by_label("Neighbours of").fill("w59")
    options = page.locator("datalist option").evaluate_all("all => all.map(o => o.textContent)")
    assert options == [word for word in WORDS if word.startswith("w59")][:12]


def test_the_map_shows_all_words_marks_the_answers_and_can_be_clicked(page):
    dots = page.locator(".dots").get_attribute("d")
    assert dots.count("M") == V
    assert page.locator("circle.asked").count() == 1
    assert page.locator("circle.answer").count() == 10
    circle = page.locator("circle.answer").last
    name = page.locator("text.answer").last.text_content()
    circle.click()
    assert page.get_by_label("Neighbours of").input_value() == name
    page.get_by_role("button", name="4×").click()
    chosen = page.locator("circle.asked").bounding_box()
    frame = page.locator(".picture").bounding_box()
    for side, size in (("x", "width"), ("y", "height")):  # enlarged around the word
        middle = chosen[side] + chosen[size] / 2
        assert middle == pytest.approx(frame[side] + frame[size] / 2, abs=2)


def test_positions_of_ones_own_make_the_map(show):
    places = np.random.default_rng(3).uniform(size=(V, 2))
    page = show(players.explorer(vectors(), ["w1"], ["w3", "w4", "w5"], positions=places))
    drawn = page.locator("explorer-player").evaluate("p => p.places.map(({x, y}) => [x, -y])")
    for axis in range(2):
        correlation = np.corrcoef(np.array(drawn)[:, axis], places[:, axis])[0, 1]
        assert correlation == pytest.approx(1, abs=1e-4)  # 256 steps
