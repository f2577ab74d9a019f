"""Players in pages of a browser."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # player_pages

PAGE = "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"


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
