"""The documentation corpus: small packages made here, and the real one once through its cache."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from sequtils.corpora import docs
from sequtils.corpora.readers import read_files

# The package's attribute of that name is the function, so the module is asked for by its name.
docs_module = import_module("sequtils.corpora.docs")

ROOT = Path(__file__).parents[3]

FILES = {
    "__init__.py": '"""A tiny package. It holds nothing."""\nraise RuntimeError("imported")\n',
    "zeta.py": '"""The zeta function."""\n',
    "alpha.py": '"""The alpha test.\n\n>>> alpha()\n3\n"""\n'
    'class Alpha:\n    """An alpha object."""\n'
    '    def fit(self):\n        """Fit it.\n\n        Returns\n        -------\n'
    '        self : object\n        """\n',
    "copy.py": 'def f():\n    """The zeta function."""\n',
    "broken.py": '"""Never seen."""\ndef (:\n',
    "inner/__init__.py": '"""An inner package."""\n',
    "inner/deep.py": '"""Deep inside."""\n',
    "tests/test_alpha.py": '"""Tests are left out."""\n',
    "inner/test/__init__.py": '"""These as well."""\n',
    "data.txt": '"""Not Python at all."""\n',
}
SENTENCES = [
    "a tiny package",
    "it holds nothing",
    "the alpha test",
    "an alpha object",
    "fit it",
    "self object",
    "the zeta function",
    "an inner package",
    "deep inside",
]


def install(folder: Path, name: str = "tinydocs", version: str = "1.0", files=FILES) -> None:
    """Lay out a package and its metadata as pip would."""
    for path, content in files.items():
        (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / path).write_text(content)
    for old in folder.glob(f"{name}-*.dist-info/METADATA"):
        old.unlink()
        old.parent.rmdir()
    metadata = folder / f"{name}-{version}.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder on the import path with the package `tinydocs`, and an empty cache."""
    folder = tmp_path / "site"
    install(folder)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("SEQUTILS_CACHE", str(tmp_path / "cache"))
    return folder


def test_sentences_in_order_of_paths(site):
    corpus = docs(["tinydocs"])
    assert [" ".join(sentence) for sentence in corpus] == SENTENCES
    assert list(corpus) == list(corpus)
    assert len(corpus) == len(SENTENCES)
    assert corpus.words == sum(len(sentence.split()) for sentence in SENTENCES)
    assert corpus.versions == {"tinydocs": "1.0"}
    assert not corpus.matches_pinned
    assert "tinydocs" not in sys.modules


def test_records_keep_where_each_text_stands(site):
    assert [tuple(record) for record in docs(["tinydocs"]).records] == [
        ("tinydocs", "tinydocs", "", "A tiny package. It holds nothing."),
        ("tinydocs", "tinydocs.alpha", "", "The alpha test.\n\n>>> alpha()\n3"),
        ("tinydocs", "tinydocs.alpha", "Alpha", "An alpha object."),
        ("tinydocs", "tinydocs.alpha", "Alpha.fit", "Fit it.\n\nReturns\n-------\nself : object"),
        ("tinydocs", "tinydocs.copy", "f", "The zeta function."),
        ("tinydocs", "tinydocs.inner", "", "An inner package."),
        ("tinydocs", "tinydocs.inner.deep", "", "Deep inside."),
    ]


def test_result_does_not_depend_on_the_number_of_processes(site):
    many = {f"m{i:02}.py": f'"""Module number {i} of many."""\n' for i in range(50)}
    install(site, "many", files=many)
    one, two, five = (docs_module.read(["many", "tinydocs"], processes=n) for n in (1, 2, 5))
    assert one == two == five
    assert len(one) == 50 + 7


def test_the_cache_is_used_until_the_version_changes(site):
    before = docs(["tinydocs"])
    (site / "tinydocs" / "zeta.py").write_text('"""Changed behind the back."""\n')
    assert docs(["tinydocs"]).digest == before.digest
    install(site, version="1.1", files={**FILES, "zeta.py": '"""Changed openly now."""\n'})
    after = docs(["tinydocs"])
    assert after.digest != before.digest
    assert after.versions == {"tinydocs": "1.1"}
    assert ["changed", "openly", "now"] in list(after)


