"""When a submission was handed in, and what handing it in late costs."""

from __future__ import annotations

import math
import re
from datetime import datetime

from grading.assignment import LatePolicy

DAY = 24 * 60 * 60


def hand_in_time(text: str) -> tuple[datetime | None, str]:
    """Read the file `timestamp.txt` that nbgrader's collect writes beside a notebook.

    Args:
        text: Its content; "" if there is none.

    Returns:
        The time in UTC without a time zone, as nbgrader keeps it, and a sentence on what is wrong
        with the text. A time that cannot be read is None, so nothing is late because of it.

    Example:
        >>> hand_in_time("2026-11-30 23:59:00 +0100")
        (datetime.datetime(2026, 11, 30, 22, 59), '')
        >>> hand_in_time("yesterday")
        (None, 'The time in timestamp.txt cannot be read, so it does not count as late.')
    """
    from nbgrader.utils import parse_utc

    if not text.strip():
        return None, ""
    # After a space nbgrader takes +0100 for 100 seconds.
    joined = re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", text.strip())
    try:
        return parse_utc(joined), ""
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None, "The time in timestamp.txt cannot be read, so it does not count as late."


def utc(moment: datetime) -> datetime:
    """A time with a time zone as nbgrader keeps it: in UTC, without one."""
    return (moment - moment.utcoffset()).replace(tzinfo=None)


def days_late(policy: LatePolicy, seconds: float) -> int:
    """How many days count as late; a day counts from its first second.

    Args:
        policy: Its minutes of grace move the deadline.
        seconds: Since the deadline.

    Example:
        >>> [days_late(LatePolicy(grace_minutes=10), 60 * minutes) for minutes in (10, 11, 1450)]
        [0, 1, 1]
    """
    return max(0, math.ceil((seconds - 60 * policy.grace_minutes) / DAY))


def penalty(policy: LatePolicy | None, seconds: float, points: float) -> float:
    """The points that a late submission loses.

    Args:
        policy: Of the assignment; without one lateness costs nothing.
        seconds: Since the deadline.
        points: That it reached.

    Example:
        >>> policy = LatePolicy(grace_minutes=0, per_day=0.1, at_most=0.25)
        >>> [penalty(policy, day * DAY, 20.0) for day in (0, 1, 2, 9)]
        [0.0, 2.0, 4.0, 5.0]
    """
    if policy is None or points <= 0:
        return 0.0
    return round(points * min(policy.at_most, policy.per_day * days_late(policy, seconds)), 6)
