"""Every link inside the site leads somewhere, and no page loads anything from elsewhere."""

import filecmp
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup


@cache
def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(tag["id"] for tag in parse(path).find_all(id=True))


def problem(page: Path, url: str) -> str | None:
    """Why a local address does not lead anywhere; None if it does."""
    parts = urlsplit(url)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return "no such file"
    if parts.fragment and target.suffix == ".html":
        return None if unquote(parts.fragment) in anchors(target) else "no such anchor"
    return None


def test_local_links_resolve(pages, site):
    broken = []
    for page in pages:
        for tag in parse(page).find_all(True):
            for name in ("href", "src"):
                url = tag.get(name)
                # A lone # is a button of the theme.
                if url and url != "#" and not urlsplit(url).scheme and (why := problem(page, url)):
                    broken.append(f"{page.relative_to(site)}: {url} ({why})")
    assert broken == []


def test_broken_links_are_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p id='here'>")
    assert problem(page, "#here") is None
    assert problem(page, "page.html#here") is None
    assert problem(page, "page.html#there") == "no such anchor"
    assert problem(page, "other.html") == "no such file"


@pytest.mark.parametrize(
    ("selector", "attribute"),
    [("script[src]", "src"), ("link[rel=stylesheet], link[rel=preload]", "href"), ("img", "src")],
)
def test_pages_load_local_files_only(pages, site, selector, attribute):
    remote = {
        tag[attribute]
        for page in pages
        for tag in parse(page).select(selector)
        if urlsplit(tag[attribute]).scheme not in ("", "data")
    }
    assert remote == set()


def test_external_links_are_encrypted_or_local(pages):
    links = {tag["href"] for page in pages for tag in parse(page).select("a[href^='http:']")}
    assert [link for link in links if urlsplit(link).hostname != "localhost"] == []


def test_every_notebook_can_be_downloaded_and_opened(site, chapter):
    page = site / f"{chapter.name}.html"
    links = {tag.get_text(strip=True): tag["href"] for tag in parse(page).select("a.btn")}
    downloaded = (page.parent / links["Download .ipynb"]).resolve()
    # Not ==, which would spend an hour on showing where two notebooks differ.
    assert filecmp.cmp(downloaded, chapter.path, shallow=False)
    assert links["Open in JupyterLab"] == f"http://localhost:8888/lab/tree/{chapter.name}.ipynb"
