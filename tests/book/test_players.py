"""The players in a browser: every step shows its trace, by hand, by key, by day and by night."""

import itertools
import unicodedata

import numpy as np
import pytest

from sequtils import players
from sequtils.static import counts
from sequtils.text import bpe, ngrams, pretokenize

WORDS = {"low": 5, "lower": 2, "newest": 6, "widest": 3, "</b>": 2}
SENTENCE = "the cat sat on the mat and the dog sat".split()
CORPUS = [text.split() for text in ("the cat sat on the mat", "a dog sat", "the dog ran on")]
PAGE = "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"

# All text inside a player with its contrast, the lowest first; `%s` is the fixture `contrast`.
CONTRASTS = """player => {
  const ratio = %s;
  const texts = [...player.shadowRoot.querySelectorAll(".card *")].filter(element =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  return texts.map(element => [ratio(element), element.className || element.tagName])
    .sort((a, b) => a[0] - b[0]);
}"""


@pytest.fixture
def show(browser, tmp_path):
    """Open players in one page, from a folder, offline; nothing may go wrong there."""
    contexts, problems = [], []

    def show(*shown, head="", width=1000, **settings):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("requestfailed", lambda request: problems.append(request.url))
        path = tmp_path / f"{len(contexts)}.html"
        body = "\n".join(player._repr_html_() for player in shown)
        path.write_text(f"{PAGE}{head}<title>Players</title><body>{body}", encoding="utf-8")
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert problems == []


def trace_of_merges():
    return bpe.trace(WORDS, 9)


def model():
    return ngrams.kneser_ney(ngrams.NGramCounts.build(CORPUS, order=3))


def answers(model):
    text = ["<s>", *"the cat ran".split(), "</s>"]
    return [model.explain(text[:i], text[i]) for i in range(1, len(text))]


def all_players():
    return [
        players.bpe(trace_of_merges()),
        players.backoff(answers(model())),
        players.window(counts.trace(SENTENCE, window=3, weighting="harmonic")),
    ]


def texts(locator):
    return [text.strip() for text in locator.all_inner_texts()]


def at_step(page, step, player=0):
    shown = page.locator(".sequtils-player").nth(player)
    shown.evaluate("(player, step) => { player.step = step }", step)
    return shown


def close(actual, expected):
    """Numbers in a player have three digits."""
    np.testing.assert_allclose(np.array(actual, float), expected, rtol=0.0051, atol=1e-12)


def words_shown(player):
    return player.locator(".words > li").evaluate_all(
        """rows => rows.map(row => [
          [...row.querySelectorAll(".token")].map(token => token.textContent),
          Number(row.querySelector(".times").textContent.slice(2))])"""
    )


def pairs_shown(player):
    return player.locator(".pairs > li:not(.rest)").evaluate_all(
        """rows => rows.map(row => [
          ...[...row.querySelectorAll(".token")].map(token => token.textContent),
          Number(row.querySelector(".times").textContent)])"""
    )


def merges_shown(player):
    return player.locator(".learnt > li").evaluate_all(
        """rows => rows.map(row =>
          [...row.querySelectorAll(".token")].map(token => token.textContent))"""
    )


def ladder_shown(player):
    return player.locator(".ladder > li").evaluate_all(
        """rows => rows.map(row => Object.fromEntries(
          [...row.children].map(cell => [cell.className, cell.textContent.trim()])))"""
    )


def cells_shown(player):
    return player.locator(".matrix tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))"
    )


def test_every_step_of_the_merges_is_that_of_the_trace(show):
    steps = trace_of_merges()
    page = show(players.bpe(steps))
    player = at_step(page, 0)
    assert words_shown(player) == [[list(word), count] for word, count in WORDS.items()]
    for number, step in enumerate(steps):
        assert pairs_shown(player) == step["pairs"][:7]  # what is counted before the merge
        assert texts(player.locator(".pairs .next .token")) == step["chosen"]
        player = at_step(page, number + 1)
        assert words_shown(player) == step["words"]
        made = {"".join(step["chosen"])}
        assert set(texts(player.locator(".words .made"))) == made
        assert merges_shown(player) == [step["chosen"] for step in steps[: number + 1]]


def test_the_pair_to_be_merged_is_marked_in_the_words(show):
    steps = bpe.trace({"aaaab": 2, "aab": 1}, 1)
    player = at_step(show(players.bpe(steps)), 0)
    # From left to right, as the merge goes: a pair does not begin in another.
    assert texts(player.locator(".words .next")) == ["a"] * 6
    assert texts(player.locator(".words .next.left")) == ["a"] * 3


