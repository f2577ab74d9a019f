"""A small book with the settings of this one and a public repository: which buttons it gets."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup

BUTTONS = "a.btn"


def build(root, config, folder):
    """Build a book of one page and one notebook in `folder`; the buttons of its notebook."""
    for name in ("_static", "_extensions", "references.bib"):
        source, target = root / "book" / name, folder / "book" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    (folder / "_config.yml").write_text(yaml.safe_dump(config))
    toc = {"format": "jb-book", "root": "book/index", "chapters": [{"file": "book/one"}]}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc))
    (folder / "book" / "index.md").write_text("# Home\n")
    (folder / "secret.ipynb").write_text("not a page")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# One\n\n$x^2$")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / "book" / "one.ipynb")
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", str(folder), "-W", "--keep-going"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    page = BeautifulSoup((folder / "_build/html/book/one.html").read_text(), "html.parser")
    return {tag.get_text(strip=True): tag["href"] for tag in page.select(BUTTONS)}


@pytest.fixture(scope="module")
def with_repository(root, config, tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    url = "https://github.com/ada/course"
    settings = {**config, "repository": {**config["repository"], "url": url}}
    return folder, build(root, settings, folder)


def test_binder_opens_the_notebook_of_the_repository(with_repository):
    _, buttons = with_repository
    path = "urlpath=lab/tree/book/one.ipynb"
    assert buttons["Binder"] == f"https://mybinder.org/v2/gh/ada/course/main?{path}"


def test_colab_opens_the_notebook_of_the_repository(with_repository):
    _, buttons = with_repository
    path = "github/ada/course/blob/main/book/one.ipynb"
    assert buttons["Colab"] == f"https://colab.research.google.com/{path}"


def test_only_the_listed_notebook_can_be_downloaded(with_repository):
    folder, buttons = with_repository
    html = folder / "_build" / "html"
    copies = [path.relative_to(html).as_posix() for path in html.rglob("*.ipynb")]
    assert copies == ["_downloads/book/one.ipynb"]
    assert buttons["Download .ipynb"] == "../_downloads/book/one.ipynb"
    assert (html / copies[0]).read_bytes() == (folder / "book" / "one.ipynb").read_bytes()


def test_mathjax_is_one_local_file(with_repository):
    folder, _ = with_repository
    files = list((folder / "_build/html/_static/mathjax").iterdir())
    assert [path.name for path in files] == ["tex-svg-full.js"]


def test_without_a_repository_there_is_nothing_to_launch_on(site, toc, root):
    names = [name for name in toc if (root / f"{name}.ipynb").exists()]
    for name in names:
        page = BeautifulSoup((site / f"{name}.html").read_text(), "html.parser")
        found = {tag.get_text(strip=True) for tag in page.select(BUTTONS)}
        assert found == {"Open in JupyterLab", "Download .ipynb"}
