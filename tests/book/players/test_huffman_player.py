"""The player of Huffman's tree in a browser: every word's way, and the probability at its end."""

import pytest
from player_pages import at_step, close, texts

from sequtils import players
from sequtils.players import traces

COUNTS = {"the": 400, "array": 90, "axis": 70, "sparse": 30, "html": 10, "null": 9, "pi": 1}
SCORES = [0.3, -1.5, 2.0, 0.0, -0.4, 1.1]


@pytest.fixture
def page(show):
    return show(players.huffman(traces.huffman(COUNTS, SCORES)))


def test_every_way_is_that_of_the_trace(page):
    for word in traces.huffman(COUNTS, SCORES)["words"]:
        page.get_by_role("combobox").select_option(word["word"])
        assert page.locator("huffman-player").evaluate("p => p.step") == len(word["code"])
        for step in range(len(word["code"]) + 1):
            player = at_step(page, step)
            assert player.locator("circle.passed").count() == min(step, len(word["path"]))
            assert player.locator(".edge.taken").count() == step
            factors = player.locator(".product").inner_text().split(" = ")
            if step > 1:
                close(factors[1].split(" × "), word["factors"][:step])
        close(player.locator(".value").inner_text(), word["probability"])
        assert player.locator(".leaves .chosen .code").inner_text() == "".join(
            map(str, word["code"])
        )


def test_the_words_below_are_those_whose_code_begins_alike(page):
    codes = {w["word"]: w["code"] for w in traces.huffman(COUNTS, SCORES)["words"]}
    page.get_by_role("combobox").select_option("html")
    for step in range(len(codes["html"])):
        player = at_step(page, step)
        below = texts(player.locator(".leaves > :not(.off) .name"))
        assert sorted(below) == sorted(
            word for word, code in codes.items() if code[:step] == codes["html"][:step]
        )


def test_leaves_stand_in_the_order_of_the_tree_and_sum_to_one(page):
    codes = texts(page.locator(".leaves .code"))
    assert codes == sorted(codes, reverse=True)  # left, 1, is above
    chances = [float(text) for text in texts(page.locator(".leaves .chance"))]
    assert sum(chances) == pytest.approx(1, abs=0.0005 * len(COUNTS))
    assert page.locator(".total b").inner_text() == "1"


def test_another_word_has_another_number_of_steps(page):
    for word, steps in [("the", 1), ("pi", 6)]:
        page.get_by_role("combobox").select_option(word)
        assert page.locator("huffman-player").evaluate("p => [p.step, p.count]") == [steps] * 2
        assert page.get_by_label("Step", exact=True).get_attribute("max") == str(steps)


def test_arrow_keys_in_the_choice_choose(page):
    choice = page.get_by_role("combobox")
    choice.select_option("the")
    choice.press("ArrowDown")
    assert choice.locator("option:checked").inner_text() == "array"
