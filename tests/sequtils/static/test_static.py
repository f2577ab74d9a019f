"""The package's front door: every model by its name, and the README's first steps."""

import re
from pathlib import Path

import numpy as np
import pytest

from sequtils import corpora, static

README = Path(__file__).parents[3] / "README.md"


@pytest.mark.parametrize("name", static.__all__)
def test_every_name_is_what_it_says(name):
    assert getattr(static, name).__name__ == name
    assert getattr(static, name).__module__.startswith("sequtils.static.")
    assert name in dir(static)


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="has no attribute 'Word3Vec'"):
        static.Word3Vec  # noqa: B018
    with pytest.raises(ImportError):
        from sequtils.static import Word3Vec  # noqa: F401


def test_the_first_steps_of_the_readme_run(monkeypatch, tmp_path, capsys):
    """Its code as it stands, on a text of its words that takes less time than the documentation."""
    section = README.read_text().split("## Use `sequtils` by itself")[1]
    code = re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]
    words = [*re.findall(r'"(\w+)"', code), "vertical", "the", "of", "a"]
    text = np.random.default_rng(0).choice(words, size=(400, 10)).tolist()
    monkeypatch.setattr(corpora, "docs", lambda: text)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(README), "exec"), {})
    nearest, answer, similarity = capsys.readouterr().out.splitlines()
    assert nearest.count("(") == 5
    assert answer.count("(") == 1
    assert -1 <= float(similarity) <= 1
    assert (tmp_path / "docs.txt").exists()
