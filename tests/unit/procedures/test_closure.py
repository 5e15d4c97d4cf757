"""Closing: checks, approval by another person, three statements, closed."""

from __future__ import annotations

import pytest

from bot.case.decision import Decision
from bot.case.entries import closing as c
from bot.case.inputs import EarlierCase
from bot.case.people import Actor
from bot.procedures.closure import PROCEDURE, approved, flags_done
from tests.unit.procedures.cases import KAREN, WU
from tests.unit.procedures.hand_made import HILARY, JACK, PLAYBOOK, START, HandMade, acted

FLAGS = ("account_closed", "funds_cleared", "debts_settled")


def ready() -> HandMade:
    return HandMade().alert().decided().checked()


def decide(file: HandMade, by: Actor, action: str) -> Decision:
    return PROCEDURE.actions[action](file.case, acted(by, action), PLAYBOOK, file.now)


def test_checks_that_pass_call_for_an_approval_and_are_stored_with_the_recurrence() -> None:
    file = HandMade().alert().decided()
    earlier = (EarlierCase("C-2025-000001", START, ("operational",), "success"),)
    what = acted(KAREN, "check")
    made = PROCEDURE.actions["check"](
        file.case, type(what)(KAREN, "check", (), "", earlier), PLAYBOOK, file.now
    )
    assert made.reason == "gate.checks_passed"
    assert [say.message for say in made.says] == ["staff_gate_passed", "staff_done"]
    looked, run = made.entries
    assert isinstance(looked, c.RecurrenceChecked) and isinstance(run, c.SimulationRun)
    assert looked.hits == ("C-2025-000001 operational success",)


def test_checks_that_fail_are_stored_too_and_say_why() -> None:
    made = decide(HandMade().alert(), KAREN, "check")
    assert (made.reason, made.says[0].message) == ("gate.checks_failed", "staff_gate_failed")
    assert made.says[0].values["reasons"] == ({"code": "alert_open", "detail": "A1"},)


@pytest.mark.parametrize(
    ("by", "severity", "reason"),
    [
        (JACK, "low", "closing.approved"), (WU, "medium", "closing.approved"),
        (JACK, "high", "approve.may_not"), (KAREN, "low", "approve.may_not"),
        (HILARY, "low", "approve.may_not"), (WU, "high", "closing.approved"),
    ],
)  # fmt: skip
def test_the_worst_severity_decides_who_approves(by: Actor, severity: str, reason: str) -> None:
    file = HandMade().alert(severity=severity).decided().checked()
    assert decide(file, by, "approve").reason == reason


@pytest.mark.parametrize("hands_on", ["handles it", "ran the checks"])
def test_four_eyes_are_four_eyes_of_two_people(hands_on: str) -> None:
    if hands_on == "handles it":
        file = HandMade(handler="jack").alert().decided().checked()
    else:
        file = HandMade().alert().decided().checked(by=JACK)
    made = decide(file, JACK, "approve")
    assert made.entries == (c.GateRefused(("approver_is_handler",)),)
    assert decide(file, WU, "approve").reason == "closing.approved"


def test_a_client_who_cannot_be_written_to_is_told_nothing_of_the_approval() -> None:
    file = HandMade(account=None).alert().decided().checked(not_enrolled="-")
    assert [say.message for say in decide(file, JACK, "approve").says] == ["staff_flags"]


def test_an_approval_holds_until_something_changes() -> None:
    file = ready().approved()
    assert approved(file.case)
    file.add(c.ClosingFlag("account_closed"), by=HILARY)
    assert approved(file.case) and flags_done(file.case) == ("account_closed",)
    assert not approved(file.alert("A2").case)
    refused = decide(file, HILARY, "funds_cleared")
    assert refused.entries == (c.GateRefused(("approval_void", "since_alert: A2")),)


def test_a_new_approval_asks_for_all_three_anew() -> None:
    file = ready().approved().add(c.ClosingFlag("account_closed"), by=HILARY)
    file.alert("A2").decided("A2").checked().approved()
    assert approved(file.case) and flags_done(file.case) == ()


@pytest.mark.parametrize("order", [FLAGS, FLAGS[::-1]])
def test_the_third_statement_closes_whatever_the_order(order: tuple[str, ...]) -> None:
    file = ready().approved()
    for flag in order[:2]:
        made = decide(file, HILARY, flag)
        assert made.reason == "closing.flag" and made.certificate is None
        file.add(*made.entries, by=HILARY).later(minutes=5)
    last = decide(file, HILARY, order[2])
    assert last.entries == (c.ClosingFlag(order[2]), c.CaseClosed(file.now))
    assert last.certificate is not None
    assert last.certificate.certificate_no == "CERT-2026-000001"
    assert [flag for flag, _ in last.certificate.checks] == list(FLAGS)
    assert max(at for _, at in last.certificate.checks) == file.now


@pytest.mark.parametrize(
    ("file", "action", "toast"),
    [
        (ready(), "account_closed", "not_now"),
        (ready().approved(), "check", "already"),
        (ready().approved(), "approve", "already"),
        (ready().approved().add(c.ClosingFlag("funds_cleared")), "funds_cleared", "already"),
        (ready().approved().closed(), "check", "already"),
        (ready().approved().closed(), "approve", "already"),
        (ready().approved().closed(), "debts_settled", "not_now"),
    ],
)
def test_what_is_not_to_be_done_now_changes_nothing(
    file: HandMade, action: str, toast: str
) -> None:
    made = decide(file, WU, action)
    assert (made.entries, made.says, made.toast) == ((), (), toast)


@pytest.mark.parametrize(
    ("file", "offered"),
    [
        (HandMade().alert(), ("check",)),
        (ready(), ("check", "approve")),
        (ready().approved(), FLAGS),
        (ready().approved().add(c.ClosingFlag("funds_cleared")), (FLAGS[0], FLAGS[2])),
        (ready().approved().alert("A2"), ("check", "approve")),
        (ready().approved().closed(), ()),
    ],
)
def test_only_the_next_steps_are_offered(file: HandMade, offered: tuple[str, ...]) -> None:
    assert PROCEDURE.offers(file.case) == offered
