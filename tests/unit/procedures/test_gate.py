"""The gate: what is in the way, and which change made the checks stale."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import documents as d
from bot.case.entries import followup as f
from bot.case.entries import people as p
from bot.case.entries import talk as t
from bot.case.entries.base import Body
from bot.procedures.gate import earlier_hits, not_arrived, obstacles, simulate
from tests.unit.procedures.cases import KAREN
from tests.unit.procedures.hand_made import PLAYBOOK, START, HandMade

PAPERS = d.DocumentsRequested("R1", "A1", (d.RequestedItem("D1", "income_proof"),), START)


def reasons(file: HandMade) -> list[tuple[str, str]]:
    return obstacles(file.case, PLAYBOOK, file.now)


def settled() -> HandMade:
    return HandMade().alert().decided().later(minutes=1).checked()


def test_nothing_is_in_the_way_of_a_checked_case() -> None:
    assert reasons(settled()) == []


def test_without_checks_the_gate_is_shut() -> None:
    assert reasons(HandMade().alert().decided()) == [("checks_missing", "")]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (a.AlertDecided("A1", "resolved", "again"), ("since_alert", "A1")),
        (a.AlertAnswered("A1", "differs"), ("since_answer", "A1")),
        (a.SuspensionLifted("S1", "settled"), ("since_suspension", "S1")),
        (d.DocumentReceived("D1", "u1", "00", "x.pdf", "application/pdf", 9),
         ("since_document", "D1")),
        (d.DueMoved("R1", START), ("since_document", "R1")),
        (f.ComplaintOpened("K1", "too slow", START), ("since_complaint", "K1")),
        (f.TaskDone("T1", "called"), ("since_task", "T1")),
        (c.FailureProposed("legal", "no_agreement", "because"), ("since_outcome", "")),
        (f.HumanAsked("wish"), ("since_other", "")),
    ],
)  # fmt: skip
def test_a_change_after_the_checks_is_named(entry: Body, reason: tuple[str, str]) -> None:
    assert reasons(settled().add(entry)) == [reason]


@pytest.mark.parametrize(
    "entry",
    [
        p.CaseRead("C-2026-000001", "chat"), f.CallLogged("spoke"), t.LanguageChosen("en", "wish"),
        t.Received("text", 7, "thanks"), t.PressRefused("p", "approve", 7, "may_not"),
        c.GateRefused(("x",)), d.Reminded("reply:A1", 1), a.ClockBreached("task:T1", START),
        t.Confirmed("receipt", "S1", "p", "m", "h", 7, "T1"),
    ],
)  # fmt: skip
def test_what_only_tells_of_something_leaves_the_checks_good(entry: Body) -> None:
    assert reasons(settled().add(entry)) == []


def test_several_changes_are_each_named_once() -> None:
    file = settled().alert("A2").decided("A2").add(f.ComplaintOpened("K1", "slow", START))
    assert reasons(file) == [("since_alert", "A2"), ("since_complaint", "K1")]


def test_checks_are_good_for_their_hours_and_not_a_moment_longer() -> None:
    file = settled().later(hours=PLAYBOOK.closing.checks_valid_hours)
    assert reasons(file) == []
    assert reasons(file.later(seconds=1)) == [("checks_stale", "")]


def test_the_checks_of_a_client_without_telegram_become_stale_as_well() -> None:
    file = HandMade(account=None).alert().decided().checked(not_enrolled="-")
    assert reasons(file) == []
    assert reasons(file.alert("A2").decided("A2")) == [("since_alert", "A2")]


def test_every_open_point_fails_its_own_check() -> None:
    file = HandMade(account=None).alert(severity="medium", risk="credit").add(
        PAPERS, f.TaskOpened("T1", "call_client", "handler", "", START),
        a.ClosureSuspended("S1", "A1", "account_review", ("closing",), START + timedelta(days=9)),
    )  # fmt: skip
    found = {check.check: check.detail for check in simulate(file.case).checks if not check.passed}
    assert found == {
        "alert_open": "A1", "suspended": "S1", "documents_open": "D1", "task_open": "T1",
        "not_enrolled": "-",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "weight", "lost"),
    [
        ("sent", "notice", []), ("refused", "notice", ["notice:A1"]),
        ("unknown", "notice", ["notice:A1"]), ("refused", "courtesy", []), ("", "notice", []),
    ],
)  # fmt: skip
def test_only_a_weighty_message_that_did_not_arrive_counts(
    state: str, weight: str, lost: list[str]
) -> None:
    file = HandMade().alert().said("notice:A1", "notice_low", state=state, weight=weight)
    assert not_arrived(file.case) == lost


@pytest.mark.parametrize(("again", "lost"), [("sent", []), ("unknown", ["notice:A1"])])
def test_a_repeat_that_arrives_makes_up_for_the_first(again: str, lost: list[str]) -> None:
    file = HandMade().alert().said("notice:A1", "notice_low", state="unknown", message_id="m1")
    file.said("repeat:m1", "notice_low", state=again)
    assert not_arrived(file.case) == lost


def test_a_talk_after_it_makes_up_for_a_message_that_did_not_arrive() -> None:
    file = HandMade().add(f.CallLogged("before"), by=KAREN).later(minutes=1)
    file.said("notice:A1", "notice_low", state="refused").later(minutes=1)
    assert not_arrived(file.case) == ["notice:A1"]
    assert not_arrived(file.add(f.CallLogged("told her"), by=KAREN).case) == []


@pytest.mark.parametrize(
    ("types", "outcome", "hits"),
    [
        (("operational",), "success", ["C-2025-000001 operational success"]),
        (("operational", "credit"), "", ["C-2025-000001 operational open"]),
        (("credit",), "success", []),
    ],
)
def test_an_earlier_case_hits_where_it_shares_a_risk(
    types: tuple[str, ...], outcome: str, hits: list[str]
) -> None:
    case = HandMade().alert().case
    assert earlier_hits(case, (("C-2025-000001", types, outcome),)) == hits
