"""The progress bar: what it says, and that it keeps out of logs."""

import sys

from sequtils.progress import progress_bar


def test_it_counts_to_the_total(capsys):
    with progress_bar("training", 3_000, "words", show=True) as advance:
        advance(1_200)
        advance(1_800)
    shown = capsys.readouterr()
    assert "3,000 of 3,000 words" in shown.err
    assert shown.out == ""


def test_it_is_silent_where_stderr_is_no_terminal(capsys):
    assert not sys.stderr.isatty()
    with progress_bar("training", 10, "words") as advance:
        advance(10)
    assert capsys.readouterr() == ("", "")