def test_the_last_step_of_the_merges_is_what_the_library_learns(show):
    steps = trace_of_merges()
    merges = bpe.reference.learn_merges(WORDS, 9)
    shown = words_shown(at_step(show(players.bpe(steps)), len(steps)))
    assert shown == [[bpe.reference.encode(word, merges), n] for word, n in WORDS.items()]


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


@pytest.mark.parametrize(("weighting", "contexts"), [("flat", "both"), ("harmonic", "left")])
def test_every_step_of_the_window_is_that_of_the_trace(show, weighting, contexts):
    trace = counts.trace(SENTENCE, window=3, weighting=weighting, contexts=contexts)
    page = show(players.window(trace))
    for number, step in enumerate(trace["steps"], start=1):
        player = at_step(page, number)
        close(cells_shown(player), step["matrix"])
        classes = player.locator(".sentence > li").evaluate_all("all => all.map(e => e.className)")
        expected = [""] * len(SENTENCE)
        expected[step["position"]] = "here"
        for near in step["neighbours"]:
            expected[near["position"]] = "near"
        assert classes == expected
        labels = [text[1:] for text in texts(player.locator(".sentence .near small"))]
        close(labels, [near["weight"] for near in step["neighbours"]])


def test_the_last_step_of_the_window_is_the_matrix_of_the_library(show):
    trace = counts.trace(SENTENCE, window=2, weighting="dynamic")
    player = at_step(show(players.window(trace)), len(SENTENCE))
    matrix = counts.cooccurrence([SENTENCE], window=2, weighting="dynamic", min_count=1)
    assert texts(player.locator(".matrix thead th")) == matrix.vocab.words
    close(cells_shown(player), matrix.matrix.toarray())


@pytest.mark.parametrize("which", range(4))
def test_keys_move_one_player_and_it_says_so(show, which):
    # The fourth is of the kind of the first: its element is known before its trace is read.
    page = show(*all_players(), players.bpe(bpe.trace({"aab": 1}, 2)))
    player = page.locator(".sequtils-player").nth(which)
    count = player.evaluate("player => player.count")
    player.get_by_role("group", name="step by step").focus()
    for key, step in [
        ("ArrowRight", 1),
        ("ArrowUp", 2),
        ("ArrowLeft", 1),
        ("ArrowDown", 0),
        ("ArrowLeft", 0),
        ("End", count),
        ("ArrowRight", count),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        assert player.evaluate("player => player.step") == step, key
        caption = player.locator("[aria-live=polite].caption")
        assert caption.inner_text().startswith(f"Step {step} of {count}.")
        assert player.get_by_label("Step", exact=True).input_value() == str(step)
    others = page.locator(".sequtils-player").evaluate_all("all => all.map(p => p.step)")
    assert others == [0, 0, 0, 0]


@pytest.mark.parametrize("key", ["Control+ArrowRight", "Alt+ArrowLeft", "Tab", "PageDown"])
def test_keys_of_the_browser_stay_with_the_browser(show, key):
    page = show(all_players()[0])
    page.locator("bpe-player").get_by_role("group", name="step by step").focus()
    page.evaluate("() => { onkeydown = event => { window.kept = !event.defaultPrevented } }")
    page.keyboard.press(key)
    assert page.evaluate("kept")
    assert page.locator("bpe-player").evaluate("player => player.step") == 0


def test_buttons_and_the_slider_move(show):
    page = show(all_players()[2])
    player = page.locator("window-player")
    step = "player => player.step"
    names = ["Next step", "Next step", "One step back", "Last step", "First step"]
    for name, expected in zip(names, [1, 2, 1, len(SENTENCE), 0], strict=True):
        player.get_by_role("button", name=name, exact=True).click()
        assert player.evaluate(step) == expected
    slider = player.get_by_label("Step", exact=True)
    slider.fill("4")
    assert player.evaluate(step) == 4
    assert slider.get_attribute("aria-valuetext") == f"step 4 of {len(SENTENCE)}"
    slider.press("ArrowRight")
    assert player.evaluate(step) == 5


def test_a_button_at_the_end_says_so_and_keeps_the_focus(show):
    page = show(all_players()[2])
    last = page.locator("window-player").get_by_role("button", name="Last step")
    last.click()
    assert last.get_attribute("aria-disabled") == "true"
    assert last.evaluate("button => button.getRootNode().activeElement === button")


def test_it_plays_to_the_end_silently_and_stops_when_asked(show):
    page = show(all_players()[2])
    page.clock.install()
    page.reload()
    player = page.locator("window-player")
    player.get_by_role("button", name="Play", exact=True).click()
    page.clock.run_for(3000)
    assert player.evaluate("player => player.step") == 2
    assert player.locator(".caption").get_attribute("aria-live") == "off"
    player.get_by_role("button", name="Pause", exact=True).click()
    page.clock.run_for(3000)
    assert player.evaluate("player => player.step") == 2
    assert player.locator(".caption").get_attribute("aria-live") == "polite"
    player.get_by_role("button", name="Play", exact=True).click()
    page.clock.run_for(60_000)
    assert player.evaluate("player => player.step") == len(SENTENCE)
    assert player.get_by_role("button", name="Play", exact=True).is_visible()


def test_without_javascript_the_table_says_the_same(show):
    shown = all_players()
    page = show(*shown, java_script_enabled=False)
    tables = [table for player in shown for table in player.tables.values()]
    for place, table in zip(page.locator("table").all(), tables, strict=True):
        assert place.is_visible()
        cells = [str(cell) for row in (table.header, *table.rows) for cell in row]
        assert place.locator("th, td").all_inner_texts() == cells
    assert "steps" not in page.locator("body").inner_text().replace("step\t", "")


def test_the_table_is_one_click_away(show):
    page = show(all_players()[0])
    player = page.locator("bpe-player")
    assert not player.locator("table").is_visible()
    player.locator("summary").click()
    assert player.locator("table").is_visible()


def test_words_that_look_like_html_stay_text(show):
    words = {"</script><img/src=x/onerror=alert(1)>": 3, "<b>bold</b>": 1, "&lt;": 2}
    answer = ngrams.add_k(ngrams.NGramCounts.build([list(words)], order=2)).explain(
        ["<b>bold</b>"], "&lt;"
    )
    page = show(
        players.bpe(bpe.trace(words, 3)),
        players.backoff(answer),
        players.window(counts.trace(list(words))),
    )
    shown = words_shown(at_step(page, 0, 0))
    assert ["".join(tokens) for tokens, _ in shown] == list(words)
    assert at_step(page, 1, 1).locator(".sentence .word").inner_text() == "&lt;"
    assert texts(at_step(page, 2, 2).locator(".sentence .word")) == list(words)
    assert page.locator(".sequtils-player").locator("img, i, .bold").count() == 0


def test_an_output_that_comes_later_plays(show):
    """As JupyterLab does it: elements are inserted, then their scripts are made again and run."""
    page = show(all_players()[2])
    html = all_players()[2]._repr_html_()
    page.evaluate(
        """html => {
          const output = document.createElement("div");
          output.innerHTML = html;
          document.body.append(output);
          for (const old of output.querySelectorAll("script")) {
            const script = document.createElement("script");
            for (const {name, value} of old.attributes) script.setAttribute(name, value);
            script.textContent = old.textContent;
            old.replaceWith(script);
          }
          document.body.prepend(output); // and may move it afterwards
        }""",
        html,
    )
    for which in range(2):
        player = at_step(page, len(SENTENCE), which)
        assert player.locator(".matrix").count() == 1
        assert player.locator(".sentence .here .word").inner_text() == SENTENCE[-1]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["", "jupyter", "book"])
