"""Partial with dates, failed by two departments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.case.decision import Decision
from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.people import Actor
from bot.procedures.outcomes import FAILURES, PROCEDURE, ListProblem, next_review, read_items
from tests.unit.procedures.cases import KAREN, WU
from tests.unit.procedures.hand_made import PETER, PLAYBOOK, START, HandMade, acted

LAU = Actor("compliance", "lau", "Lau Wing")
WU_IN_LEGAL = Actor("legal", "wu", "Wu Min")
LONG = "no agreement in sight"


def decide(file: HandMade, by: Actor, action: str, words: str = "", **about: str) -> Decision:
    what = acted(by, action, words, **about)
    return PROCEDURE.actions[action](file.case, what, PLAYBOOK, file.now)


def open_case() -> HandMade:
    return HandMade().alert(risk="unpaid_debt")


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, 10, 0, tzinfo=UTC)  # six o'clock in Hong Kong


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("Proof | 2026-03-20", [("Proof", day(3, 20))]),
        ("還款證明｜2026/04/10", [("還款證明", day(4, 10))]),
        ("\n A | b | 2026-03-03 \n\nTax|2026-03-04", [("A | b", day(3, 3)), ("Tax", day(3, 4))]),
        ("Today | 2026-03-02", [("Today", day(3, 2))]),
        ("x" * 300 + "|2026-03-20", [("x" * 200, day(3, 20))]),
    ],
)
def test_lines_with_dates_are_read(words: str, items: list[tuple[str, datetime]]) -> None:
    assert [(i.text, i.due) for i in read_items(words, PLAYBOOK, START)] == items


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("Proof of income", "no_date"), ("Proof | soon", "bad_date"), ("Proof | 2026-02-30", "bad_date"),
        ("Proof | 2026-03-01", "past_date"), (" \n ", "too_short"), ("a | 2026-03-20", "too_short"),
        ("| 2026-03-20", "too_short"), ("Proof | 2026-03-20\n" * 13, "too_many"),
        ("Proof | 2026-03-20\nTax papers", "no_date"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_read_says_why(words: str, problem: str) -> None:
    with pytest.raises(ListProblem, match=problem):
        read_items(words, PLAYBOOK, START)


def test_a_partial_outcome_lists_its_items_for_the_client_and_is_not_final() -> None:
    made = decide(open_case(), KAREN, "partial", "Proof | 2026-03-20")
    assert made.entries == (c.OutcomePartial((c.OpenItem("Proof", day(3, 20)),)),)
    assert [say.message for say in made.says] == ["outcome_partial", "staff_outcome"]
    case = open_case().add(*made.entries).case
    assert (case.outcome, case.is_final) == ("partial", False)


def test_a_list_that_cannot_be_read_is_asked_for_again_and_changes_nothing() -> None:
    for words, message in (("", "staff_ask_words"), ("Proof", "staff_ask_again")):
        made = decide(open_case(), KAREN, "partial", words)
        assert (made.entries, made.says[0].message) == ((), message)


def test_every_date_of_the_list_and_the_firms_own_come_up_once_in_order() -> None:
    file = open_case().add(
        c.OutcomePartial((c.OpenItem("Tax", day(3, 6)), c.OpenItem("Proof", day(3, 4))))
    )
    seen = []
    while (moment := next_review(file.case, PLAYBOOK)) is not None:
        assert PROCEDURE.tick is not None
        file.now = moment - timedelta(seconds=1)
        assert PROCEDURE.tick(file.case, PLAYBOOK, file.now).empty
        file.now = moment
        made = PROCEDURE.tick(file.case, PLAYBOOK, moment)
        file.add(*made.entries)
        seen.append(moment)
    assert seen == [day(3, 4), day(3, 6), day(3, 16)]


def test_a_newer_list_replaces_the_older_ones_dates() -> None:
    file = open_case().add(c.OutcomePartial((c.OpenItem("Tax", day(3, 6)),)))
    file.later(hours=1).add(c.OutcomePartial((c.OpenItem("Tax", day(3, 9)),)))
    assert next_review(file.case, PLAYBOOK) == day(3, 9)


@pytest.mark.parametrize("reason", FAILURES)
def test_the_client_is_told_the_approved_reason_and_never_the_words(reason: str) -> None:
    file = open_case().add(c.FailureProposed("compliance", reason, "she shouted"), by=WU)
    made = decide(file, PETER, "failed", "and at me as well")
    told = next(say for say in made.says if say.message == "outcome_failed")
    assert told.values == {"reason": reason, "items": ({"risk_type": "unpaid_debt"},)}
    assert made.entries == (
        c.FailureProposed("legal", reason, "and at me as well"),
        c.OutcomeFailed(reason, ("alert_open: A1",)),
    )


def test_a_silent_risk_stays_silent_in_the_last_letter() -> None:
    file = HandMade().alert(risk="aml", severity="medium").alert("A2", "aml")
    file.add(c.FailureProposed("compliance", "review_unfinished", LONG), by=WU)
    told = decide(file, PETER, "failed", LONG).says[0]
    assert told.values["items"] == ({"risk_type": "review"},)


@pytest.mark.parametrize(
    ("by", "about", "words", "reason"),
    [
        (WU, {}, "", "failure.reason_wanted"),
        (WU, {"reason": "she is difficult"}, LONG, "failure.reason_wanted"),
        (WU, {"reason": "no_agreement"}, "", "failed.words_wanted"),
        (WU, {"reason": "no_agreement"}, "short", "failed.words_wanted"),
        (WU, {"reason": "no_agreement"}, LONG, "failure.proposed"),
        (PETER, {"reason": "no_agreement"}, LONG, "failure.proposed"),
    ],
)
def test_a_proposal_needs_a_reason_from_the_list_and_words(
    by: Actor, about: dict[str, str], words: str, reason: str
) -> None:
    assert decide(open_case(), by, "failed", words, **about).reason == reason


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (WU, "failure.proposed_before"), (LAU, "failure.proposed_before"),
        (WU_IN_LEGAL, "failure.same_person"), (PETER, "outcome.failed"),
    ],
)  # fmt: skip
def test_it_takes_another_person_of_the_other_department(by: Actor, reason: str) -> None:
    file = open_case().add(c.FailureProposed("compliance", "no_agreement", LONG), by=WU)
    assert decide(file, by, "failed", LONG).reason == reason


@pytest.mark.parametrize(
    ("file", "offered"),
    [
        (open_case(), ("partial", "failed")),
        (open_case().decided().checked().approved(), ()),
        (open_case().decided().checked().approved().closed(), ()),
        (open_case().add(c.OutcomeFailed("no_agreement", ())), ()),
        (open_case().add(a.AlertDecided("A1", "resolved", "x")), ("partial", "failed")),
    ],
)
def test_other_ends_are_offered_until_the_closing_is_approved(
    file: HandMade, offered: tuple[str, ...]
) -> None:
    assert PROCEDURE.offers(file.case) == offered
