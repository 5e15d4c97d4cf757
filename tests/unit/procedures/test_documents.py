"""Papers: which are asked for, what a file counts for, what a review does to them (R11, R112)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.case.decision import Decision
from bot.case.entries.alerts import AlertDecided
from bot.case.entries.documents import (
    DocumentAccepted,
    DocumentReceived,
    DocumentsRequested,
    DocumentUnusable,
    DueMoved,
)
from bot.case.inputs import Enrolled
from bot.case.people import BOT
from bot.procedures.documents import ask_for
from bot.procedures.papers import items, open_requests, questions
from tests.unit.procedures.cases import CLIENT, KAREN, MONDAY, RULES, CaseFile, playbook

HOUR = timedelta(hours=1)


def _asked(file: CaseFile) -> list[tuple[str, list[str]]]:
    return [
        (body.alert_id, [item.document for item in body.items])
        for body in file.case.bodies(DocumentsRequested)
    ]


def _credit() -> CaseFile:
    file = CaseFile()
    file.alert("credit", "medium")
    return file


def _states(file: CaseFile) -> dict[str, str]:
    return {item.item_id: item.state for item in items(file.case)}


def _upload_of(file: CaseFile, item_id: str) -> str:
    return next(item.upload_id for item in items(file.case) if item.item_id == item_id)


def _reviews(file: CaseFile, action: str, item_id: str, **about: str) -> Decision:
    upload = _upload_of(file, item_id)
    return file.acts(KAREN, action, MONDAY + 5 * HOUR, item=item_id, upload=upload, **about)


@pytest.mark.parametrize(
    ("risk_type", "severity", "papers"),
    [
        ("credit", "medium", ["income_proof", "repayment_plan"]),
        ("credit", "high", ["income_proof", "repayment_plan"]),
        ("credit", "low", None),
        ("unpaid_debt", "medium", ["repayment_proof"]),
        ("missing_documents", "medium", ["identity_card", "address_proof"]),
        ("system_fault", "medium", None),
        ("aml", "high", None),
    ],
)
def test_each_risk_asks_for_its_papers(
    risk_type: str, severity: str, papers: list[str] | None
) -> None:
    file = CaseFile()
    file.alert(risk_type, severity)
    assert _asked(file) == ([("A1", papers)] if papers else [])


def test_a_silent_type_asks_for_nothing_whatever_the_configuration_says() -> None:
    rules = playbook()
    papers = {**rules.documents.by_risk_type, "aml": ("income_proof",)}
    rules = replace(rules, documents=replace(rules.documents, by_risk_type=papers))
    assert ask_for(CaseFile().case, "A1", "aml", rules, MONDAY).empty
    assert not ask_for(CaseFile().case, "A1", "credit", rules, MONDAY).empty


@pytest.mark.parametrize(
    ("before", "second", "expected"),
    [
        ("open", "business_distress", [("A2", ["financial_statement"])]),
        ("received", "business_distress", [("A2", ["financial_statement"])]),
        ("rejected", "business_distress", [("A2", ["financial_statement"])]),
        ("accepted", "business_distress", [("A2", ["financial_statement"])]),
        ("open", "credit", []),
        ("accepted", "credit", []),
        ("decided", "credit", [("A2", ["income_proof", "repayment_plan"])]),
    ],
)
def test_the_same_paper_is_not_asked_for_again(
    before: str, second: str, expected: list[tuple[str, list[str]]]
) -> None:
    file = _credit()
    if before in ("received", "rejected", "accepted"):
        for number in ("D1", "D2"):
            file.sends("paper.pdf", MONDAY + HOUR, number)
        for number in ("D1", "D2") if before == "accepted" else ("D2",):
            if before != "received":
                action = "reject" if before == "rejected" else "accept"
                _reviews(file, action, number, reason="unreadable")
    if before == "decided":
        file.acts(KAREN, "resolve", MONDAY + HOUR, "Not needed", alert="A1")
    file.alert(second, "medium", MONDAY + 9 * HOUR)
    assert _asked(file)[1:] == expected


@pytest.mark.parametrize(
    ("caption", "name", "counts_for"),
    [
        ("", "scan.pdf", "D1"),
        ("D2", "scan.pdf", "D2"),
        ("d2：还款方案", "scan.pdf", "D2"),
        ("this is D2.", "scan.pdf", "D2"),
        ("", "D2_plan.pdf", "D2"),
        ("my repayment plan", "scan.pdf", "D2"),
        ("ID2 card", "scan.pdf", "D1"),
        ("D20", "scan.pdf", "D1"),
        ("D7", "scan.pdf", "D1"),
    ],
)
def test_a_file_counts_for_the_paper_it_names_else_for_the_first_missing(
    caption: str, name: str, counts_for: str
) -> None:
    file = _credit()
    file.sends(name, MONDAY + HOUR, caption)
    assert [body.item_id for body in file.case.bodies(DocumentReceived)] == [counts_for]
    assert _states(file)[counts_for] == "received"


@pytest.mark.parametrize("problem", ["too_large", "wrong_kind", "empty", "damaged", "locked"])
def test_a_file_that_cannot_count_changes_no_paper(problem: str) -> None:
    file = _credit()
    decision = file.sends("paper.pdf", MONDAY + HOUR, "D1", problem=problem)
    assert decision.reason == f"document.unusable.{problem}"
    assert [body.reason for body in file.case.bodies(DocumentUnusable)] == [problem]
    assert set(_states(file).values()) == {"missing"}


def test_received_is_not_accepted_and_the_last_acceptance_decides_the_alert() -> None:
    file = _credit()
    for number in ("D1", "D2"):
        file.sends("paper.pdf", MONDAY + HOUR, number)
    assert file.case.bodies(AlertDecided) == []
    assert _reviews(file, "accept", "D1").reason == "document.accepted"
    assert file.case.bodies(AlertDecided) == []
    assert _reviews(file, "accept", "D2").reason == "documents.complete"
    assert [body.alert_id for body in file.case.bodies(AlertDecided)] == ["A1"]


def test_papers_alone_never_decide_a_high_alert() -> None:
    file = CaseFile()
    file.alert("unpaid_debt", "high")
    file.sends("transfer.pdf", MONDAY + HOUR)
    _reviews(file, "accept", "D1")
    assert file.case.bodies(AlertDecided) == []
    assert file.case.alert("A1").is_open


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_a_review_of_a_file_that_was_replaced_counts_for_nothing(action: str) -> None:
    file = _credit()
    file.sends("first.pdf", MONDAY + HOUR, "D1")
    old = _upload_of(file, "D1")
    file.sends("second.pdf", MONDAY + 2 * HOUR, "D1")
    decision = file.acts(
        KAREN, action, MONDAY + 3 * HOUR, item="D1", upload=old, reason="unreadable"
    )
    assert decision.empty
    assert _states(file)["D1"] == "received"


def test_a_review_under_the_name_of_another_paper_counts_for_nothing() -> None:
    file = _credit()
    file.sends("plan.pdf", MONDAY + HOUR)
    upload = _upload_of(file, "D1")
    file.presses("move:D2", MONDAY + 2 * HOUR, f"received:{upload}")
    assert file.acts(KAREN, "accept", MONDAY + 3 * HOUR, item="D1", upload=upload).empty
    assert file.case.bodies(DocumentAccepted) == []
    assert _states(file) == {"D1": "missing", "D2": "received"}


@pytest.mark.parametrize(
    ("days", "due_day", "moved"), [(0, 9, False), (2, 9, False), (4, 11, True), (20, 25, True)]
)
def test_after_a_rejection_there_are_three_working_days_at_least(
    days: int, due_day: int, moved: bool
) -> None:
    file = _credit()
    at = MONDAY + timedelta(days=days)
    file.sends("paper.pdf", at, "D1")
    file.acts(KAREN, "reject", at, item="D1", upload=_upload_of(file, "D1"), reason="incomplete")
    (request,) = open_requests(file.case)
    assert request.due.day == due_day
    assert bool(file.case.bodies(DueMoved)) is moved


def test_enrolling_late_sends_what_is_still_open_with_days_from_then() -> None:
    file = CaseFile(account=None)
    file.alert("credit", "medium")
    file.alert("unpaid_debt", "medium", MONDAY + HOUR)
    file.acts(KAREN, "resolve", MONDAY + 2 * HOUR, "Paid at the counter", alert="A2")
    late = MONDAY + timedelta(days=21)
    decision = RULES.decide(file.case, Enrolled(CLIENT, 7, "en"), playbook(), late)
    asked = [say for say in decision.says if say.message == "document_request"]
    assert [say.values["request_id"] for say in asked] == ["R1"]
    assert [body.due.day for body in decision.entries if isinstance(body, DueMoved)] == [30]


def test_everything_she_was_asked_about_an_alert_ends_with_it() -> None:
    file = _credit()
    file.alert("operational", "low", MONDAY + HOUR)
    file.until(MONDAY + timedelta(days=8))
    purposes = questions(file.case, "A1")
    assert {"notice:A1", "request:R1"} < set(purposes)
    assert "notice:A2" not in purposes
    file.acts(KAREN, "resolve", MONDAY + timedelta(days=9), "Settled", alert="A1")
    open_still = {file.case.prompts[p.prompt_id][0].purpose
                  for p in file.case.open_prompts(MONDAY + timedelta(days=9), 7)}  # fmt: skip
    assert not open_still & set(purposes)
    assert "notice:A2" in open_still


def test_bot_is_nobody_who_accepts() -> None:
    file = _credit()
    file.sends("paper.pdf", MONDAY + HOUR, "D1")
    file.until(MONDAY + timedelta(days=200))
    accepted = [e for e, _ in file.case.all(DocumentAccepted)]
    decided = [e for e, _ in file.case.all(AlertDecided)]
    assert (accepted, decided) == ([], [])
    assert BOT.role == "bot"
