"""Nothing of solutions/ is in the site: no marker, no line of an answer, hidden test or mutant."""

import html
import re
from pathlib import Path

import nbformat
import pytest

MARKERS = [
    f"{edge} {name}"
    for edge in ("BEGIN", "END")
    for name in ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
]
SECRET = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1", re.DOTALL)
# Shorter lines, such as `return loss`, occur everywhere.
DISTINCTIVE = 25


def squeeze(text: str) -> str:
    """The text without white space, so that a different layout hides nothing."""
    return re.sub(r"\s+", "", text)


def visible_text(path: Path) -> str:
    """What a reader can get out of a published file, without white space."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
    if path.suffix == ".html":
        # Highlighting wraps each token in a tag.
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return squeeze(text)


def secret_lines(solutions: Path) -> set[str]:
    """Distinctive lines of all answers, hidden tests and mutants, without white space."""
    code = [path.read_text(encoding="utf-8") for path in solutions.rglob("*.py")]
    for path in solutions.rglob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        code += [match[2] for cell in cells for match in SECRET.finditer(cell.source + "\n")]
    lines = {squeeze(line) for text in code for line in text.splitlines()}
    return {line for line in lines if len(line) >= DISTINCTIVE}


def public_text(root: Path) -> str:
    """What students have anyway: the package, the chapters and the released exercises."""
    paths = [
        path
        for folder, pattern in (("sequtils", "*.py"), ("book", "*.ipynb"), ("exercises", "*.ipynb"))
        for path in sorted((root / folder).rglob(pattern))
        if ".ipynb_checkpoints" not in path.parts
    ]
    return "\n".join(map(visible_text, paths))


@pytest.fixture(scope="module")
def published(site) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): visible_text(path)
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".ipynb", ".txt", ".json", ".md", ".py"}
        or path.name == "searchindex.js"
    }


def test_no_marker_is_published(published):
    found = [
        (name, mark)
        for name, text in published.items()
        for mark in MARKERS
        if squeeze(mark) in text
    ]
    assert found == []


def test_no_secret_line_is_published(published, root):
    public = public_text(root)
    secrets = {line for line in secret_lines(root / "solutions") if line not in public}
    assert len(secrets) > 20, "solutions/ holds too little to look for: has its layout changed?"
    found = [(name, line) for name, text in published.items() for line in secrets if line in text]
    assert found == []


def test_no_sources_are_published(site, published, toc):
    assert not (site / "_sources").exists()
    notebooks = {name for name in published if name.endswith(".ipynb")}
    assert notebooks <= {f"_downloads/{name}.ipynb" for name in toc}
    assert [name for name in published if "solutions" in name or "mutants" in name] == []


def test_a_leak_is_found(tmp_path):
    source = "### BEGIN SOLUTION\nreturn x ** 2 + the_secret_term\n### END SOLUTION"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbformat.write(notebook, tmp_path / "A.ipynb")
    (secret,) = secret_lines(tmp_path)
    page = tmp_path / "page.html"
    page.write_text("<pre><span>return</span> x <b>**</b> 2 +\n the_secret_term</pre>")
    assert secret in visible_text(page)
