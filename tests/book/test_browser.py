"""The site as a browser shows it: from a folder, offline, wide and narrow, by day and by night."""

import pytest

WIDTHS = {"wide": 1280, "narrow": 390}

# Resolves when formulas are typeset and fonts are there.
READY = """() => Promise.all([
  document.fonts.ready, window.MathJax?.startup?.promise]).then(() => true)"""
TEXTS = ["p", "h1", "a.reference", "pre", "td", "th", ".admonition-title"]


class Visit:
    """One open page and everything that went wrong on it."""

    def __init__(self, page):
        self.page, self.problems = page, []
        page.on("console", lambda message: self._console(message))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def _request(self, url):
        if not url.startswith(("file:", "data:", "blob:")):
            self.problems.append(f"request: {url}")

    def open(self, path):
        self.page.goto(path.as_uri())
        self.page.wait_for_function(READY)
        return self.page


@pytest.fixture(params=WIDTHS)
def visit(request, browser):
    viewport = {"width": WIDTHS[request.param], "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme="light", offline=True)
    yield Visit(context.new_page())
    context.close()


def test_a_page_opens_from_a_folder_without_a_network(visit, html):
    page = visit.open(html)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert visit.problems == []
    assert width <= page.viewport_size["width"], "the page scrolls sideways"
    # An empty text is right for the logo only, which stands beside its name.
    # A path is what a figure gets whose cell does not say what it shows.
    bad = "img:not([alt]), article img[alt=''], article img[alt*='_images/']"
    assert page.locator(bad).count() == 0


@pytest.mark.parametrize("name", ["notation", "static-embeddings/skip-gram"])
def test_formulas_are_typeset(visit, site, name):
    page = visit.open(site / "book" / f"{name}.html")
    assert page.locator("article mjx-container svg").count() > 0
    assert page.locator("article mjx-merror, article [data-mjx-error]").count() == 0
    assert page.locator("article .math").count() <= page.locator("article mjx-container").count()


@pytest.mark.parametrize(
    "name", ["index", "notation", "api/static", "text/ngrams", "static-embeddings/skip-gram"]
)
def test_the_theme_switches_and_both_themes_can_be_read(browser, site, contrast, name):
    context = browser.new_context(color_scheme="light", offline=True)
    page = Visit(context.new_page()).open(site / "book" / f"{name}.html")
    # Colours fade from one theme to the other; measure them at once.
    page.add_style_tag(content="* { transition: none !important }")
    seen = {}
    for _ in range(3):
        theme = page.evaluate("document.documentElement.dataset.theme")
        for selector in TEXTS:
            texts = page.locator(f"article {selector}")
            ratios = texts.evaluate_all(f"all => all.slice(0, 5).map({contrast})")
            assert min(ratios, default=21) >= 4.5, (theme, selector)
        seen[theme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator(".article-header-buttons .theme-switch-button").click()
    context.close()
    assert set(seen) == {"light", "dark"}
    assert seen["light"] != seen["dark"]


def test_figures_keep_a_light_ground_at_night(browser, site, chapter):
    context = browser.new_context(color_scheme="dark", offline=True)
    page = Visit(context.new_page()).open(site / f"{chapter.name}.html")
    grounds = page.eval_on_selector_all(
        "article .cell_output img", "all => all.map(i => getComputedStyle(i).backgroundColor)"
    )
    context.close()
    outputs = [output for cell in chapter.notebook.cells for output in cell.get("outputs", [])]
    figures = [kind for output in outputs for kind in output.get("data", {}) if "image/" in kind]
    assert grounds == ["rgb(255, 255, 255)"] * len(figures)


def test_search_works_from_a_folder(visit, site):
    page = visit.page
    page.goto(f"{(site / 'search.html').as_uri()}?q=negative")
    page.wait_for_selector("#search-results li a")
    assert visit.problems == []


def test_the_start_page_leads_to_the_home_page(visit, site):
    page = visit.open(site / "index.html")
    page.wait_for_url("**/book/index.html")
    assert page.locator("h1").first.inner_text().startswith("From Counts to Context")
