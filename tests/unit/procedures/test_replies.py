"""The answer to a low notice: how long it is waited for, and what never counts as one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.case.entries.alerts import AlertDecided
from bot.case.entries.documents import DeadlineMissed, Reminded
from bot.case.entries.followup import TaskDone, TaskOpened
from bot.case.entries.talk import Confirmed
from bot.case.state import Case
from bot.procedures.replies import awaited
from tests.unit.procedures.cases import KAREN, MONDAY, RULES, CaseFile, playbook

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST = datetime.fromisoformat("2026-03-09T10:00+00:00")
SECOND = datetime.fromisoformat("2026-03-12T10:00+00:00")


def _low() -> CaseFile:
    file = CaseFile()
    file.alert("operational", "low")
    return file


def _waits_until(case: Case) -> datetime | None:
    found = awaited(case, case.alert("A1"), playbook())
    return found.date.due if found else None


@pytest.mark.parametrize(
    ("option", "until"),
    [
        ("correct", None),
        ("differs", None),
        ("not_me", None),
        ("more_time", FIRST),  # a wish answers nothing: the date stands until a person moves it
    ],
)
def test_what_ends_the_waiting(option: str, until: datetime | None) -> None:
    file = _low()
    file.presses(option, MONDAY + HOUR, "notice:A1")
    assert _waits_until(file.case) == until


def test_nobody_waits_for_an_answer_to_what_was_never_delivered() -> None:
    file = CaseFile(delivers=False)
    file.alert("operational", "low")
    assert _waits_until(file.case) is None


def test_more_time_counts_from_the_old_date_and_once_for_each_wish() -> None:
    file = _low()
    assert file.acts(KAREN, "give_time", MONDAY + HOUR, alert="A1").toast == "already"
    file.presses("more_time", MONDAY + HOUR, "notice:A1")
    assert file.presses("more_time", MONDAY + HOUR, "notice:A1").toast == "already"
    assert file.acts(KAREN, "give_time", MONDAY + 2 * HOUR, alert="A1").toast == "done"
    assert _waits_until(file.case) == SECOND
    assert file.acts(KAREN, "give_time", MONDAY + 3 * HOUR, alert="A1").toast == "already"
    assert _waits_until(file.case) == SECOND


def test_more_time_after_the_date_counts_from_the_giving() -> None:
    file = _low()
    file.until(FIRST + 5 * DAY)
    file.acts(KAREN, "give_time", FIRST + 5 * DAY, alert="A1")
    assert _waits_until(file.case) == datetime.fromisoformat("2026-03-18T10:00+00:00")


def test_the_whole_run_of_a_silent_client() -> None:
    file = _low()
    told = [(at - FIRST, reason) for at, reason in file.until(FIRST + 20 * DAY)]
    hours = [(span / HOUR, reason) for span, reason in told if reason.startswith("reply.")]
    assert hours == [
        (-48, "reply.reminded"), (-24, "reply.reminded"), (0, "reply.missed"),
        (24, "reply.reminded"), (72, "reply.reminded"),
    ]  # fmt: skip
    assert [body.number for body in file.case.bodies(Reminded)] == [1, 2, 3, 4]
    assert [body.task for body in file.case.bodies(TaskOpened)] == ["call_client"]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=15))
@settings(max_examples=40, deadline=None)
def test_silence_is_never_consent_and_never_a_volley_however_the_bot_stands_still(
    gaps: list[int],
) -> None:
    file, now = _low(), MONDAY
    for gap in gaps:
        now += gap * HOUR
        to_client = [say for made in file.wake(now) for say in made.says
                     if say.to.audience == "client"]  # fmt: skip
        assert len(to_client) <= 1
    assert len(file.case.bodies(Reminded)) <= 4
    assert len(file.case.bodies(DeadlineMissed)) <= 1
    assert file.case.bodies(Confirmed) == []
    assert file.case.bodies(AlertDecided) == []


def test_a_wish_in_words_waits_for_a_person_and_is_done_with_the_giving() -> None:
    file = _low()
    file.write(MONDAY + HOUR, TaskOpened("T1", "wish_more_time", "handler", "", MONDAY + DAY))
    assert "give_time:A1" in RULES.offers(file.case)
    file.until(FIRST - HOUR)
    assert file.case.bodies(Reminded) == [], "she asked, and nobody has answered yet"
    assert file.acts(KAREN, "give_time", FIRST - HOUR, alert="A1").toast == "done"
    assert [body.task_id for body in file.case.bodies(TaskDone)] == ["T1"]
    assert "give_time:A1" not in RULES.offers(file.case)
    assert _waits_until(file.case) == SECOND


def test_a_wish_that_a_person_has_dealt_with_lets_the_reminders_go_on() -> None:
    file = _low()
    file.write(MONDAY + HOUR, TaskOpened("T1", "wish_more_time", "handler", "", MONDAY + DAY))
    file.acts(KAREN, "task_done", MONDAY + 2 * HOUR, "The date can stand", task="T1")
    file.until(FIRST - HOUR)
    assert len(file.case.bodies(Reminded)) == 2
