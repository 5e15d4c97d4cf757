"""Papers looked at by staff: accepted, rejected with a reason, more time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.case.decision import Decision
from bot.case.entries import alerts as a
from bot.case.entries import documents as d
from bot.procedures.review import PROCEDURE
from tests.unit.procedures.cases import KAREN
from tests.unit.procedures.hand_made import PLAYBOOK, START, HandMade, acted

DUE = START + timedelta(days=7)


def sent(*uploads: tuple[str, str], severity: str = "medium", due: datetime = DUE) -> HandMade:
    papers = tuple(d.RequestedItem(f"D{n}", kind) for n, kind in enumerate(
        ("income_proof", "repayment_plan"), 1
    ))  # fmt: skip
    file = HandMade().alert(risk="credit", severity=severity)
    file.add(d.DocumentsRequested("R1", "A1", papers, due))
    return file.add(
        *(d.DocumentReceived(item, up, "00", "x.pdf", "application/pdf", 9) for item, up in uploads)
    )


def decide(file: HandMade, action: str, words: str = "", **about: str) -> Decision:
    return PROCEDURE.actions[action](
        file.case, acted(KAREN, action, words, **about), PLAYBOOK, file.now
    )


def test_one_of_two_papers_accepted_leaves_one_and_the_alert_open() -> None:
    made = decide(sent(("D1", "u1"), ("D2", "u2")), "accept", item="D1", upload="u1")
    assert made.entries == (d.DocumentAccepted("D1", "u1"),)
    assert made.says[0].values == {"document": "income_proof", "left": 1}


def test_the_last_paper_accepted_decides_the_alert() -> None:
    file = sent(("D1", "u1"), ("D2", "u2")).add(d.DocumentAccepted("D1", "u1"))
    made = decide(file, "accept", item="D2", upload="u2")
    assert made.reason == "documents.complete"
    assert isinstance(made.entries[1], a.AlertDecided)


def test_a_high_alert_is_not_decided_by_papers() -> None:
    file = sent(("D1", "u1"), ("D2", "u2"), severity="high").add(d.DocumentAccepted("D1", "u1"))
    made = decide(file, "accept", item="D2", upload="u2")
    assert made.entries == (d.DocumentAccepted("D2", "u2"),)


@pytest.mark.parametrize("action", ["accept", "reject"])
@pytest.mark.parametrize(("item", "upload"), [("D1", "u0"), ("D2", "u1"), ("D9", "u1"), ("D1", "")])
def test_a_paper_that_is_not_in_review_is_left_alone(action: str, item: str, upload: str) -> None:
    made = decide(sent(("D1", "u1")), action, item=item, upload=upload, reason="unreadable")
    assert (made.entries, made.toast) == ((), "already")


def test_a_paper_is_reviewed_once() -> None:
    file = sent(("D1", "u1")).add(d.DocumentAccepted("D1", "u1"))
    for action in ("accept", "reject"):
        assert decide(file, action, item="D1", upload="u1", reason="other").toast == "already"


def test_a_rejection_without_a_reason_asks_for_one_from_the_list() -> None:
    made = decide(sent(("D1", "u1")), "reject", item="D1", upload="u1")
    assert made.entries == () and made.says[0].ask is not None
    assert made.says[0].ask.options == tuple(
        f"reject.{reason}" for reason in PLAYBOOK.documents.reject_reasons
    )


@pytest.mark.parametrize(("days_left", "moved"), [(7, False), (1, True), (-1, True)])
def test_a_rejection_leaves_time_enough_to_send_again(days_left: float, moved: bool) -> None:
    file = sent(("D1", "u1"), due=START + timedelta(days=days_left))
    made = decide(file, "reject", item="D1", upload="u1", reason="unreadable")
    moves = [body.due for body in made.entries if isinstance(body, d.DueMoved)]
    assert bool(moves) is moved
    # Three working days from Monday: Thursday at six in Hong Kong.
    assert made.says[0].values["due"] == max(
        START + timedelta(days=days_left), START.replace(hour=10) + timedelta(days=3)
    )