def test_both_themes_can_be_read_wide_and_narrow(show, contrast, width, scheme, theme):
    dark = scheme == "dark"
    ink, ground = ("#dee2e6", "#14191c") if dark else ("#222832", "#ffffff")
    names = {
        "": {},
        "jupyter": {"jp-content-font-color1": ink, "jp-layout-color1": ground},
        "book": {"pst-color-text-base": ink, "pst-color-background": ground},
    }[theme]
    head = f"<style>:root {{{';'.join(f'--{name}: {v}' for name, v in names.items())}}}</style>"
    page = show(
        *all_players(), head=head, width=width, color_scheme=scheme, reduced_motion="reduce"
    )
    for which in range(3):
        for step in (0, 4):
            player = at_step(page, step, which)
            lowest, where = player.evaluate(CONTRASTS % contrast)[0]
            assert lowest >= 4.5, (which, step, where)
        player.locator("summary").click()
        if theme:
            card = "player => getComputedStyle(player.shadowRoot.querySelector('.card'))"
            color = tuple(int(ground[i : i + 2], 16) for i in (1, 3, 5))
            assert player.evaluate(f"{card.replace('=>', '=>', 1)}.backgroundColor") == (
                f"rgb{color}"
            )
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_moves_for_readers_who_asked_for_that(show):
    motion = "e => getComputedStyle(e).animationName"
    for setting, expected in [("reduce", "none"), ("no-preference", "appear")]:
        page = show(all_players()[0], reduced_motion=setting)
        made = at_step(page, 1).locator(".words .made").first
        assert made.evaluate(motion) == expected


