"""The pause of a closing: on what ground, who is called how often, who may end it (R12, R13, R118)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.entries.alerts import (
    AlertDecided,
    ClosureSuspended,
    EscalationAlerted,
    SuspensionLifted,
)
from bot.case.inputs import Delivered, Enrolled
from bot.case.people import BOT, STAFF_ROLES, may
from bot.procedures.desk import may_act, read_option
from bot.procedures.stage import stage
from bot.procedures.suspension import all_standing, suspensions
from bot.procedures.words import too_short
from tests.unit.procedures.cases import CLIENT, KAREN, MONDAY, RULES, WU, CaseFile, playbook

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def _high(risk_type: str = "legal_dispute") -> CaseFile:
    file = CaseFile()
    file.alert(risk_type, "high")
    return file


@pytest.mark.parametrize(
    ("risk_type", "ground", "scope"),
    [
        ("legal_dispute", "court_order", ("closing", "transfer_out")),
        ("unpaid_debt", "contract_debt", ("closing",)),
        ("margin_shortfall", "contract_debt", ("closing", "withdrawal_over_free_cash")),
        ("identity_mismatch", "identity_unclear", ("closing",)),
        ("aml", "account_review", ("closing",)),
        ("data_leak", "account_review", ("closing",)),
    ],
)
def test_each_pause_has_ground_scope_and_review_date(
    risk_type: str, ground: str, scope: tuple[str, ...]
) -> None:
    (made,) = _high(risk_type).case.bodies(ClosureSuspended)
    assert (made.ground, made.scope) == (ground, scope)
    assert made.review_by == MONDAY + timedelta(days=10)


@pytest.mark.parametrize("missing", [{"ground": ""}, {"scope": ()}])
def test_a_pause_without_ground_or_scope_cannot_be_written(missing: dict[str, object]) -> None:
    whole: dict[str, object] = {
        "suspension_id": "S1", "alert_id": "A1", "ground": "court_order", "scope": ("closing",),
        "review_by": MONDAY,
    }  # fmt: skip
    with pytest.raises(ValueError, match="ground and scope"):
        ClosureSuspended(**{**whole, **missing})  # type: ignore[arg-type]


@pytest.mark.parametrize("role", STAFF_ROLES)
@pytest.mark.parametrize("action", ["acknowledge", "lift", "extend"])
def test_only_compliance_takes_on_lifts_and_extends(role: str, action: str) -> None:
    assert may_act(_high().case, role, action, {}) is (role == "compliance")
    assert may(role, "alert.resolve.high") is (role == "compliance")


@pytest.mark.parametrize(("minutes", "calls"), [(29, 1), (30, 2), (59, 2), (60, 3), (240, 9)])
def test_compliance_is_called_every_half_hour(minutes: int, calls: int) -> None:
    file = _high()
    file.until(MONDAY + minutes * MINUTE)
    assert [body.round for body in file.case.bodies(EscalationAlerted)] == list(range(1, calls + 1))


def test_after_a_standstill_there_is_one_call_not_a_hundred() -> None:
    file = _high("data_leak")
    reasons = [decision.reason for decision in file.wake(MONDAY + timedelta(days=3))]
    assert sum("escalation.again" in reason for reason in reasons) == 1


@pytest.mark.parametrize(("action", "words"), [("acknowledge", ""), ("lift", "Order set aside")])
def test_an_officer_ends_the_calls(action: str, words: str) -> None:
    file = _high("data_leak")
    file.acts(WU, action, MONDAY + MINUTE, words, suspension="S1")
    file.until(MONDAY + 9 * HOUR)
    assert len(file.case.bodies(EscalationAlerted)) == 1


def test_a_lift_without_a_reason_lifts_nothing() -> None:
    file = _high()
    decision = file.acts(WU, "lift", MONDAY + MINUTE, suspension="S1")
    assert decision.reason == "lift.words_wanted"
    assert file.case.bodies(SuspensionLifted) == []


@pytest.mark.parametrize(
    ("lifted", "stands", "decided", "stage_after"),
    [
        (["S1"], ["S2"], ["A1"], "suspended"),
        (["S2"], ["S1"], ["A2"], "suspended"),
        (["S2", "S2"], ["S1"], ["A2"], "suspended"),
        (["S1", "S2"], [], ["A1", "A2"], "resolved"),
    ],
)
def test_each_pause_is_lifted_on_its_own(
    lifted: list[str], stands: list[str], decided: list[str], stage_after: str
) -> None:
    file = _high("data_leak")
    file.alert("forced_liquidation", "high", MONDAY + MINUTE)
    for number in lifted:
        file.acts(WU, "lift", MONDAY + HOUR, "No longer needed", suspension=number)
    assert [each.suspension_id for each in all_standing(file.case)] == stands
    assert [body.alert_id for body in file.case.bodies(AlertDecided)] == decided
    assert stage(file.case) == stage_after
    told = [say.message for say in file.says if say.to.audience == "client"]
    assert told.count("closure_resumed") == (0 if stands else 1)


def test_while_two_pauses_stand_each_is_offered_by_its_number() -> None:
    file = _high("data_leak")
    assert RULES.offers(file.case)[:2] == ("acknowledge", "lift")
    file.alert("forced_liquidation", "high", MONDAY + MINUTE)
    offered = [option for option in RULES.offers(file.case) if ":S" in option]
    assert offered == ["acknowledge:S1", "lift:S1", "acknowledge:S2", "lift:S2"]
    _, prompt = next(iter(file.case.prompts.values()))
    assert read_option(prompt, "lift:S2")[1] == (("alert", "A1"), ("suspension", "S2"))


def test_who_enrols_late_is_told_of_every_pause_in_force() -> None:
    file = CaseFile(account=None)
    file.alert("data_leak", "high")
    file.alert("forced_liquidation", "high", MONDAY + MINUTE)
    file.alert("legal_dispute", "high", MONDAY + 2 * MINUTE)
    file.acts(WU, "lift", MONDAY + HOUR, "No longer needed", suspension="S2")
    decision = RULES.decide(file.case, Enrolled(CLIENT, 7, "en"), playbook(), MONDAY + 2 * HOUR)
    told = [say.purpose for say in decision.says if say.message == "closure_suspended"]
    assert told == ["suspended:A1", "suspended:A3"]


def test_raising_pauses_asks_for_papers_and_promises_a_call() -> None:
    file = CaseFile()
    file.alert("credit", "low")
    decision = file.acts(KAREN, "raise_high", MONDAY + HOUR, "Somebody else signed", alert="A1")
    kinds = [body.kind for body in decision.entries]
    assert kinds == [
        "severity.raised", "closure.suspended", "escalation.alerted", "task.opened",
        "documents.requested",
    ]  # fmt: skip
    assert [each.alert_id for each in suspensions(file.case)] == ["A1"]
    again = file.acts(KAREN, "raise_high", MONDAY + 2 * HOUR, "Once more", alert="A1")
    assert again.toast == "already"


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("", True), ("   ", True), ("ok", True), ("ok!", True), ("paid", False),
        ("好", True), ("已还", False), ("已核實", False),
    ],
)  # fmt: skip
def test_a_reason_has_four_letters_or_two_chinese_characters(words: str, short: bool) -> None:
    assert too_short(words) is short


@pytest.mark.parametrize(
    ("state", "audience_gone", "in_person"),
    [("refused", True, 1), ("unknown", True, 0), ("sent", True, 0), ("refused", False, 0)],
)
def test_a_call_the_group_refused_goes_to_each_officer(
    state: str, audience_gone: bool, in_person: int
) -> None:
    file = _high("data_leak")
    purpose = "escalation:S1:1" if audience_gone else "staff:A1"
    message = next(m for m in file.case.messages.values() if m.purpose == purpose)
    what = Delivered(BOT, message.message_id, state, "Forbidden: bot was kicked from the group")
    decision = RULES.decide(file.case, what, playbook(), MONDAY + MINUTE)
    calls = [say for say in decision.says if say.message == "staff_escalation"]
    assert len(calls) == in_person
    assert all(say.to.audience == "staff" and say.to.roles == ("compliance",) for say in calls)
