"""When something counts as late, and what it costs."""

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from itertools import pairwise

import pytest

from grading.assignment import LatePolicy
from grading.late import days_late, hand_in_time, penalty, utc

NOON = datetime(2026, 11, 30, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30 12:00:00.000000 UTC",  # what nbgrader's exchange writes
        "2026-11-30 12:00:00 UTC\n",
        "2026-11-30T12:00:00+00:00",
        "2026-11-30 13:00:00 +0100",
        "2026-11-30 13:00:00 +01:00",
        "2026-11-30 07:00:00 -0500",
        "2026-11-30 12:00:00",  # without a zone it is UTC
        "2026-11-30 13:00:00 Europe/Berlin",
    ],
)
def test_all_ways_to_write_one_moment_are_the_same_moment(text):
    assert hand_in_time(text) == (NOON, "")


def test_no_time_is_no_problem():
    assert hand_in_time("") == hand_in_time(" \n") == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2026-13-45 99:00:00",
        "9" * 100,
        "\ufffd",
        "a b c",
        "0000-00-00",
        "1 2 3 4",
        "::",
    ],
)
def test_what_is_no_time_is_told_and_never_late(text):
    moment, problem = hand_in_time(text)
    assert moment is None
    assert "cannot be read, so it does not count as late" in problem


def test_due_dates_are_kept_in_utc():
    berlin = timezone(timedelta(hours=1))
    assert utc(datetime(2026, 11, 30, 13, tzinfo=berlin)) == NOON
    assert utc(datetime(2026, 11, 30, 12, tzinfo=UTC)) == NOON


@pytest.mark.parametrize(
    ("seconds", "days"),
    [(-5, 0), (0, 0), (599, 0), (600, 0), (601, 1), (86_400 + 600, 1), (86_400 + 601, 2)],
)
def test_grace_moves_the_deadline_and_each_day_begun_counts(seconds, days):
    assert days_late(LatePolicy(grace_minutes=10), seconds) == days


def test_a_day_costs_a_share_of_the_reached_points():
    policy = LatePolicy(grace_minutes=0, per_day=0.1, at_most=1.0)
    for day in range(1, 11):
        # Worked out with fractions, in which a tenth is a tenth.
        expected = Fraction(17, 2) * Fraction(day, 10)
        assert penalty(policy, day * 86_400, 8.5) == pytest.approx(float(expected), abs=1e-6)


def test_no_penalty_is_larger_than_what_was_reached_or_agreed():
    policy = LatePolicy(grace_minutes=0, per_day=0.3, at_most=0.5)
    lost = [penalty(policy, day * 86_400, 10.0) for day in range(30)]
    assert max(lost) == 5.0
    assert all(before <= after for before, after in pairwise(lost))
    assert penalty(LatePolicy(per_day=1.0), 10**9, 10.0) == 10.0


def test_nothing_is_taken_without_a_policy_or_points():
    assert penalty(None, 10**9, 10.0) == 0.0
    assert penalty(LatePolicy(per_day=1.0), 10**9, 0.0) == 0.0
