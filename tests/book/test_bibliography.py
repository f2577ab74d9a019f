"""Each entry says where the work can be found, and each citation has an entry."""

import html
import re

import nbformat
import pytest
from pybtex.database import parse_file

DOI = re.compile(r"10\.\d{4,}/\S+")
ARXIV = re.compile(r"\d{4}\.\d{4,5}")


@pytest.fixture(scope="module")
def entries(root):
    return parse_file(root / "book" / "references.bib").entries


def test_every_entry_can_be_found(entries):
    for key, entry in entries.items():
        fields = entry.fields
        assert fields.get("doi") or fields.get("eprint") or fields.get("url"), key
        assert DOI.fullmatch(fields.get("doi", "10.1000/1")), key
        assert ARXIV.fullmatch(fields.get("eprint", "1301.3781")), key
        assert fields.get("url", "https://").startswith("https://"), key


def test_every_entry_has_author_title_and_year(entries):
    for key, entry in entries.items():
        assert entry.persons.get("author"), key
        assert entry.fields["title"], key
        assert re.search(r"\d{4}", key)[0] == entry.fields["year"], key


def test_no_work_is_listed_twice(entries):
    for field in ("doi", "eprint", "url"):
        values = [
            entry.fields[field].lower() for entry in entries.values() if field in entry.fields
        ]
        assert len(values) == len(set(values))


def test_entries_are_sorted_by_year(entries):
    years = [int(entry.fields["year"]) for entry in entries.values()]
    assert years == sorted(years)


def test_every_citation_has_an_entry(entries, root, toc):
    cited = set()
    for name in toc:
        page, notebook = root / f"{name}.md", root / f"{name}.ipynb"
        text = (
            page.read_text()
            if page.exists()
            else "\n".join(cell.source for cell in nbformat.read(notebook, as_version=4).cells)
        )
        for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text):
            cited.update(key.strip() for key in keys.split(","))
    assert cited <= set(entries)
    assert cited


def test_the_page_links_to_every_work(site, entries):
    page = (site / "book" / "bibliography.html").read_text()
    for key, entry in entries.items():
        fields = entry.fields
        address = fields.get("doi") or fields.get("eprint") or fields["url"]
        assert html.escape(address) in page, key
