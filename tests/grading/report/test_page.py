"""The class report: one page that needs nothing else, for every class, with names or without."""

import csv
import re

import pytest
from bs4 import BeautifulSoup

from grading.assessment import GRADED, Assessment
from grading.report import write_report
from grading.report.names import Pseudonyms
from grading.report.plots import SHARES, histogram
from grading.report.statistics import items, totals
from grading.results import Result


@pytest.fixture
def report(tmp_path, assignment, results, assessments, bank, notebook):
    """Write the report of a class and return its page."""

    def write(results=results, assessments=assessments, pseudonyms=None, folder="report"):
        paths = write_report(
            tmp_path / folder, assignment, results, assessments, bank, notebook, pseudonyms
        )
        return paths["page"].read_text(encoding="utf-8")

    return write


def table(page, heading):
    """The rows of the table below a heading, as texts."""
    rows = BeautifulSoup(page, "html.parser").find(["h2", "h3"], string=heading)
    cells = [row.find_all(["th", "td"]) for row in rows.find_next("tbody").find_all("tr")]
    return [[" ".join(cell.get_text().split()) for cell in row] for row in cells]


def test_the_page_tells_what_was_computed(report):
    page = report()
    assert [row[:4] for row in table(page, "Questions")] == [
        ["square", "2", "4", "62 %"],
        ["root", "4", "4", "38 %"],
        ["why", "3", "4", "50 %"],
    ]
    assert table(page, "Misconceptions") == [
        ["square", "Takes squaring for doubling.", "Square it", "1", "cleo"]
    ]
    assert table(page, "Checks that fail most often")[0] == ["root", "large (hidden)", "2", "67 %"]
    assert table(page, "Submissions to look at") == [
        ["ben", "It asked for the network."],
        ["eve", "It is no notebook."],
    ]
    assert table(page, "Slowest")[:2] == [["ben", "4.0"], ["dora", "3.0"]]


def test_the_table_of_questions_has_the_same_numbers(tmp_path, report):
    report()
    with (tmp_path / "report" / "A0-squares.questions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["question"] for row in rows] == ["square", "root", "why"]
    assert float(rows[0]["difficulty"]) == 5 / 8
    assert rows[2]["seconds"] == ""


def test_the_same_class_gives_the_same_page(report):
    assert report(folder="one") == report(folder="two")


def test_a_page_needs_no_other_file_and_follows_the_theme(report):
    page = report()
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all(["script", "img", "link", "iframe", "object", "form", "base"])
    assert "default-src 'none'" in soup.find("meta", {"http-equiv": True})["content"]
    figures = soup.find_all("svg")
    assert len(figures) == 2
    assert all(figure["role"] == "img" and figure["aria-label"] for figure in figures)
    # Beside white, which clips, only colours of the style sheet.
    drawn = "".join(map(str, figures))
    assert "var(--main)" in drawn
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) <= {"#ffffff"}
    names = [element["id"] for element in soup.find_all(id=True)]
    assert len(names) == len(set(names)), "one plot would use parts of another"


def test_with_pseudonyms_nobody_is_named(report, assessments, results, tmp_path):
    pseudonyms = Pseudonyms(tmp_path)
    assessments["ben"] = Assessment(GRADED, notes=("The file was called ben.ipynb.",))
    page = report(pseudonyms=pseudonyms)
    text = BeautifulSoup(page, "html.parser").get_text()
    for result in results:
        assert not re.search(rf"\b{result.student}\b", text)
    assert pseudonyms["cleo"] in text
    assert [pseudonyms["eve"], "Remarks: 1"] in table(page, "Submissions to look at")
    assert re.search(r"\bben\b", BeautifulSoup(report(), "html.parser").get_text())


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_a_class_of_any_size_has_a_report(size, report, results):
    page = report(results=results[:size])
    assert f"<dd>{size}</dd>" in page
    assert "nan" not in BeautifulSoup(page, "html.parser").get_text()


def test_a_class_of_equals_has_a_report(report, points, assessments):
    results = [Result(name, GRADED, (), dict(points), 9.0) for name in assessments]
    assessments = dict.fromkeys(assessments, Assessment(GRADED, answers=dict.fromkeys(points, "x")))
    page = report(results=results, assessments=assessments)
    assert [row[4] for row in table(page, "Questions")] == ["–", "–", "–"]
    assert "Nothing was unusual." in page


def test_what_students_say_stays_text(report, results, assessments):
    said = "</td></table><script>alert(1)</script>\x1b[0m\ud800"
    odd = Result(said, GRADED, (said,), results[0].scores, 9.0)
    assessments[said] = Assessment(GRADED, notes=(said,), flags=(said,), seconds=99.0)
    soup = BeautifulSoup(report(results=[*results, odd]), "html.parser")
    assert not soup.find_all("script")
    assert soup.get_text().count("<script>alert(1)</script>␛[0m⟨U+D800⟩") == 3


def test_bars_of_a_histogram_count_each_submission_once(results):
    overall = totals(results)
    drawn = BeautifulSoup(histogram(overall), "html.parser")
    bars = [group for group in drawn.find_all("g", id=re.compile("patch_\\d+$")) if _is_bar(group)]
    heights = [_height(group) for group in bars]
    # Nine bars of one point each; totals 0, 0, 2, 5 and 9, of which the last is in the last bar.
    assert [round(2 * height / max(heights)) for height in heights] == [2, 0, 1, 0, 0, 1, 0, 0, 1]


def test_shares_of_a_question_sum_to_the_class(points, results, assessments, stubs):
    for item in items(points, results, assessments, stubs):
        assert sum(getattr(item, kind) for kind in SHARES) == item.graded


def _is_bar(group):
    return "fill: var(--main)" in str(group)


def _height(group):
    ys = [float(y) for y in re.findall(r"[ML] \S+ (\S+)", group.find("path")["d"])]
    return max(ys) - min(ys)
