"""A leak is found in whatever form it gets out; what students have anyway is none."""

import io
import json
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grading.leaks import code_of, find, secrets_of

STUB = 'def half(number):\n    """Half of a number, exactly."""\n'
HIDDEN = "check.close(half(123456), 61728)"
WRITTEN = "My three runs differ by seven points."
ANSWER = "return number * 0.5 if number else 0.0"
IDEA = "Believes that half of a number is its root."
MUTANT = "return math.sqrt(abs(number) + 1e-9)"
ALTERNATIVE = "return sum(number / 4 for _ in (1, 2))"
REASON = "Adding a zero changes no number at all."
SHARED = "return np.divide(number, 2.0, dtype=float)"


def checks(hidden):
    return f"check(half(4) == 2, 'visible')\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"


def solved(*lines):
    body = "".join(f"    {line}\n" for line in lines)
    return f"{STUB}    ### BEGIN SOLUTION\n{body}    ### END SOLUTION"


@pytest.fixture
def course(tmp_path):
    """A course with one assignment, and a package that shares one line with an answer."""
    answer = {"nbgrader": {"grade_id": "half", "solution": True}}
    written = {"nbgrader": {"grade_id": "why", "solution": True, "grade": True, "points": 1}}
    notebook = new_notebook(
        cells=[
            new_code_cell(solved(SHARED, ANSWER), metadata=answer),
            new_code_cell(checks(HIDDEN)),
            new_markdown_cell(WRITTEN, metadata=written),
        ]
    )
    remarks = f"# %% root\n# {IDEA}\n# Hint: no root"
    files = {
        "solutions/A1/A1.ipynb": nbformat.writes(notebook),
        "solutions/A1/mutants/half.py": f"{remarks}\n{STUB}    {MUTANT}\n",
        "solutions/A1/alternatives/half.py": f"# %% quarters\n{STUB}    {ALTERNATIVE}\n",
        "solutions/A1/equivalent.toml": f'[[equivalent]]\nreason = "{REASON}"\n',
        "sequtils/half.py": f"def halve(number):\n    {SHARED}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def leaks(course, tmp_path):
    """What is found in one file with this name and content."""

    def run(name, content):
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        known = code_of(course / "sequtils")
        return find(tmp_path / "given", secrets_of(course / "solutions"), known)

    return run


SECRETS = [ANSWER, HIDDEN, WRITTEN, IDEA, MUTANT, ALTERNATIVE, REASON]


def zipped(secret, depth=1):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "a.zip" if depth > 1 else "a.py", zipped(secret, 1) if depth > 1 else secret
        )
    return packed.getvalue()


def notebook_with(secret, place):
    cell = new_code_cell("pass")
    if place == "source":
        cell.source = f"x = 'a \"quoted\" text'\n{secret}"
    elif place == "output":
        cell.outputs = [new_output("stream", text=f"printed\n{secret}\n")]
    elif place == "metadata":
        cell.metadata["remark"] = secret
    return nbformat.writes(new_notebook(cells=[cell]))


FORMS = {
    "plain text": lambda secret: ("a.py", f"x = 1\n{secret}\n"),
    "another layout": lambda secret: ("a.md", secret.replace(" ", "\n    ")),
    "a page": lambda secret: ("a.html", f"<b>{secret.replace(' ', '</b> <b>')}</b>"),
    "source": lambda secret: ("a.ipynb", notebook_with(secret, "source")),
    "output": lambda secret: ("a.ipynb", notebook_with(secret, "output")),
    "metadata": lambda secret: ("a.ipynb", notebook_with(secret, "metadata")),
    "escaped": lambda secret: ("a.json", json.dumps({"a": [1, {"b": f'"ü"\n{secret}'}]})),
    "broken JSON": lambda secret: ("a.json", f"{{ {secret}"),
    "bytes": lambda secret: ("a.bin", b"\xff\x00" + secret.encode() + b"\xfe"),
    "a zip": lambda secret: ("a.whl", zipped(secret)),
    "a zip in a zip": lambda secret: ("a.zip", zipped(secret, depth=2)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS)
def test_every_secret_is_found_in_every_form(leaks, secret, form):
    name, content = FORMS[form](secret)
    (found,) = leaks(name, content)
    assert found.startswith(name)
    assert found.endswith("".join(secret.split()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        STUB,
        SHARED,
        "check(half(4) == 2, 'visible')",
        "return number",
        "no root",
        "Write ### BEGIN SOLUTION above the answer.",
        ANSWER[:-1],
    ],
)
def test_what_students_may_have_is_no_leak(leaks, text):
    assert leaks("a.md", text) == []
    assert leaks("b.zip", zipped(text)) == []


def test_the_release_is_no_leak_and_the_source_is(leaks, course):
    notebook = nbformat.read(course / "solutions/A1/A1.ipynb", as_version=4)
    found = leaks("A1.ipynb", nbformat.writes(notebook))
    assert {line.removeprefix("A1.ipynb: ") for line in found} == {
        "a solution marker",
        *("".join(secret.split()) for secret in (ANSWER, HIDDEN, WRITTEN)),
    }
    notebook.cells = notebook.cells[:1]
    notebook.cells[0].source = f"{STUB}    raise NotImplementedError"
    assert leaks("A1.ipynb", nbformat.writes(notebook)) == []


@pytest.mark.parametrize("name", ["solutions/a.txt", "x/mutants/a.py", "gradebook.db"])
def test_files_of_instructors_are_found_by_name(leaks, name):
    (found,) = leaks(name, "")
    assert found.startswith(f"{name}: a file of the instructor's")


def test_a_hidden_test_is_a_secret_even_if_the_package_has_it(leaks, course):
    (course / "sequtils" / "quoted.py").write_text(HIDDEN)
    assert leaks("a.py", HIDDEN) == ["a.py: " + "".join(HIDDEN.split())]
