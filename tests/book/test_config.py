"""The settings that keep solutions out of the site and the site off the network."""


def test_only_pages_of_the_table_of_contents_are_built(config):
    assert config["only_build_toc_files"] is True


def test_sources_are_not_copied(config):
    assert config["sphinx"]["config"]["html_copy_source"] is False


def test_notebooks_are_shown_as_committed(config):
    assert config["execute"]["execute_notebooks"] == "off"


def test_no_edit_or_issue_buttons(config):
    html = config["html"]
    assert not any(html[f"use_{name}_button"] for name in ("edit_page", "issues", "repository"))


def test_every_page_of_the_table_of_contents_exists(toc, root):
    missing = [
        name
        for name in toc
        if not any((root / f"{name}.{end}").exists() for end in ("md", "ipynb"))
    ]
    assert missing == []


def test_only_the_book_is_in_the_table_of_contents(toc):
    assert [name for name in toc if not name.startswith("book/")] == []


def test_the_table_of_contents_names_every_page_once(toc, root):
    written = {
        path.relative_to(root).with_suffix("").as_posix()
        for end in ("md", "ipynb")
        for path in (root / "book").rglob(f"*.{end}")
        if ".ipynb_checkpoints" not in path.parts
    }
    assert sorted(toc) == sorted(written)
