"""The player of back-off in a browser: every step shows its trace."""

from player_pages import at_step, close, texts

from sequtils import players
from sequtils.text import ngrams

CORPUS = [text.split() for text in ("the cat sat on the mat", "a dog sat", "the dog ran on")]


def model():
    return ngrams.kneser_ney(ngrams.NGramCounts.build(CORPUS, order=3))


def answers(model):
    text = ["<s>", *"the cat ran".split(), "</s>"]
    return [model.explain(text[:i], text[i]) for i in range(1, len(text))]


def ladder_shown(player):
    return player.locator(".ladder > li").evaluate_all(
        """rows => rows.map(row => Object.fromEntries(
          [...row.children].map(cell => [cell.className, cell.textContent.trim()])))"""
    )


def test_every_step_of_the_back_off_is_that_of_the_trace(show):
    trace = answers(model())
    moves = [(answer, i) for answer in trace for i, o in enumerate(answer["orders"]) if o["weight"]]
    page = show(players.backoff(trace))
    for step, (answer, line) in enumerate(moves, start=1):
        player = at_step(page, step)
        assert player.locator(".sentence .here .word").inner_text() == answer["word"]
        rows = ladder_shown(player)
        expected = [f"order {order['order']}" for order in answer["orders"]]
        assert [row["order"] for row in rows] == expected
        for row, order in zip(rows[: line + 1], answer["orders"], strict=False):
            factors, share = row["product"].split(" = ")
            close([*factors.split(" × "), share], [order["weight"], order["own"], order["share"]])
            assert row["gram"].split() == [*order["history"], answer["word"]]
            evidence = f"seen {order['count']} of {order['history_count']}"
            assert row["evidence"] == (evidence if order["order"] else "any word at all")
        assert all(row["product"] == "" for row in rows[line + 1 :])
        total = sum(order["share"] for order in answer["orders"][: line + 1])
        close(player.locator(".total").inner_text(), total)


def test_the_last_step_of_a_word_is_what_the_model_answers(show):
    knowing = model()
    for answer in answers(knowing):
        page = show(players.backoff(answer))
        player = at_step(page, len(answer["orders"]))
        expected = knowing.probability(answer["history"], answer["word"])
        close(player.locator(".total").inner_text(), expected)
        marked = texts(player.locator(".answered .order"))
        assert marked == [f"order {answer['answered']}"]


def test_orders_that_get_no_weight_are_not_asked(show):
    scores = ngrams.stupid_backoff(ngrams.NGramCounts.build(CORPUS, order=3))
    page = show(players.backoff(scores.explain(["the", "dog"], "sat")))
    at = page.locator("backoff-player")
    assert at.evaluate("player => player.count") == 2  # 3-gram never seen, 2-gram seen
    player = at_step(page, 2)
    assert texts(player.locator(".evidence")) == ["seen 0 of 1", "seen 1 of 2", *["not asked"] * 2]
