"""How far is it? Everything for staff, and for the client only what is hers to know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import documents as d
from bot.case.entries import followup as f
from bot.case.entries import talk as t
from bot.procedures.answers import blockers, case_facts, clocks, last_contact, status_message
from tests.unit.procedures.cases import CLIENT, KAREN, WU
from tests.unit.procedures.hand_made import PLAYBOOK, START, HandMade

IN_A_WEEK = START + timedelta(days=7)
PAPERS = d.DocumentsRequested("R1", "A1", (d.RequestedItem("D1", "income_proof"),), IN_A_WEEK)
SECRET = "she launders money"


def running(file: HandMade) -> dict[str, bool]:
    return {each.clock: each.overdue for each in clocks(file.case, PLAYBOOK, file.now)}


def test_every_running_clock_is_listed_and_which_is_over() -> None:
    file = HandMade().alert(risk="credit", severity="high").add(
        PAPERS, f.TaskOpened("T1", "call_client", "handler", "", START + timedelta(hours=24)),
        f.ComplaintOpened("K1", "slow", START + timedelta(hours=48)),
        a.ClosureSuspended("S1", "A1", "contract_debt", ("closing",), START + timedelta(days=10)),
        c.OutcomePartial((c.OpenItem("Tax", START + timedelta(days=3)),)),
    ).later(hours=30)  # fmt: skip
    assert running(file) == {
        "response": True, "task": True, "complaint": False, "partial": False, "documents": False,
        "suspension_review": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (HandMade().alert(severity="medium").add(f.CallLogged("spoke"), by=KAREN), {}),
        (HandMade().alert(severity="medium").decided(), {}),
        (HandMade().alert(), {}),
        (HandMade().alert().decided().checked().approved().closed(), {"checkin": False}),
        (HandMade().add(f.ComplaintOpened("K1", "slow", IN_A_WEEK), f.CallLogged("heard her")), {}),
    ],
)
def test_a_clock_that_was_answered_does_not_run(file: HandMade, expected: dict[str, bool]) -> None:
    assert running(file) == expected


def test_last_contact_is_her_own_word_a_talk_or_what_reached_her() -> None:
    file = HandMade().alert()
    assert last_contact(file.case) is None
    file.later(hours=1).said("notice:A1", "notice_low", state="refused")
    assert last_contact(file.case) is None
    file.later(hours=1).said("remind:A1", "reminder_reply")
    assert last_contact(file.case) == START + timedelta(hours=2)
    file.later(hours=1).add(t.Received("text", 7, "yes"), by=CLIENT)
    assert last_contact(file.case) == START + timedelta(hours=3)
    file.later(hours=1).add(f.CallLogged("spoke"), by=KAREN)
    file.later(hours=1).add(t.Received("text", 9, "how far?"), by=KAREN)
    assert last_contact(file.case) == START + timedelta(hours=4)


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        (HandMade().alert(), ["alert_open", "checks_missing"]),
        (HandMade().alert().decided().checked(), ["not_approved"]),
        (HandMade().alert().decided().checked().approved(), ["flags_missing"]),
        (HandMade().alert().decided().checked().approved().closed(), []),
        (HandMade().alert().add(c.OutcomeFailed("no_agreement", ())), []),
    ],
)
def test_blockers_name_what_stands_before_the_end(file: HandMade, codes: list[str]) -> None:
    assert [code for code, _ in blockers(file.case, PLAYBOOK, file.now)] == codes


def test_staff_see_severity_risk_and_outcome_as_they_are() -> None:
    file = HandMade(account=None).alert(risk="aml", severity="high")
    facts = case_facts(file.case, PLAYBOOK, file.now)
    assert (facts["severity"], facts["enrolled"]) == ("high", False)
    assert facts["alerts"] == (
        {"alert_id": "A1", "risk_type": "aml", "severity": "high", "state": "open"},
    )


def test_the_clients_status_carries_no_severity_note_or_silent_reason() -> None:
    file = HandMade().alert(risk="aml", severity="medium").alert("A2", "credit").decided("A2").add(
        f.CallLogged(SECRET), a.SeverityRaised("A1", "high", "medium", SECRET), by=WU
    )  # fmt: skip
    say = status_message(file.case, PLAYBOOK)
    assert SECRET not in str(say.values) and "aml" not in str(say.values)
    assert say.values["alerts"] == (
        {"alert_id": "A1", "risk_type": "review", "state": "open"},
        {"alert_id": "A2", "risk_type": "credit", "state": "resolved"},
    )
    assert {"severity", "clocks", "blockers", "tasks"}.isdisjoint(say.values)


def test_what_the_client_is_waited_for_comes_with_its_date() -> None:
    file = HandMade().alert(risk="credit", severity="medium").add(PAPERS)
    say = status_message(file.case, PLAYBOOK)
    assert (say.values["next_what"], say.values["next_date"]) == ("documents", IN_A_WEEK)
    nothing = status_message(HandMade().case, PLAYBOOK)
    assert (nothing.values["next_what"], nothing.values["next_date"]) == ("nothing", None)
