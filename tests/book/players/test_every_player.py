"""The players in a browser: every step shows its trace, by hand, by key, by day and by night."""

import pytest
from player_pages import ALL, SENTENCE, STEPPING, at_step, bpe_player, window_player

# All text inside a player with its contrast, the lowest first; `%s` is the fixture `contrast`.
CONTRASTS = """player => {
  const ratio = %s;
  const texts = [...player.shadowRoot.querySelectorAll(".card *")].filter(element =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  return texts.map(element => [ratio(element), element.className || element.tagName])
    .sort((a, b) => a[0] - b[0]);
}"""


@pytest.mark.parametrize("which", range(len(STEPPING) + 1))
def test_keys_move_one_player_and_it_says_so(show, which):
    # The last is of the kind of the first: its element is known before its trace is read.
    page = show(*(make() for make in STEPPING), bpe_player())
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
    assert others == [0] * (len(STEPPING) + 1)


@pytest.mark.parametrize("key", ["Control+ArrowRight", "Alt+ArrowLeft", "Tab", "PageDown"])
def test_keys_of_the_browser_stay_with_the_browser(show, key):
    page = show(bpe_player())
    page.locator("bpe-player").get_by_role("group", name="step by step").focus()
    page.evaluate("() => { onkeydown = event => { window.kept = !event.defaultPrevented } }")
    page.keyboard.press(key)
    assert page.evaluate("kept")
    assert page.locator("bpe-player").evaluate("player => player.step") == 0


def test_buttons_and_the_slider_move(show):
    page = show(window_player())
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
    page = show(window_player())
    last = page.locator("window-player").get_by_role("button", name="Last step")
    last.click()
    assert last.get_attribute("aria-disabled") == "true"
    assert last.evaluate("button => button.getRootNode().activeElement === button")


def test_it_plays_to_the_end_silently_and_stops_when_asked(show):
    page = show(window_player())
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
    shown = [make() for make in ALL]
    page = show(*shown, java_script_enabled=False)
    tables = [table for player in shown for table in player.tables.values()]
    for place, table in zip(page.locator("table").all(), tables, strict=True):
        assert place.is_visible()
        cells = [str(cell) for row in (table.header, *table.rows) for cell in row]
        assert place.locator("th, td").all_inner_texts() == cells
    assert "steps" not in page.locator("body").inner_text().replace("step\t", "")


def test_the_table_is_one_click_away(show):
    page = show(bpe_player())
    player = page.locator("bpe-player")
    assert not player.locator("table").is_visible()
    player.locator("summary").click()
    assert player.locator("table").is_visible()


@pytest.mark.parametrize("make", ALL)
def test_words_that_look_like_html_stay_text(show, make):
    player = at_step(show(make()), 4)
    player.locator("summary").click()
    assert player.locator("i, b:empty").count() == 0
    assert "<" in player.locator(".card").inner_text()


def test_an_output_that_comes_later_plays(show):
    """As JupyterLab does it: elements are inserted, then their scripts are made again and run."""
    page = show(window_player())
    html = window_player()._repr_html_()
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
    shown = [make() for make in ALL]
    page = show(*shown, head=head, width=width, color_scheme=scheme, reduced_motion="reduce")
    for which in range(len(shown)):
        for step in (0, 4):
            player = at_step(page, step, which)
            lowest, where = player.evaluate(CONTRASTS % contrast)[0]
            assert lowest >= 4.5, (which, step, where)
        player.locator("summary").click()
        if theme:
            card = "player => getComputedStyle(player.shadowRoot.querySelector('.card'))"
            color = tuple(int(ground[i : i + 2], 16) for i in (1, 3, 5))
            assert player.evaluate(f"{card}.backgroundColor") == (f"rgb{color}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_focus_is_seen(show):
    page = show(bpe_player())
    for _ in range(7):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle"
        )
        assert outline == "solid"
