"""The check-in: when it asks, when a person calls, when day 30 has passed, what answers lead to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.decision import Decision
from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.case.entries import talk as t
from bot.case.entries.base import Body
from bot.procedures import checkin
from bot.procedures.checkin import BREACH, NAME, PROCEDURE
from tests.unit.procedures.cases import ACCOUNT, KAREN
from tests.unit.procedures.hand_made import PLAYBOOK, START, HandMade, asked, pressed, wrote

A_SECOND = timedelta(seconds=1)


def closed(account: int | None = ACCOUNT) -> HandMade:
    return HandMade(account=account).add(c.CaseClosed(START))


def run(file: HandMade, until_days: float) -> list[tuple[float, str]]:
    """What happens by itself until a day: the day and the reason, as the clock loop would see it."""
    seen = []
    end = START + timedelta(days=until_days)
    while (moment := checkin.due(file.case, PLAYBOOK)) is not None and moment <= end:
        file.now = max(file.now, moment)
        made = checkin.tick(file.case, PLAYBOOK, file.now)
        assert not made.empty, f"due at {moment}, nothing decided"
        file.add(*made.entries)
        seen.append((round((file.now - START) / timedelta(days=1), 3), made.reason))
    return seen


def press(file: HandMade, step: str, option: str, *options: str) -> Decision:
    prompt = asked(NAME, option, *options, about={"step": step})
    return checkin.pressed(file.case, pressed(prompt, option), PLAYBOOK, file.now)


def test_silence_leads_to_three_tries_a_call_and_one_breach() -> None:
    assert run(closed(), 400) == [
        (7, "checkin.asked"), (21, "checkin.asked"), (28, "checkin.asked"), (29, "checkin.task"),
        (30, "checkin.breached"),
    ]  # fmt: skip


def test_day_30_itself_is_in_time_and_the_moment_after_is_not() -> None:
    file = closed()
    run(file, 29)
    limit = START + timedelta(days=PLAYBOOK.checkin.breach_day)
    assert checkin.tick(file.case, PLAYBOOK, limit).empty
    due = checkin.due(file.case, PLAYBOOK)
    assert due is not None and limit < due < limit + A_SECOND
    made = checkin.tick(file.case, PLAYBOOK, limit + A_SECOND)
    assert made.entries == (a.ClockBreached(BREACH, limit),)
    assert checkin.due(file.add(*made.entries).case, PLAYBOOK) is None


def test_nothing_is_due_before_the_closing() -> None:
    assert checkin.due(HandMade().alert().case, PLAYBOOK) is None


def test_a_client_without_telegram_is_called_on_the_first_day_of_asking() -> None:
    file = closed(account=None)
    assert run(file, 400) == [(7, "checkin.task"), (30, "checkin.breached")]
    assert [b.task for b in file.case.bodies(f.TaskOpened)] == ["checkin_not_enrolled"]


@pytest.mark.parametrize(
    "answer",
    [
        f.CheckinAnswered("fine"),
        f.CheckinAnswered("declined"),
        f.CheckinAnswered("open_matter"),
        f.CallLogged("spoke with her"),
        f.ComplaintOpened("K1", "slow", START),
    ],
)
def test_an_answer_a_talk_or_a_complaint_ends_the_asking(answer: Body) -> None:
    file = closed()
    assert run(file, 8) == [(7, "checkin.asked")]
    assert run(file.add(answer, by=KAREN), 400) == []


def test_a_talk_or_complaint_before_it_replaces_no_check_in() -> None:
    file = HandMade().add(f.CallLogged("about papers"), by=KAREN).later(hours=1)
    file.add(c.CaseClosed(file.now), f.ComplaintOpened("K1", "slow", START))
    assert checkin.due(file.case, PLAYBOOK) == file.now + timedelta(days=7)


def test_an_outage_of_a_month_gives_a_task_a_breach_and_one_question() -> None:
    file = closed().later(days=31)
    assert [reason for _, reason in run(file, 400)] == [
        "checkin.task", "checkin.breached", "checkin.asked",
    ]  # fmt: skip
    assert [b.attempt for b in file.case.bodies(f.CheckinAsked)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("step", "option", "entries", "messages"),
    [
        ("", "fine", ["PromptAnswered", "CheckinAnswered"], ["checkin_rating"]),
        ("", "open_matter", ["PromptAnswered", "CheckinAnswered"],
         ["checkin_open_words", "staff_checkin_result"]),
        ("", "decline", ["PromptAnswered", "CheckinAnswered"],
         ["checkin_thanks", "staff_checkin_result"]),
        ("rating", "r4", ["CheckinRated"], ["checkin_comment", "staff_checkin_result"]),
        ("comment", "skip", ["PromptAnswered"], ["checkin_anything_open"]),
        ("any", "nothing", ["PromptAnswered"], ["checkin_thanks"]),
        ("any", "open_matter", ["PromptAnswered", "CheckinAnswered"],
         ["checkin_open_words", "staff_checkin_result"]),
        ("open", "skip", ["PromptAnswered", "TaskOpened"], ["checkin_thanks", "staff_task"]),
    ],
)  # fmt: skip
def test_each_press_leads_on(
    step: str, option: str, entries: list[str], messages: list[str]
) -> None:
    made = press(closed(), step, option)
    assert [type(body).__name__ for body in made.entries] == entries
    assert [say.message for say in made.says] == messages


def test_the_same_score_twice_counts_once_and_another_replaces_it() -> None:
    file = closed().add(f.CheckinAnswered("fine"), f.CheckinRated(2))
    same = press(file, "rating", "r2")
    assert (same.entries, same.says, same.toast) == ((), (), "already")
    other = press(file, "rating", "r5")
    assert other.entries == (f.CheckinRated(5),)
    assert [say.message for say in other.says] == ["checkin_comment", "staff_checkin_result"]


def test_a_score_changed_after_the_comment_asks_for_no_second_one() -> None:
    comment = asked(NAME, "skip", about={"step": "comment"})
    file = closed().said("checkin:comment", "checkin_comment", prompt=comment)
    file.add(f.CheckinRated(2), t.PromptAnswered("p1", "text", "slow"))
    assert [say.message for say in press(file, "rating", "r3").says] == ["staff_checkin_result"]


def test_words_are_kept_as_they_are_and_passed_on() -> None:
    file = closed().add(f.CheckinRated(1))
    made = checkin.words(
        file.case,
        wrote(asked(NAME, "skip", about={"step": "comment"}), "太慢了！"),
        PLAYBOOK,
        file.now,
    )
    assert made.entries[-1] == f.CheckinCommented("太慢了！")
    assert made.says[-1].values == {"score": 1, "answer": "fine", "words": "太慢了！"}


def test_what_is_open_has_a_number_and_a_date_for_both_sides() -> None:
    file = closed()
    made = checkin.words(
        file.case, wrote(asked(NAME, "skip", about={"step": "open"}), "HK$300"), PLAYBOOK, file.now
    )
    opened = made.entries[-1]
    assert isinstance(opened, f.TaskOpened) and opened.words == "HK$300"
    for say in made.says:
        assert (say.values["task_id"], say.values["due"]) == ("T1", opened.due)


def test_words_awaited_and_never_written_become_a_task_when_their_time_is_over() -> None:
    ends = START + timedelta(hours=24)
    prompt = asked(NAME, "skip", about={"step": "open"}, takes_text=True, ends=ends)
    file = closed().add(f.CheckinAnswered("open_matter"))
    file.said("checkin:open", "checkin_open_words", prompt=prompt)
    assert checkin.due(file.case, PLAYBOOK) == ends
    made = checkin.tick(file.case, PLAYBOOK, ends)
    closes, opened = made.entries
    assert closes == t.PromptClosed("p1", "ended") and isinstance(opened, f.TaskOpened)
    assert checkin.due(file.add(*made.entries).case, PLAYBOOK) is None


def test_the_first_question_offers_every_way_out() -> None:
    file = closed().later(days=7)
    (question,) = checkin.tick(file.case, PLAYBOOK, file.now).says
    assert question.ask is not None
    assert question.ask.options == ("fine", "open_matter", "human", "complain", "decline")
    assert PROCEDURE.press is checkin.pressed
