"""People talking to people: calls, tasks, complaints and their clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.entries import alerts as a
from bot.case.entries import followup as f
from bot.case.entries import talk as t
from bot.procedures import contact
from tests.unit.procedures.cases import KAREN
from tests.unit.procedures.hand_made import PLAYBOOK, START, HandMade, acted, asked, pressed, wrote

DAY = timedelta(hours=PLAYBOOK.task_hours)
TWO_DAYS = timedelta(hours=PLAYBOOK.complaint_hours)


def with_tasks(*kinds: str) -> HandMade:
    tasks = (
        f.TaskOpened(f"T{n}", kind, "handler", "", START + DAY) for n, kind in enumerate(kinds, 1)
    )
    return HandMade().add(*tasks)


@pytest.mark.parametrize(
    ("kinds", "about", "done"),
    [
        (("call_client",), {}, ["T1"]),
        (("open_matter",), {}, []),
        (("open_matter",), {"task": "T1"}, ["T1"]),
        (("checkin_call", "open_matter"), {}, ["T1"]),
        (("checkin_not_enrolled",), {}, ["T1"]),
        (("call_client", "open_matter"), {"task": "T2"}, ["T1", "T2"]),
        ((), {"task": "T7"}, []),
    ],
)
def test_a_logged_call_does_the_tasks_that_were_to_call_her(
    kinds: tuple[str, ...], about: dict[str, str], done: list[str]
) -> None:
    file = with_tasks(*kinds)
    made = contact.call(file.case, acted(KAREN, "call", "spoke", **about), PLAYBOOK, file.now)
    assert made.entries[0] == f.CallLogged("spoke")
    assert [body.task_id for body in made.entries if isinstance(body, f.TaskDone)] == done


@pytest.mark.parametrize("words", ["", "ok", "abc"])
@pytest.mark.parametrize("action", ["call", "task_done"])
def test_an_action_that_needs_words_asks_for_them(action: str, words: str) -> None:
    file = with_tasks("open_matter")
    what = acted(KAREN, action, words, task="T1")
    made = contact.PROCEDURE.actions[action](file.case, what, PLAYBOOK, file.now)
    assert (made.entries, made.reason) == ((), f"{action}.words_wanted")


@pytest.mark.parametrize("task", ["T1", "T9", ""])
def test_a_task_that_is_done_or_unknown_is_not_done_again(task: str) -> None:
    file = with_tasks("open_matter").add(f.TaskDone("T1", "done"), by=KAREN)
    made = contact.task_done(
        file.case, acted(KAREN, "task_done", "once more", task=task), PLAYBOOK, file.now
    )
    assert (made.entries, made.toast) == ((), "already")


def test_a_complaint_has_a_number_a_date_and_three_readers() -> None:
    file = HandMade().add(f.ComplaintOpened("K1", "first", START))
    prompt = asked("contact", "cancel", takes_text=True)
    made = contact.words(file.case, wrote(prompt, "等了太久"), PLAYBOOK, file.now)
    assert made.entries == (
        t.PromptAnswered("p1", "text", "等了太久"),
        f.ComplaintOpened("K2", "等了太久", START + TWO_DAYS),
    )
    assert [say.message for say in made.says] == [
        "complaint_received", "staff_complaint", "staff_complaint",
    ]  # fmt: skip
    assert all(say.values["complaint_id"] == "K2" for say in made.says)
    assert "words" not in made.says[0].values


def test_a_complaint_taken_back_before_it_was_written_is_none() -> None:
    file = HandMade()
    prompt = asked("contact", "cancel", takes_text=True)
    made = contact.pressed(file.case, pressed(prompt, "cancel"), PLAYBOOK, file.now)
    assert made.entries == (t.PromptAnswered("p1", "cancel"),)


def test_a_second_wish_for_a_person_opens_no_second_task_unless_she_said_more() -> None:
    file = with_tasks("call_client")
    entries, says = contact.human_wanted(file.case, "wish", "", PLAYBOOK, file.now)
    assert entries == (f.HumanAsked("wish"),)
    assert [say.message for say in says] == ["human_coming"]
    entries, _ = contact.human_wanted(file.case, "wish", "about my bank", PLAYBOOK, file.now)
    assert isinstance(entries[-1], f.TaskOpened) and entries[-1].task_id == "T2"


@pytest.mark.parametrize(
    ("hours_ahead", "open_now"), [(0, True), (7.9, True), (8, False), (120, False), (-1, True)]
)
def test_she_is_told_whether_the_office_is_open(hours_ahead: float, open_now: bool) -> None:
    file = HandMade().later(hours=hours_ahead)
    _, says = contact.human_wanted(file.case, "wish", "", PLAYBOOK, file.now)
    assert says[0].values["open_now"] is open_now


def test_each_clock_of_people_is_breached_once_and_stops_with_a_talk() -> None:
    file = with_tasks("open_matter").add(f.ComplaintOpened("K1", "slow", START + TWO_DAYS))
    assert contact.due(file.case, PLAYBOOK) == START + DAY
    assert contact.tick(file.case, PLAYBOOK, START + DAY - timedelta(seconds=1)).empty
    file.later(hours=PLAYBOOK.complaint_hours)
    first = contact.tick(file.case, PLAYBOOK, file.now)
    second = contact.tick(file.add(*first.entries).case, PLAYBOOK, file.now)
    assert [*first.entries, *second.entries] == [
        a.ClockBreached("task:T1", START + DAY),
        a.ClockBreached("complaint:K1", START + TWO_DAYS),
    ]
    assert contact.due(file.add(*second.entries).case, PLAYBOOK) is None


def test_a_talk_since_the_complaint_stops_its_clock_but_an_earlier_one_does_not() -> None:
    file = HandMade().add(f.CallLogged("before"), by=KAREN).later(minutes=1)
    file.add(f.ComplaintOpened("K1", "slow", file.now + TWO_DAYS)).later(minutes=1)
    assert contact.due(file.case, PLAYBOOK) is not None
    assert contact.due(file.add(f.CallLogged("after"), by=KAREN).case, PLAYBOOK) is None
