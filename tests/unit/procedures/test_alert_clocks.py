"""The 24 hours on an alert: computed from the file, warned of before, breached once (R8)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.case.entries.alerts import ClockBreached, ClockWarned
from bot.case.entries.followup import CallLogged
from bot.case.entries.talk import MessageOutcome
from bot.procedures.alerts import responded_at, response_due
from tests.unit.procedures.cases import KAREN, MONDAY, WU, CaseFile, playbook

HOUR = timedelta(hours=1)


def _unheard(severity: str = "medium", detected: datetime | None = None) -> CaseFile:
    file = CaseFile(delivers=False)
    file.alert("operational", severity, MONDAY, detected)
    return file


@pytest.mark.parametrize(
    ("severity", "detected", "hours"),
    [
        ("medium", None, 24),
        ("high", None, 24),
        ("medium", -5, 19),  # detected five hours before we heard of it
        ("medium", 3, 24),  # a feed whose clock is ahead gives nobody more time
        ("low", None, None),
    ],
)
def test_the_hours_run_from_detection_or_receipt(
    severity: str, detected: int | None, hours: int | None
) -> None:
    file = _unheard(severity, MONDAY + detected * HOUR if detected is not None else None)
    due = response_due(file.case.alert("A1"), playbook())
    assert due == (MONDAY + hours * HOUR if hours is not None else None)


@pytest.mark.parametrize(
    ("said_after", "reasons"),
    [
        (None, ["clock.warned", "clock.breached"]),
        (1, []),
        (19, []),
        (21, ["clock.warned"]),
        (24, ["clock.warned"]),
    ],
)
def test_what_a_call_after_so_many_hours_leaves_of_the_clock(
    said_after: int | None, reasons: list[str]
) -> None:
    file = _unheard()
    if said_after is not None:
        file.until(MONDAY + said_after * HOUR - timedelta(seconds=1))
        file.write(MONDAY + said_after * HOUR, CallLogged("spoke with her"), actor=KAREN)
    file.until(MONDAY + 23 * HOUR)
    file.until(MONDAY + 300 * HOUR)
    clock = [
        "clock.warned" if isinstance(body, ClockWarned) else "clock.breached"
        for body in (e.body for e in file.case.entries)
        if isinstance(body, ClockWarned | ClockBreached)
    ]
    assert clock == reasons


def test_a_response_that_came_too_late_is_a_breach_all_the_same() -> None:
    file = _unheard()
    notice = next(m for m in file.case.messages.values() if m.purpose == "notice:A1")
    file.write(MONDAY + 25 * HOUR, MessageOutcome(notice.message_id, "sent"))
    assert responded_at(file.case, file.case.alert("A1")) == MONDAY + 25 * HOUR
    (breach,) = file.wake(MONDAY + 26 * HOUR)[:1]
    assert breach.reason == "clock.breached"
    assert file.case.bodies(ClockWarned) == []


def test_a_decided_alert_has_no_clock_any_more() -> None:
    file = _unheard()
    file.acts(KAREN, "resolve", MONDAY + HOUR, "Settled at the counter", alert="A1")
    assert file.until(MONDAY + 300 * HOUR) == []


@pytest.mark.parametrize(("severity", "due"), [("low", 124), ("medium", 24)])
def test_raised_to_high_only_a_low_alert_gets_hours_anew(severity: str, due: int) -> None:
    file = _unheard(severity)
    file.acts(KAREN, "raise_high", MONDAY + 100 * HOUR, "It was not her", alert="A1")
    assert response_due(file.case.alert("A1"), playbook()) == MONDAY + due * HOUR


def test_the_low_notice_is_no_response_to_what_it_was_raised_to() -> None:
    file = CaseFile()
    file.alert("operational", "low")
    file.delivers = False
    file.acts(WU, "raise_high", MONDAY + 100 * HOUR, "It was not her", alert="A1")
    assert responded_at(file.case, file.case.alert("A1")) is None


def test_the_same_alert_comes_twice_and_counts_once() -> None:
    file = CaseFile()
    file.alert("operational", "medium", key="twin")
    again = file.alert("operational", "medium", key="twin")
    assert again.empty
    assert [alert.alert_id for alert in file.case.alerts] == ["A1"]
