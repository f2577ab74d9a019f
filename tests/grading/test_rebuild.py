"""Only answers are taken from a submission, whatever was done to the rest."""

import json
import threading

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.rebuild import MAX_PARTS, MAX_SOURCE, UnreadableSubmission, answers_of
from grading.variants import answered

STUB = "raise NotImplementedError"
LOST = "it counts as unanswered."


def graded(name, source, **kind):
    metadata = {"grade_id": name, "grade": False, "solution": False, "locked": False, **kind}
    return new_code_cell(source, id=name, metadata={"nbgrader": {"schema_version": 3, **metadata}})


def answer(name, source=STUB):
    return graded(name, source, solution=True)


def blank():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            graded("setup", "import math", locked=True),
            answer("half"),
            graded("test_half", "check(half)", grade=True, points=1),
            answer("twice"),
            graded("test_twice", "check(twice)", grade=True, points=1),
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )


def taken(document, encoding="utf-8"):
    """What is taken from a notebook, given as nodes, as JSON values or as text."""
    text = document if isinstance(document, str) else json.dumps(document)
    return answers_of(text.encode(encoding), blank())


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def test_answers_are_taken_and_nothing_is_noted():
    submitted = blank()
    submitted.cells[2].source = "def half(x): return x / 2"
    found = taken(submitted)
    assert found.answers == {"half": "def half(x): return x / 2", "twice": STUB}
    assert found.notes == []
    notebook = answered(blank(), found.answers)
    assert sources(notebook)[2] == "def half(x): return x / 2"
    del notebook.cells[2], submitted.cells[2]
    assert notebook == submitted


def test_only_answer_cells_are_filled_in():
    given = blank()
    answers = {"test_half": "pass", "setup": "pass", "title": "pass", "twice": "2"}
    assert sources(answered(given, answers)) == [*sources(blank())[:4], "2", sources(blank())[5]]
    assert given == blank()


def test_changes_to_given_cells_have_no_effect():
    submitted = blank()
    submitted.cells[3].source = "pass"
    submitted.cells[3].metadata["tags"] = ["skip-execution"]
    submitted.cells[5].metadata.nbgrader["points"] = 100
    submitted.cells[2].metadata["tags"] = ["skip-execution"]
    submitted.cells[2].metadata.nbgrader["solution"] = False
    submitted.cells[5].metadata.nbgrader["solution"] = True
    submitted.cells.reverse()
    found = taken(submitted)
    assert found.answers == {"half": STUB, "twice": STUB}
    assert answered(blank(), found.answers) == blank()


def test_missing_repeated_and_added_cells_are_noted():
    submitted = blank()
    del submitted.cells[3]
    submitted.cells[2].source = "first"
    submitted.cells.append(answer("half", "last"))
    submitted.cells = [cell for cell in submitted.cells if cell.id != "twice"]
    submitted.cells += [submitted.cells[1], new_code_cell("print('mine')", id="mine")]
    found = taken(submitted)
    assert found.answers == {"half": "last", "twice": STUB}
    assert found.notes == [
        "The cell `setup` was there 2 times; one was kept.",
        "The answer cell `half` was there 2 times; the last that was answered was graded.",
        "The cell `test_half` was missing; it was put back.",
        f"The answer cell `twice` was missing; {LOST}",
        "1 code cell of your own did not run: only answer cells are graded.",
    ]


@pytest.mark.parametrize("pasted", [STUB, "", " \n", f"\n{STUB}\n"])
def test_an_empty_copy_takes_nothing(pasted):
    submitted = blank()
    submitted.cells[2].source = "mine"
    submitted.cells.append(answer("half", pasted))
    assert taken(submitted).answers["half"] == "mine"


def test_cells_between_the_given_ones_are_told_from_added_code():
    given = blank()
    given.cells.insert(1, new_code_cell("print('given')", id="given"))
    submitted = json.loads(nbformat.writes(given))
    submitted["cells"] += [new_markdown_cell("my notes"), new_code_cell("  ")]
    assert answers_of(json.dumps(submitted).encode(), given).notes == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        "null",
        "3",
        "NaN",
        '"cells"',
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}}),
        json.dumps({"nbformat": 4, "cells": {}}),
        json.dumps({"nbformat": 4, "cells": "[]"}),
        json.dumps({"nbformat": 3, "worksheets": {"cells": []}}),
        nbformat.writes(blank())[:400],
        "[" * 100_000,
        '{"cells":' * 100_000,
        '{"cells": [' + "9" * 100_000 + "]}",
        "[" * (MAX_PARTS + 1),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_notebook_gives_one_sentence(text):
    with pytest.raises(UnreadableSubmission, match=r"^The file (is not a notebook|has more).*\.$"):
        taken(text)


def test_deep_nesting_in_a_thread():
    """A worker's stack is smaller than that of the main thread."""
    raised = []

    def read():
        try:
            taken('{"metadata":' * 100_000)
        except UnreadableSubmission as error:
            raised.append(error)

    worker = threading.Thread(target=read)
    worker.start()
    worker.join()
    assert len(raised) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_unicode(encoding):
    submitted = blank()
    submitted.cells[2].source = "σ = 'größer 😀'"
    found = answers_of(json.dumps(submitted, ensure_ascii=False).encode(encoding), blank())
    assert (found.answers["half"], found.notes) == ("σ = 'größer 😀'", [])


def test_an_encoding_that_is_none_of_unicode():
    submitted = blank()
    submitted.cells[2].source = "x = 1  # größer"
    found = answers_of(json.dumps(submitted, ensure_ascii=False).encode("latin-1"), blank())
    assert found.answers["half"] == "x = 1  # gr\ufffd\ufffder"
    assert found.notes == [
        "The file was not saved as UTF-8; characters that could not be read were replaced."
    ]


