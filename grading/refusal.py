"""Keeps nbgrader's own autograde from running submissions in a class folder."""

from __future__ import annotations

from nbgrader.converters import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor


class RefuseAutograde(NbGraderPreprocessor):
    """Stops `nbgrader autograde`, and the button of the formgrader, before anything runs.

    Both run a submission with the rights of whoever started them, beside the hidden tests.
    """

    def preprocess(self, nb, resources):
        raise NbGraderException("Submissions run in a box only: use `course grade`.")
