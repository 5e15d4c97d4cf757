"""The main state of a case, read from its entries."""

from __future__ import annotations

import pytest

from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.procedures.stage import stage
from tests.unit.procedures.cases import MONDAY
from tests.unit.procedures.hand_made import HandMade

PARTIAL = c.OutcomePartial((c.OpenItem("Tax", MONDAY),))
PAUSED = a.ClosureSuspended("S1", "A1", "account_review", ("closing",), MONDAY)


def settled() -> HandMade:
    return HandMade().alert().decided()


@pytest.mark.parametrize(
    ("file", "state"),
    [
        (HandMade(), "intake"),
        (HandMade().alert(), "action_low"),
        (HandMade().alert(severity="medium"), "action_medium"),
        (HandMade().alert(severity="high").add(PAUSED), "suspended"),
        (HandMade().alert(severity="high").add(PAUSED, a.SuspensionLifted("S1", "x")),
         "action_medium"),
        (settled(), "resolved"),
        (settled().checked(), "gate"),
        (settled().checked(not_enrolled="-"), "gate"),
        (settled().checked(task_open="T1"), "resolved"),
        (settled().checked().add(f.TaskOpened("T1", "call_client", "handler", "", MONDAY)),
         "resolved"),
        (settled().checked().approved(), "closing"),
        (settled().checked().approved().alert("A2"), "action_low"),
        (HandMade().alert().add(PARTIAL), "partial"),
        (settled().add(PARTIAL), "partial"),
        (settled().add(PARTIAL).checked(), "gate"),
        (settled().checked().approved().closed(), "closed"),
        (settled().checked().approved().closed().add(f.CheckinAsked(1)), "follow_up"),
        (HandMade().alert().add(c.OutcomeFailed("no_agreement", ())), "failed"),
    ],
)  # fmt: skip
def test_the_state_follows_from_the_entries(file: HandMade, state: str) -> None:
    assert stage(file.case) == state
