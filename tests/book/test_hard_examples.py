"""Each example that fails in "Why text is hard" is run again by a later chapter and passes."""

import re

import nbformat
import pytest

FAILING = "why-text-is-hard"
# Where each is mended; the homonyms wait for the chapters on contextual vectors.
MENDED = {
    "typo": "tokenisation",
    "slip": "ngrams",
    "gap": "ngrams",
    "order": "ngrams",
    "paraphrase": "counts",
}
UNMENDED = {"homonym"}
# What a cell must use to be about the example: its question, and its text if that is passed.
USES = {
    "typo": ("hard.survives",),
    "slip": ("hard.prefers", "hard.SLIP"),
    "gap": ("hard.prefers", "hard.GAP"),
    "order": ("hard.prefers", "hard.ORDER"),
    "paraphrase": ("hard.partners_found",),
    "homonym": ("hard.senses_apart",),
}


@pytest.fixture(scope="module")
def read(root):
    return lambda name: nbformat.read(root / "book" / "text" / f"{name}.ipynb", as_version=4).cells


def results(cells):
    """What the cells print of each example: its name, and the cell with "True" or "False"."""
    found = {}
    for cell in cells:
        printed = "".join(out.get("text", "") for out in cell.get("outputs", []))
        for name, passes in re.findall(r"^(\w+) passes: (True|False)$", printed, re.MULTILINE):
            assert name not in found, f"{name} is shown twice"
            found[name] = (cell, passes)
    return found


def test_every_example_fails_at_first(read):
    found = results(read(FAILING))
    assert found.keys() == MENDED.keys() | UNMENDED
    assert {name for name, (_, passes) in found.items() if passes != "False"} == set()


@pytest.mark.parametrize(("name", "home"), MENDED.items())
def test_a_later_chapter_passes_the_same_example(read, toc, name, home):
    assert toc.index(f"book/text/{FAILING}") < toc.index(f"book/text/{home}")
    first, _ = results(read(FAILING))[name]
    later, passes = results(read(home))[name]
    assert passes == "True"
    for cell in (first, later):
        assert [use for use in USES[name] if use not in cell.source] == []


def test_no_other_example_is_claimed(read, toc):
    later = [page.removeprefix("book/text/") for page in toc if page.startswith("book/text/")]
    for chapter in set(later) - {FAILING}:
        wanted = {name for name, home in MENDED.items() if home == chapter}
        assert results(read(chapter)).keys() == wanted


@pytest.mark.parametrize("home", sorted(set(MENDED.values())))
def test_links_lead_both_ways(read, home):
    def text(name):
        return "\n".join(cell.source for cell in read(name) if cell.cell_type == "markdown")

    assert re.search(rf"\]\({home}\.ipynb#the-examples?-that-failed\)", text(FAILING))
    assert re.search(rf"\]\({FAILING}\.ipynb#[\w-]+\)", text(home))