def test_focus_is_seen(show):
    page = show(all_players()[0])
    for _ in range(7):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle"
        )
        assert outline == "solid"


# ---- the reader's own text ----

ALPHABET = [
    *"abcdefghijklmnop thelowrnisABC0123'’.,!?-\n\t <>&\"",
    *"éüßñçÅøþ e\u0301n\u0303\u200d\u200c\ufe0f\u00a0\u2003\u3000\x85\x1c\x00",
    *"你好世界日本語한국어คำไทยहिन्दीעבריתالعربية",
    *"½²Ⅷ٣५一🙂👍🏽👨‍👩‍👧🇩🇪𝒳𐍈\U0001f600\U0010ffff\ue000",
]
TRAINING = ["the low lower lowest newest widest. They're here, aren't they? 123 1234"] * 3 + [
    "é è naïve café, 你好 世界 한국어 🙂👍🏽 नमस्ते aaaa aaa haha hahaha     ."
] * 3


def own_texts(n=3000):
    random = np.random.default_rng(0)
    words = [*" ".join(TRAINING).split(), *ALPHABET]
    drawn = ["".join(random.choice(ALPHABET, random.integers(0, 30))) for _ in range(n // 3)]
    joined = [" ".join(random.choice(words, random.integers(1, 12))) for _ in range(n // 3)]
    runs = [c * n for c in ("a", "ha", " ", "…", "aah") for n in range(1, 12)]
    points = [p for p in random.integers(0, 0x110000, 30 * n) if not 0xD800 <= p < 0xE000]
    known = known_characters()
    anything = [chr(p) for p in points if chr(p) in known]
    size = len(anything) // (n // 3)
    return (
        runs
        + drawn
        + joined
        + ["".join(anything[i * size : (i + 1) * size]) for i in range(n // 3)]
    )


def known_characters():
    """All characters of Python's Unicode version but those for private use."""
    none = ("Cn", "Co", "Cs")
    return {c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in none}


@pytest.mark.parametrize(
    ("level", "pattern"), [*itertools.product(("bytes", "characters"), ("gpt2", "plain"))]
)
def test_the_page_encodes_as_the_library_does(show, level, pattern):
    size = 320 if level == "bytes" else 80
    tokenizer = bpe.BPE.train(TRAINING, size, level=level, pattern=pattern)
    page = show(players.bpe(trace_of_merges(), tokenizer))
    strings = own_texts()
    encoded = page.locator("bpe-player").evaluate(
        "(player, strings) => strings.map(text => player.encoder.tokenize(text))", strings
    )
    for text, tokens in zip(strings, encoded, strict=True):
        assert tokens == tokenizer.tokenize(text), ascii(text)


@pytest.mark.parametrize("pattern", ["gpt2", "plain"])
def test_every_character_that_the_browser_knows_is_of_the_same_class(show, pattern):
    tokenizer = bpe.BPE.train(TRAINING, 257, pattern=pattern)
    page = show(players.bpe(trace_of_merges(), tokenizer))
    known = sorted(known_characters())
    unknown = set(page.evaluate("all => all.match(/\\p{Cn}/gu) ?? []", "".join(known)))
    # Beside a letter, beside a number, and alone.
    strings = [f"a{c}b 7{c} {c}" for c in known if c not in unknown]
    pieces = page.locator("bpe-player").evaluate(
        "(player, strings) => strings.map(text => player.encoder.pieces(text).length)", strings
    )
    expected = [len(pretokenize.split(text, pattern)) for text in strings]
    assert [ascii(s) for s, *n in zip(strings, pieces, expected, strict=True) if n[0] != n[1]] == []


def test_typing_shows_tokens_with_the_merges_so_far(show):
    steps = trace_of_merges()
    page = show(players.bpe(steps, text="lowest"))
    player = page.locator("bpe-player")
    field = player.get_by_label("Your own text")
    assert field.input_value() == "lowest"
    for text in ("lowest newer", "", "low 🙂 <b>", "wide  widest"):
        field.fill(text)
        for k in range(len(steps) + 1):
            at_step(page, k)
            shown = texts(player.locator(".tokens .token"))
            characters = sorted({" ", *"".join(WORDS)})
            merges = [tuple(step["chosen"]) for step in steps[:k]]
            made = ["".join(pair) for pair in merges]
            same = bpe.BPE([*characters, *made], merges, level="characters", pattern="plain")
            assert shown == [token.replace(" ", "␣") for token in same.tokenize(text)]


def test_arrow_keys_in_the_field_move_its_cursor_only(show):
    page = show(all_players()[0])
    player = page.locator("bpe-player")
    player.get_by_label("Your own text").press("ArrowRight")
    assert player.evaluate("player => player.step") == 0