def test_the_digest_is_of_the_sentences(site, tmp_path, monkeypatch):
    before = docs(["tinydocs"])
    monkeypatch.setenv("SEQUTILS_CACHE", str(tmp_path / "elsewhere"))
    assert docs(["tinydocs"]).digest == before.digest
    assert re.fullmatch("[0-9a-f]{12}", before.digest)


@pytest.mark.parametrize("damage", [b"", b"not gzip", "cut"])
def test_a_damaged_cache_is_made_anew(site, tmp_path, damage):
    before = docs(["tinydocs"])
    (text,) = (tmp_path / "cache").glob("docs-*.txt.gz")
    text.write_bytes(text.read_bytes()[:-9] if damage == "cut" else damage)
    assert docs(["tinydocs"]).digest == before.digest
    for records in (tmp_path / "cache").glob("docs-*.jsonl.gz"):
        records.unlink()
    assert len(docs(["tinydocs"]).records) == 7


def test_several_at_once_agree(site):
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: docs(["tinydocs"]).digest, range(4)))
    assert len(set(found)) == 1


def test_nothing_is_said_where_nobody_watches(site, capfd):
    docs(["tinydocs"])
    assert capfd.readouterr() == ("", "")


def test_works_in_a_script_without_a_main_guard(site):
    script = "from sequtils.corpora import docs\nprint(len(docs(['tinydocs'])))\n"
    path = os.pathsep.join([str(site), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-"],
        input=script,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (f"{len(SENTENCES)}\n", "")


def test_a_reader_that_dies_is_an_error_and_leaves_no_cache(site, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # no interpreter starts with that
    with pytest.raises(RuntimeError, match="a process reading docstrings ended early"):
        docs(["tinydocs"])
    assert not list((tmp_path / "cache").glob("*.gz"))


def test_read_files_reports_progress(site):
    done = []
    paths = [site / "tinydocs" / name for name in ("zeta.py", "alpha.py")] * 20
    found = list(read_files(paths, 2, done.append))
    assert [len(file) for file in found] == [1, 3] * 20
    assert sum(done) == 40


def test_missing_packages_are_named_with_the_command(site):
    with pytest.raises(ModuleNotFoundError) as error:
        docs(["tinydocs", "nopackage"])
    assert str(error.value) == (
        "docs() needs a package that is not installed: nopackage; run: pip install nopackage"
    )


def test_missing_pinned_package_is_named_with_its_version(monkeypatch):
    def version(distribution):
        if distribution == "scikit-learn":
            raise docs_module.metadata.PackageNotFoundError
        return "1"

    monkeypatch.setattr(docs_module.metadata, "version", version)
    pin = docs_module.PINNED_VERSIONS["sklearn"]
    with pytest.raises(ModuleNotFoundError, match=f": sklearn; run: .* scikit-learn=={pin}$"):
        docs()


@pytest.mark.parametrize("packages", ["numpy", [], ()])
def test_packages_must_be_a_list(packages):
    with pytest.raises(ValueError, match="packages must be a list of import names, got"):
        docs(packages)


def test_pinned_versions_are_those_of_the_requirements():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    required = dict(line.lower().split("==") for line in lines if "==" in line and "#" not in line)
    names = {"sklearn": "scikit-learn"}
    pinned = docs_module.PINNED_VERSIONS
    assert set(pinned) == set(docs_module.PACKAGES)
    assert {name: required[names.get(name, name)] for name in pinned} == dict(pinned)


def test_the_real_corpus_is_the_pinned_one():
    corpus = docs()
    if corpus.versions != dict(docs_module.PINNED_VERSIONS):
        pytest.skip(f"other versions are installed than the pinned ones: {corpus.versions}")
    assert corpus.matches_pinned
    assert 2_500_000 < corpus.words < 3_500_000
    # Each package speaks, and its words are English.
    assert {record.package for record in corpus.records} == set(docs_module.PACKAGES)
    share = sum(sentence.count("the") for sentence in corpus) / corpus.words
    assert 0.04 < share < 0.09  # about 6 % in English prose