@pytest.mark.parametrize("version", [3, 4, 5, 99, None, "4", True, [4], {}, -1, 1e400])
def test_every_format_version_is_read(version):
    submitted = json.loads(nbformat.writes(blank()))
    submitted["nbformat"] = version
    submitted["cells"][2]["source"] = "mine"
    found = taken(submitted)
    assert found.answers["half"] == "mine"
    known = version in (3, 4)
    assert [note for note in found.notes if "format" in note] == found.notes[: not known]


def test_worksheets_of_format_3():
    submitted = nbformat.v4.downgrade(blank())
    assert "cells" not in submitted
    submitted.worksheets[0].cells[2].input = ["def half(x):\n", "    return x / 2"]
    found = taken(submitted)
    assert found.answers == {"half": "def half(x):\n    return x / 2", "twice": STUB}
    assert found.notes == []


@pytest.mark.parametrize("source", [None, 3, {}, ["a", 3], [["a"]], True])
def test_a_source_that_is_not_text(source):
    submitted = json.loads(nbformat.writes(blank()))
    submitted["cells"][2]["source"] = source
    submitted["cells"][4]["source"] = ["a = 1\r\n", "b = 2\r", "c = 3"]
    found = taken(submitted)
    assert found.answers == {"half": STUB, "twice": "a = 1\nb = 2\nc = 3"}
    assert found.notes == [f"The text of the answer cell `half` is damaged; {LOST}"]


def test_a_source_that_is_too_long():
    submitted = blank()
    submitted.cells[2].source = "x" * (MAX_SOURCE + 1)
    submitted.cells[4].source = "x" * MAX_SOURCE
    found = taken(submitted)
    assert found.answers == {"half": STUB, "twice": "x" * MAX_SOURCE}
    assert found.notes == [f"The answer cell `half` has more than 200,000 characters; {LOST}"]


@pytest.mark.parametrize("char", ["\x00", "\ud800"])
def test_characters_that_are_no_text(char):
    submitted = blank()
    submitted.cells[2].source = f"x = '{char}'"
    found = taken(submitted)
    assert found.answers["half"] == "x = '\ufffd'"
    assert found.notes == ["Characters of the answer cell `half` that are no text were replaced."]
    nbformat.writes(answered(blank(), found.answers)).encode("utf-8")


@pytest.mark.parametrize(
    "metadata",
    [None, 3, [], "nbgrader", {"nbgrader": None}, {"nbgrader": 3}, {"nbgrader": {}}]
    + [{"nbgrader": {"grade_id": name}} for name in (None, 3, ["half"], {"half": 1}, "hal", True)],
    ids=str,
)
def test_strange_metadata_is_no_answer(metadata):
    submitted = json.loads(nbformat.writes(blank()))
    submitted["cells"][2] |= {"metadata": metadata, "source": "mine"}
    found = taken(submitted)
    assert found.answers == {"half": STUB, "twice": STUB}
    assert f"The answer cell `half` was missing; {LOST}" in found.notes


def test_cells_that_are_none():
    submitted = json.loads(nbformat.writes(blank()))
    submitted["cells"] += [3, None, "cell", []]
    found = taken(submitted)
    assert found.notes == ["4 cells could not be read and did not count."]


@pytest.mark.parametrize("kind", ["markdown", "raw", "heading", None, 3])
def test_an_answer_cell_of_another_type_is_graded(kind):
    submitted = json.loads(nbformat.writes(blank()))
    submitted["cells"][2] |= {"cell_type": kind, "source": "mine"}
    found = taken(submitted)
    assert found.answers["half"] == "mine"
    (note,) = found.notes
    assert note == (
        f"The answer cell `half` was saved as a cell of the type {kind}; it was graded as code."
    )


@pytest.mark.parametrize(
    ("kernelspec", "note"),
    [
        ({"name": "ir", "language": "R"}, "Saved for the kernel R; graded as Python."),
        ({"name": "ir"}, "Saved for the kernel ir; graded as Python."),
        ({"language": "a\nb\x1b"}, "Saved for the kernel a\ufffdb\ufffd; graded as Python."),
        ({"name": "python3"}, None),
        ({"name": 3, "language": []}, None),
        ("R", None),
        (None, None),
    ],
)
def test_another_kernel_is_noted(kernelspec, note):
    submitted = json.loads(nbformat.writes(blank()))
    submitted["metadata"]["kernelspec"] = kernelspec
    assert taken(submitted).notes == [note] * (note is not None)


@pytest.mark.parametrize("version", [1, 2, 4, "3", None, [3], {}])
def test_another_version_of_nbgrader_is_noted(version):
    submitted = json.loads(nbformat.writes(blank()))
    submitted["cells"][2]["metadata"]["nbgrader"]["schema_version"] = version
    submitted["cells"][2]["source"] = "mine"
    found = taken(submitted)
    assert found.answers["half"] == "mine"
    assert found.notes == ["1 cell had metadata of another version of nbgrader; ours counted."]


def test_of_a_key_that_is_there_twice_the_last_counts():
    text = nbformat.writes(blank())
    doubled = text.replace('"source": [\n    "raise', '"source": "first", "source": ["raise')
    assert doubled != text
    assert taken(doubled).answers == {"half": STUB, "twice": STUB}


def test_hundreds_of_thousands_of_cells():
    """One pass over them: what grew with their square would not end in an hour."""
    found = taken('{"nbformat": 4, "cells": [' + "{}," * 300_000 + '{"source": ["a"]}]}')
    assert found.answers == {"half": STUB, "twice": STUB}
    assert len(found.notes) == len(blank().cells) - 1
