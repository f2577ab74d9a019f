"""What an assignment says about itself, beside its notebook: `solutions/<name>/assignment.toml`.

title = "word2vec from scratch"
due = 2026-11-30T23:59:00+01:00            # optional
absent = ["sequtils.static", "gensim"]     # what would answer the questions

[late]                                     # optional; shares of the points that were reached
grace_minutes = 10
per_day = 0.1
at_most = 0.5
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grading.nbgrader import SOLUTIONS, AssignmentError, source_path


@dataclass(frozen=True)
class LatePolicy:
    """What handing in late costs.

    Attributes:
        grace_minutes: How late costs nothing.
        per_day: Share of the reached points that each day begun costs.
        at_most: The largest share that is taken.
    """

    grace_minutes: float = 10
    per_day: float = 0.1
    at_most: float = 1.0

    def __post_init__(self):
        for name in ("per_day", "at_most"):
            share = getattr(self, name)
            if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
                raise AssignmentError(f"late.{name} must be a share in 0 … 1, not {share!r}.")
        if not isinstance(self.grace_minutes, int | float) or not self.grace_minutes >= 0:
            raise AssignmentError(
                f"late.grace_minutes must be 0 or more, not {self.grace_minutes!r}."
            )


@dataclass(frozen=True)
class Assignment:
    """An assignment's settings.

    Attributes:
        name: Its folder and its notebook.
        title: What people call it.
        absent: Modules that students' code cannot import while it is graded, with all in them.
        due: When it is due; None if it never is. Has a time zone.
        late: What handing in late costs; None if nothing.
    """

    name: str
    title: str
    absent: tuple[str, ...] = ()
    due: datetime | None = None
    late: LatePolicy | None = None

    @classmethod
    def load(cls, name: str, solutions: Path = SOLUTIONS) -> Assignment:
        """Read the settings of an assignment; without a file they are the defaults.

        Raises:
            AssignmentError: If there is no such assignment, or the file is not as above.

        Example:
            >>> Assignment.load("A3-word2vec").title
            'word2vec from scratch'
        """
        path = source_path(name, solutions).with_name("assignment.toml")
        try:
            saved = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            saved = {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise AssignmentError(f"{path}: {error}") from error
        return parse(name, saved)


def parse(name: str, saved: dict) -> Assignment:
    """The settings from a table of TOML.

    Raises:
        AssignmentError: If a key is unknown or its value of the wrong kind.

    Example:
        >>> parse("A9", {"late": {"per_day": 0.2}}).late.per_day
        0.2
        >>> parse("A9", {"du": 3})
        Traceback (most recent call last):
        grading.nbgrader.AssignmentError: A9: unknown key 'du' in assignment.toml.
    """
    kinds = {"title": str, "absent": list, "due": datetime, "late": dict}
    for key, value in saved.items():
        if key not in kinds:
            raise AssignmentError(f"{name}: unknown key {key!r} in assignment.toml.")
        if not isinstance(value, kinds[key]):
            raise AssignmentError(
                f"{name}: {key} in assignment.toml must be a {kinds[key].__name__}, not {value!r}."
            )
    due, late = saved.get("due"), saved.get("late")
    if due is not None and due.tzinfo is None:
        raise AssignmentError(f"{name}: due needs a time zone, such as {due.isoformat()}+01:00.")
    unknown = set(late or ()) - {"grace_minutes", "per_day", "at_most"}
    if unknown:
        raise AssignmentError(f"{name}: unknown key {min(unknown)!r} under late.")
    return Assignment(
        name,
        saved.get("title", name),
        tuple(saved.get("absent", ())),
        due,
        LatePolicy(**late) if late is not None else None,
    )
