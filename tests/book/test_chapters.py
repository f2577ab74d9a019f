"""What each chapter promises: its frame, its cells, its committed outputs."""

import re
from itertools import pairwise

import pytest

MAX_LINES = 22
# Addresses and folders of one computer, which differ on the next.
PATH = re.compile(r"/(?:home|root|tmp|usr|Users|work|mnt)/|\b[A-Z]:\\|\b0x[0-9a-f]{6,}")
TIMING = re.compile(r"\b\d+(?:\.\d+)?\s?(?:ns|µs|us|ms|s|sec|seconds?|minutes?)\b|\bit/s\b")


@pytest.fixture
def code(chapter):
    return [cell for cell in chapter.notebook.cells if cell.cell_type == "code"]


@pytest.fixture
def text(chapter):
    return [cell.source for cell in chapter.notebook.cells if cell.cell_type == "markdown"]


@pytest.fixture
def opening(chapter):
    """The text before the first code cell."""
    cells = chapter.notebook.cells
    first = next(number for number, cell in enumerate(cells) if cell.cell_type == "code")
    return "\n".join(cell.source for cell in cells[:first]).lower()


@pytest.fixture
def headings(text):
    prose = re.sub(r"^(`{3,}).*?^\1", "", "\n".join(text), flags=re.MULTILINE | re.DOTALL)
    return [
        (len(marks), title) for marks, title in re.findall(r"^(#+) +(.*)$", prose, re.MULTILINE)
    ]


def outputs(code, kind=None):
    return [out for cell in code for out in cell.outputs if kind in (None, out.output_type)]


def printed(code):
    """The text of all outputs, as a reader sees it."""
    for out in outputs(code):
        yield out.get("text", "")
        for mime, data in out.get("data", {}).items():
            if mime == "text/html":
                yield re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", data, flags=re.DOTALL)
            elif mime.startswith("text/"):
                yield data


def test_it_starts_with_its_title(chapter, headings):
    assert re.match(r"# \S", chapter.notebook.cells[0].source)
    assert [title for level, title in headings if level == 1] == [headings[0][1]]


def test_headings_skip_no_level(headings):
    levels = [level for level, _ in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    "words", ["after this chapter you can", "prerequisites", "minutes", "seconds"]
)
def test_it_opens_with_what_the_reader_needs(opening, words):
    assert words in opening


def test_the_budget_is_a_number(opening):
    assert re.search(r"\d+[^.]{0,20}minutes", opening)
    assert re.search(r"\d+[^.]{0,20}seconds", opening)


@pytest.mark.parametrize("title", ["what to remember", "exercises", "further reading"])
def test_it_ends_with_its_sections(headings, title):
    assert title in [name.lower() for level, name in headings if level == 2][-3:]


def test_cells_are_short(code):
    long = [cell.source for cell in code if len(cell.source.splitlines()) > MAX_LINES]
    assert long == []


def test_cells_were_executed_in_order(code):
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert outputs(code)


def test_no_errors_and_no_warnings(code):
    assert outputs(code, "error") == []
    assert [out.text for out in outputs(code, "stream") if out.name == "stderr"] == []


def test_outputs_are_the_same_on_another_computer(code):
    assert [text for text in printed(code) if PATH.search(text) or TIMING.search(text)] == []


def test_every_figure_has_an_alternative_text(code):
    for cell in code:
        if any(mime.startswith("image/") for out in cell.outputs for mime in out.get("data", {})):
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) >= 30, f"say what the figure shows: {cell.source[:80]}"


def test_markdown_images_have_an_alternative_text(text):
    assert re.findall(r"!\[\s*\]\([^)]*\)", "\n".join(text)) == []


def test_links_to_pages_exist(chapter, text):
    targets = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)", "\n".join(text))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (chapter.path.parent / target).exists()] == []


def test_exercises_have_folded_answers(chapter):
    """An exercise is answered by a solution that is folded, or by the folded code cell below it."""
    questions = set()
    answers = set()
    for cell, below in pairwise(chapter.notebook.cells):
        asked = re.findall(r"\{exercise[^}]*\}.*?:label: (\S+)", cell.source, re.DOTALL)
        questions.update(asked)
        answers.update(re.findall(r"\{solution\} (\S+)\n:class: dropdown", cell.source))
        if asked and "hide-cell" in below.metadata.get("tags", []):
            answers.add(asked[-1])
    assert questions
    assert answers == questions


def test_metadata_is_that_of_any_computer(chapter, code):
    metadata = chapter.notebook.metadata
    assert metadata.kernelspec.name == "python3"
    assert "widgets" not in metadata
    assert [cell for cell in code if "execution" in cell.metadata] == []
