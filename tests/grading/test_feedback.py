"""Pages of feedback: what a student reads, and that nothing of theirs becomes HTML."""

import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.assessment import GRADED, UNGRADED, Assessment, Part, Verdict
from grading.assignment import Assignment
from grading.feedback import LONGEST_ANSWER, LONGEST_OUTPUT, write_page
from grading.nbgrader import is_test, pristine, questions
from grading.page import TEMPLATES, markdown, prose, visible
from grading.results import WAITING, Result
from grading.variants import reference

ASSIGNMENT = Assignment("A0-squares", "Squares & roots")
HOSTILE = [
    "<script>document.title = 'run'</script>",
    "<img src=x onerror=alert(1)>",
    "]]></pre></section><h1>Full marks</h1>",
    "<!-- the rest is a comment",
    "</style><style>body { display: none }</style>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp; &#60;b&#62;",
    "{{ 7 * 7 }}{% raw %}",
    "[click](javascript:alert(1)) `<b>`",
    "a\x00b",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "\ud800 \udfff",
    "\ufeff\uffff\u2028\x85\x0b",
    "before\rafter",
]


def answer(name, source, points=None):
    """An answer cell; with points, one whose text a person grades."""
    marks = {"grade_id": name, "solution": True, "grade": points is not None}
    if points is None:
        return new_code_cell(source, metadata={"nbgrader": marks})
    return new_markdown_cell(source, metadata={"nbgrader": marks | {"points": points}})


def checked(name, points, source="assert SECRET == 42"):
    marks = {"grade_id": f"test_{name}", "solution": False, "grade": True, "points": points}
    return new_code_cell(source, metadata={"nbgrader": marks})


NOTEBOOK = new_notebook(
    cells=[
        new_markdown_cell("# Squares"),
        new_markdown_cell("## 1 · Square it (2 points)\n\nWrite `square`."),
        answer("square", "raise NotImplementedError"),
        checked("square", 2),
        new_markdown_cell("## 2 · The *root* (4 points)"),
        answer("root", "raise NotImplementedError"),
        checked("root", 4),
        new_markdown_cell("## 3 · Why (3 points)"),
        new_markdown_cell("Why is $x^2$ positive?\n\n- **1 point** for a reason"),
        answer("why", "", points=3),
    ]
)
PASSED = (Part("a small number", False, 1), Part("large numbers", True, 1))
VERDICTS = {
    "square": Verdict("square", 2.0, 2.0, parts=PASSED),
    "root": Verdict(
        "root",
        1.0,
        4.0,
        output="hello",
        parts=(
            Part("of 4", False, 0.25, "It is not right.\nExpected 2\nGot      4\nHint: Halve."),
            Part("of 0", True, 0.75),
        ),
    ),
}
ANSWERS = {"square": "def square(x):\n    return x * x", "root": "root = abs", "why": "Because."}
ASSESSMENT = Assessment(GRADED, verdicts=VERDICTS, answers=ANSWERS)
RESULT = Result("ada", WAITING, (), {"square": 2.0, "root": 1.0, "why": None}, 9.0)


def written(tmp_path, result=RESULT, assessment=ASSESSMENT, hints=None, notebook=NOTEBOOK):
    path = tmp_path / "page.html"
    write_page(path, ASSIGNMENT, result, assessment, hints or {}, notebook)
    return path.read_text(encoding="utf-8")


def shown(page):
    return BeautifulSoup(page, "html.parser")


def text(node):
    return " ".join(node.get_text(" ").split())


