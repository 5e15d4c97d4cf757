"""Dates of the playbook: when reminders of a date go out, and what a stand-still leaves of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.case.entries.documents import DeadlineMissed, Reminded
from bot.procedures.timing import (
    is_last_reminder,
    next_reminder,
    reminder_times,
    working_days_after,
)
from tests.unit.procedures.cases import MONDAY, CaseFile, playbook

DUE = MONDAY + timedelta(days=7)
HOUR = timedelta(hours=1)


def _at(hours: float) -> datetime:
    return DUE + hours * HOUR


@pytest.mark.parametrize(
    ("asked", "hours"),
    [
        (-100, [-48, -24, 24, 72]),
        (-48, [-24, 24, 72]),
        (-30, [-24, 24, 72]),
        (-1, [24, 72]),
        (0, [24, 72]),
    ],
)
def test_a_date_has_two_reminders_before_and_two_after(asked: int, hours: list[int]) -> None:
    assert reminder_times(_at(asked), DUE, playbook()) == [_at(hour) for hour in hours]


@pytest.mark.parametrize(
    ("sent", "missed", "expected"),
    [
        ([], None, (1, -48)),
        ([-48], None, (2, -24)),
        ([-47.9], None, (2, -24)),
        ([-20], None, (2, 24)),  # came late, over two moments: one message
        ([-48, -24], 0, (3, 24)),
        ([], 30, (1, 72)),  # stood still: the word that the date passed is the one message
        ([], 80, None),
        ([-48, -24, 24], 0, (4, 72)),
        ([-48, -24, 24, 72], 0, None),
    ],
)
def test_each_moment_is_used_once_and_stale_ones_fall_away(
    sent: list[float], missed: float | None, expected: tuple[int, int] | None
) -> None:
    file = CaseFile()
    for number, hours in enumerate(sent, 1):
        file.write(_at(hours), Reminded("x", number), Reminded("another", number))
    if missed is not None:
        file.write(_at(missed), DeadlineMissed("x", DUE))
    found = next_reminder(file.case, "x", MONDAY, DUE, playbook())
    assert found == (expected and (expected[0], _at(expected[1])))


@pytest.mark.parametrize(("hours", "last"), [(-48, False), (24, False), (71.9, False), (72, True)])
def test_the_last_reminder_says_so(hours: float, last: bool) -> None:
    assert is_last_reminder(MONDAY, DUE, _at(hours), playbook()) is last


@given(st.lists(st.floats(0, 400), max_size=12))
def test_however_the_bot_comes_and_goes_there_are_four_reminders_at_most(
    gaps: list[float],
) -> None:
    file, now = CaseFile(), MONDAY
    for gap in gaps:
        now += gap * HOUR
        found = next_reminder(file.case, "x", MONDAY, DUE, playbook())
        if found and found[1] <= now:
            file.write(now, Reminded("x", found[0]))
    assert [body.number for body in file.case.bodies(Reminded)] == list(
        range(1, len(file.case.bodies(Reminded)) + 1)
    )
    assert len(file.case.bodies(Reminded)) <= 4


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-03-02T02:00", 5, "2026-03-09T10:00"),
        ("2026-03-06T15:59", 1, "2026-03-09T10:00"),  # Friday before midnight in Hong Kong
        ("2026-03-06T16:01", 1, "2026-03-09T10:00"),  # Saturday there
        ("2026-04-02T02:00", 1, "2026-04-08T10:00"),  # Easter and Ching Ming lie between
        ("2026-12-24T02:00", 1, "2026-12-28T10:00"),
    ],
)
def test_working_days_end_with_the_office_hours(start: str, days: int, expected: str) -> None:
    begun = datetime.fromisoformat(start + "+00:00")
    assert working_days_after(begun, days, playbook()) == datetime.fromisoformat(
        expected + "+00:00"
    )
