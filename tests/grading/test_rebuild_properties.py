"""What holds for every file that can be handed in: it is refused, or it gives answers, only them.

Hypothesis makes the files: bytes, JSON values, and a real notebook in which single values were
replaced, deleted, repeated or moved.
"""

import copy
import json

import nbformat
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.rebuild import MAX_SOURCE, UnreadableSubmission, answers_of
from grading.variants import answered

STUBS = {"half": "stub of half", "twice": "stub of twice", "why": "stub of why"}


def cell(new, name, source, **kind):
    metadata = {"schema_version": 3, "grade_id": name, "grade": False, "solution": False, **kind}
    return new(source, id=name, metadata={"nbgrader": metadata})


PRISTINE = new_notebook(
    cells=[
        new_markdown_cell("the title", id="title"),
        cell(new_code_cell, "setup", "the setup", locked=True),
        cell(new_code_cell, "half", STUBS["half"], solution=True),
        cell(new_code_cell, "test_half", "the test of half", grade=True, points=1),
        cell(new_code_cell, "twice", STUBS["twice"], solution=True),
        cell(new_code_cell, "test_twice", "the test of twice", grade=True, points=1),
        cell(new_markdown_cell, "why", STUBS["why"], solution=True, grade=True, points=2),
    ],
    metadata={"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}},
)

# How long an example takes depends on who else uses the machine.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Any character at all, lone surrogates and NUL too.
texts = st.text(st.characters(), max_size=12) | st.sampled_from([*STUBS, "code", "python", "\r\n"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(
    "cells worksheets metadata nbgrader grade_id solution grade source input cell_type "
    "nbformat kernelspec language name schema_version".split()
)
notebook_like = st.recursive(
    values | st.sampled_from([*STUBS]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=30,
)


def places(value, path=()):
    """The path of every value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for key, child in inside:
        yield (*path, key)
        yield from places(child, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


@st.composite
def damaged_notebooks(draw):
    """A notebook as Jupyter saves it, after up to six changes anywhere."""
    document = json.loads(nbformat.writes(PRISTINE))
    for _ in range(draw(st.integers(0, 6))):
        paths = list(places(document))
        if not paths:
            break
        *parents, key = draw(st.sampled_from(paths))
        parent = at(document, parents)
        how = draw(st.sampled_from(["replace", "delete", "copy"]))
        if how == "replace":
            parent[key] = draw(values)
        elif how == "delete":
            del parent[key]
        elif isinstance(parent, list):
            parent.insert(draw(st.integers(0, len(parent))), copy.deepcopy(parent[key]))
        else:
            parent[key] = copy.deepcopy(at(document, draw(st.sampled_from(paths))))
    return document


def objects(value):
    """Every JSON object inside a value, at any depth."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, dict | list):
            yield from objects(child)


def written_for(document, name):
    """What a file says anywhere about the answer with this name, as text that can be stored."""
    for thing in objects(document):
        metadata = thing.get("metadata")
        inside = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(inside, dict) and inside.get("grade_id") == name:
            for key in ("source", "input"):
                said = thing.get(key)
                lines = said if isinstance(said, list) else [said]
                if all(isinstance(line, str) for line in lines):
                    yield storable("".join(lines))


def storable(text):
    text = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    return "\n".join(text.replace("\r\n", "\n").split("\r"))


def answers_or_none(content):
    """The submission, or None if it was refused; every other error fails the test."""
    try:
        return answers_of(content, PRISTINE)
    except UnreadableSubmission:
        return None


def check(document):
    """All that must hold for a file that is JSON; returns whether it was graded."""
    found = answers_or_none(json.dumps(document).encode())
    if found is None:
        return False
    assert list(found.answers) == list(STUBS)
    for name, source in found.answers.items():
        assert source in {STUBS[name], *written_for(document, name)}
        assert len(source) <= MAX_SOURCE
    notebook = answered(PRISTINE, found.answers)
    again = answers_of(nbformat.writes(notebook).encode("utf-8"), PRISTINE)
    assert (again.answers, again.notes) == (found.answers, [])
    for given_cell, cell in zip(PRISTINE.cells, notebook.cells, strict=True):
        assert {**cell, "source": ""} == {**given_cell, "source": ""}
        assert cell.id in STUBS or cell.source == given_cell.source
    assert all(note.endswith(".") and note.isprintable() for note in found.notes)
    return True


@unhurried
@given(st.binary(max_size=300))
@example(b"\xff\xfe{\x00")
@example(b"\x00\x00\x00{")
@example(b"\xef\xbb\xbf\xef\xbb\xbf{}")
def test_bytes_are_refused(content):
    """Random bytes that spell a notebook with cells do not turn up."""
    assert answers_or_none(content) is None


@unhurried
@given(notebook_like)
def test_json_is_refused_or_graded(value):
    check(value)
    assert check({"nbformat": 4, "cells": [value]})
    assert check({"nbformat": 3, "worksheets": [value, {"cells": [value]}]})


@unhurried
@given(notebook_like, texts)
def test_an_answer_cell_with_anything_in_it(value, source):
    marked = {"nbgrader": {"grade_id": "half", "schema_version": value}, "tags": value}
    cells = [
        {"cell_type": value, "metadata": marked, "source": source, "outputs": value},
        {"cell_type": "code", "metadata": marked, "source": value},
    ]
    assert check({"nbformat": value, "metadata": value, "cells": cells})


@settings(unhurried, max_examples=300)
@given(damaged_notebooks())
def test_a_damaged_notebook_is_refused_or_graded(document):
    check(document)


@unhurried
@given(damaged_notebooks(), st.data())
def test_a_file_that_was_cut_off_or_overwritten(document, data):
    content = bytearray(json.dumps(document).encode())
    place = data.draw(st.integers(0, len(content)))
    content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    answers_or_none(bytes(content))


@unhurried
@given(st.dictionaries(st.sampled_from([*STUBS]), texts.filter(str.strip), min_size=1))
def test_an_honest_submission_is_graded_as_it_was_written(written):
    """The properties above would hold if every answer were dropped; this one would not."""
    submitted = answered(PRISTINE, written)
    found = answers_of(json.dumps(submitted).encode(), PRISTINE)
    assert found.answers == {**STUBS, **{name: storable(s) for name, s in written.items()}}