class Tags(HTMLParser):
    """The tags of a page with their attributes, without <code>, which backticks make."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag != "code":
            self.found.append((tag, attrs))

    def handle_endtag(self, tag):
        if tag != "code":
            self.found.append(f"/{tag}")

    def handle_comment(self, data):
        self.found.append(("comment", data))


def everywhere(said, tmp_path):
    """A page on which everything that a student, or their code, can say is `said`."""
    failed = (Part("one", False, 1, said), Part("two", True, 1, f"Hint: {said}"))
    verdicts = {
        "square": Verdict("square", 0.0, 2.0, reason=said, output=said),
        "root": Verdict("root", 0.0, 4.0, parts=failed),
    }
    answers = {"square": said, "root": said, "why": said}
    comments = {"why": said}
    result = Result(said, WAITING, (said,), dict.fromkeys(ANSWERS), 9.0, comments)
    assessment = Assessment(GRADED, verdicts=verdicts, answers=answers)
    return written(tmp_path, result, assessment, {"root": said})


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_student_says_stays_text(said, tmp_path):
    page = everywhere(said, tmp_path)
    assert Tags(page).found == Tags(everywhere("harmless", tmp_path)).found
    # Each of: title, name, remark, reason, output, two checks, three answers, comment, hint.
    plain = visible(said).replace("`", "")
    assert shown(page).get_text().replace("`", "").count(plain) >= 12


@given(said=st.text(st.characters(exclude_characters="\n`"), min_size=1).filter(str.strip))
def test_any_text_stays_text(said, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    assert Tags(everywhere(said, folder)).found == Tags(everywhere("harmless", folder)).found


@given(said=st.text(st.characters()))
def test_visible_text_can_be_written_and_holds_nothing_unseen(said):
    seen = visible(said)
    assert seen.encode("utf-8").decode("utf-8") == visible(seen) == seen
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", seen
    )


def test_a_megabyte_in_one_line_makes_a_small_page(tmp_path):
    page = everywhere("x" * 1_000_000, tmp_path)
    # The name and what the course says about it are not cut: the file system bounds a name, and
    # notes and reasons are the course's own.
    shorter = page.replace("x" * 1_000_000, "")
    assert len(shorter) < 8 * LONGEST_OUTPUT + 4 * LONGEST_ANSWER
    assert "… and 996,000 more characters" in shorter
    assert "… and 980,000 more characters" in shorter


def test_a_page_needs_no_other_file_and_runs_nothing(tmp_path):
    soup = shown(written(tmp_path))
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not soup.find_all(["script", "img", "link", "iframe", "object", "form", "base"])
    targets = [link["href"].removeprefix("#") for link in soup.find_all("a")]
    assert targets == ["question-1", "question-2", "question-3"]
    assert all(soup.find(id=target) for target in targets)


def test_scores_stand_with_their_questions(tmp_path):
    soup = shown(written(tmp_path))
    assert text(soup.find(class_="total")) == "3 of 9 points"
    rows = [text(row) for row in soup.find(class_="scores").find_all("li")]
    assert rows == [
        "1 · Square it 2 of 2 points",
        "2 · The root 1 of 4 points",
        "3 · Why not graded yet, 3 points",
    ]
    widths = [float(bar["width"]) for bar in soup.find_all("rect")]
    assert widths == [100, 25, 0]


def test_a_failed_check_shows_its_hint_and_a_hidden_one_its_title(tmp_path):
    square, root, _ = shown(written(tmp_path)).find_all("section")
    assert [text(check) for check in root.select(".checks li")] == [
        "✗ failed: of 4 It is not right. Expected 2 Got 4 Hint: Halve.",
        "✓ passed: of 0 hidden check",
    ]
    assert text(square.select(".checks li")[0]) == "✓ passed: a small number"
    assert text(root.find(class_="output")) == "hello"


def test_an_answer_is_shown_line_by_line(tmp_path):
    code = shown(written(tmp_path)).find("pre", class_="code")
    lines = [span.get_text() for span in code.find_all("span")]
    assert lines == ["def square(x):\n", "    return x * x\n"]


def test_what_all_checks_say_is_told_once(tmp_path):
    parts = tuple(Part(title, False, 1, "Not implemented yet.") for title in "abc")
    verdicts = {**VERDICTS, "root": Verdict("root", 0.0, 4.0, parts=parts)}
    page = written(tmp_path, assessment=Assessment(GRADED, verdicts=verdicts))
    assert page.count("Not implemented yet.") == 1


def test_two_questions_under_one_heading_are_told_apart(tmp_path):
    cells = [cell for cell in NOTEBOOK.cells if "root*" not in cell.source]
    rows = shown(written(tmp_path, notebook=new_notebook(cells=cells))).select(".scores a")
    assert [text(row) for row in rows] == ["1 · Square it", "1 · Square it: root", "3 · Why"]


def test_a_stub_is_no_answer(tmp_path):
    answers = ANSWERS | {"square": "raise NotImplementedError\n"}
    soup = shown(written(tmp_path, assessment=Assessment(GRADED, answers=answers)))
    assert "There is none." in text(soup.find(id="question-1"))
    assert "There is none." not in text(soup.find(id="question-2"))


def test_a_known_mistake_and_a_comment_are_told_to_their_question(tmp_path):
    result = Result(
        "ada", GRADED, (), RESULT.scores | {"why": 2.0}, 9.0, {"why": "Good,\nbut short."}
    )
    soup = shown(written(tmp_path, result, hints={"root": "Halving is no root"}))
    told = "This answer behaves like a known mistake: Halving is no root."
    assert [told in text(section) for section in soup.find_all("section")] == [False, True, False]
    assert soup.select_one("#question-3 .comment p").get_text() == "Good,\nbut short."
    assert "Why is $x^2$ positive?" in text(soup.find(id="question-3"))
    assert "not graded yet" not in text(soup)


def test_the_words_of_a_hint_become_the_sentence_of_the_check_that_has_them(tmp_path):
    failed = Part("of 4", False, 1, "It is not right.\nHint: A root is not a half: search it.")
    verdicts = {"root": Verdict("root", 0.0, 4.0, parts=(failed,))}
    assessment = Assessment(GRADED, verdicts=verdicts, answers=ANSWERS)
    soup = shown(written(tmp_path, assessment=assessment, hints={"root": "is not a half"}))
    assert text(soup.select_one("#question-2 > .hint")).endswith(
        "known mistake: A root is not a half: search it."
    )


def test_a_remark_is_told_once(tmp_path):
    verdicts = {**VERDICTS, "root": Verdict("root", 0.0, 4.0, reason="It stopped its process.")}
    remarks = ("root: It stopped its process.", "Handed in late: 1 points are taken.")
    result = Result("ada", WAITING, remarks, RESULT.scores, 9.0, penalty=1.0)
    soup = shown(written(tmp_path, result, Assessment(GRADED, verdicts=verdicts)))
    assert text(soup).count("It stopped its process.") == 1
    assert [text(note) for note in soup.select("header .note li")] == [remarks[1]]
    assert text(soup.find(class_="total")) == "2 of 9 points"


def test_a_submission_that_could_not_be_graded_gets_a_page(tmp_path):
    result = Result("eve", UNGRADED, ("It is no notebook.",), dict.fromkeys(ANSWERS, 0.0), 9.0)
    soup = shown(written(tmp_path, result, Assessment(UNGRADED, notes=result.remarks)))
    assert text(soup.find(class_="total")) == "0 of 9 points"
    assert [text(note) for note in soup.select(".note li")] == ["It is no notebook."]


def test_no_line_of_a_test_is_on_a_page(tmp_path):
    """Against the real exercise, whose test cells hold expected values and hidden tests."""
    notebook, answers = pristine("A3-word2vec"), reference("A3-word2vec")
    points = questions(notebook)
    verdicts = {name: Verdict(name, 0.0, points[name], parts=PASSED) for name in points}
    result = Result("ada", GRADED, (), dict.fromkeys(points, 0.0), 20.0)
    assessment = Assessment(GRADED, verdicts=verdicts, answers=answers)
    text = shown(written(tmp_path, result, assessment, notebook=notebook)).get_text()
    tests = [
        line.strip()
        for cell in notebook.cells
        if is_test(cell)
        for line in cell.source.splitlines()
        if len(line.strip()) > 12
    ]
    own = "\n".join(answers.values())  # its docstrings show calls that tests make, too
    assert len(tests) > 100
    assert [line for line in tests if line in text and line not in own] == []
    assert all(line in text for line in own.splitlines())


def test_the_course_writes_markdown_without_html():
    assert markdown("<b>") == "<p>&lt;b&gt;</p>\n"
    assert "<a" not in markdown("[x](javascript:alert(1))")
    assert prose("`a` < `b`") == "<code>a</code> &lt; <code>b</code>"


def luminance(colour):
    """Relative luminance by WCAG 2.1."""
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_are_legible(theme):
    style = (TEMPLATES / "page.css").read_text()
    palette = dict(re.findall(r"--([\w-]+): (#\w{6})", style.split(":root {")[theme + 1]))
    pairs = [(front, "paper") for front in ("ink", "soft", "main", "good", "part", "bad")]
    pairs += [("ink", "warm"), ("ink", "main-soft"), ("ink", "surface"), ("soft", "surface")]
    for front, back in pairs:
        low, high = sorted(map(luminance, (palette[front], palette[back])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{front} on {back}"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_browser_shows_the_page_and_runs_nothing(browser, width, theme, tmp_path):
    everywhere(" ".join(HOSTILE) + "x" * 30_000, tmp_path)
    told = []
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    for event in ("console", "pageerror", "dialog"):
        page.on(event, lambda what: told.append(str(what)))
    page.on("request", lambda request: told.append(request.url))
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.images.length + document.scripts.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == {
        "light": "rgb(255, 255, 255)",
        "dark": "rgb(20, 25, 28)",
    }.get(theme), "the style sheet was not applied"
    page.close()
    assert told == [(tmp_path / "page.html").as_uri()]


def test_a_stopped_cell_is_told_once(tmp_path):
    missing = "`square` is not defined. Run the cell that defines it first."
    parts = tuple(Part(title, False, 1, missing) for title in ("one", "two"))
    for reason, told in (("The cell stopped with SyntaxError.", False), ("", True)):
        verdict = Verdict("square", 0.0, 2.0, reason=reason, output="\n\nhello\n\n", parts=parts)
        page = shown(written(tmp_path, assessment=Assessment(GRADED, verdicts={"square": verdict})))
        assert ("Run the cell that defines it first." in text(page)) == told
        assert reason in text(page)
        assert page.select_one("pre.output").get_text() == "hello"
