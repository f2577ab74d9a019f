"""nbgrader's settings, for its own commands, for JupyterLab and for `course`."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader defines it)

# nbgrader starts `alembic` by name when it creates a gradebook.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# The answers that an exercise is tested with, and its settings; students never get them.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "mutants",
    "alternatives",
    "assignment.toml",
    "equivalent.toml",
]

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError"}
c.ClearSolutions.text_stub = "*Your answer here.*"

# A test cell that is not run would get full marks, so no tag may skip one.
c.Execute.skip_cells_with_tag = "no cell is skipped"
c.Execute.timeout = 60  # of one cell while a notebook is validated
c.Execute.extra_arguments = ["--log-level=40"]  # nobody reads what a kernel says about itself
c.Execute.error_on_timeout = {
    "ename": "Timeout",
    "evalue": "",
    "traceback": ["This cell was stopped because it ran too long. Does a loop never end?"],
}
# nbgrader's autograde would run strangers' code with your rights: `course grade` does it in a box.
c.Autograde.sanitize_preprocessors = ["grading.refusal.RefuseAutograde"]
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "grading.student_view.StudentView",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
