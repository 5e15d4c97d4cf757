"""Buttons of staff: what they mean, and who may press them."""

from __future__ import annotations

import pytest

from bot.procedures.desk import may_act, read_option, right_for
from tests.unit.procedures.hand_made import HandMade, asked


@pytest.mark.parametrize(
    ("option", "context", "action", "about"),
    [
        ("resolve:A1", {}, "resolve", {"alert": "A1"}),
        ("raise_high:A2", {}, "raise_high", {"alert": "A2"}),
        ("resolve", {"alert": "A1"}, "resolve", {"alert": "A1"}),
        ("reject.unreadable", {"upload": "u1"}, "reject", {"upload": "u1", "reason": "unreadable"}),
        ("failed.no_agreement", {}, "failed", {"reason": "no_agreement"}),
        ("call", {"action": "lift", "task": "T1"}, "call", {"task": "T1"}),
    ],
)
def test_an_option_is_an_action_with_what_it_is_about(
    option: str, context: dict[str, str], action: str, about: dict[str, str]
) -> None:
    assert read_option(asked("desk", option, about=context), option) == (
        action,
        tuple(sorted(about.items())),
    )


@pytest.mark.parametrize(
    ("role", "action", "allowed"),
    [
        ("handler", "check", True), ("handler", "approve", False), ("handler", "failed", False),
        ("handler", "account_closed", False), ("handler", "partial", True),
        ("branch_manager", "approve", True), ("branch_manager", "account_closed", True),
        ("branch_manager", "failed", False), ("branch_manager", "lift", False),
        ("compliance", "approve", True), ("compliance", "failed", True),
        ("compliance", "account_closed", False), ("compliance", "lift", True),
        ("legal", "failed", True), ("legal", "approve", False), ("legal", "partial", False),
        ("finance", "debts_settled", True), ("finance", "check", False),
        ("auditor", "status", True), ("auditor", "call", False), ("auditor", "check", False),
        ("admin", "status", False), ("order_reviewer", "approve", False),
    ],
)  # fmt: skip
def test_each_role_has_its_rights_in_a_low_case(role: str, action: str, allowed: bool) -> None:
    assert may_act(HandMade().alert().case, role, action, {}) is allowed


@pytest.mark.parametrize(
    ("severity", "role", "allowed"),
    [
        ("low", "handler", True), ("medium", "handler", True), ("high", "handler", False),
        ("high", "branch_manager", False), ("high", "compliance", True), ("low", "finance", False),
    ],
)  # fmt: skip
def test_the_severity_decides_who_resolves_an_alert(
    severity: str, role: str, allowed: bool
) -> None:
    case = HandMade().alert(severity=severity).case
    assert may_act(case, role, "resolve", {"alert": "A1"}) is allowed


def test_an_alert_nobody_knows_takes_the_right_for_the_worst() -> None:
    assert right_for(HandMade().alert().case, "resolve", {"alert": "A9"}) == "alert.resolve.high"


def test_a_case_that_once_was_high_is_approved_by_compliance_alone() -> None:
    case = HandMade().alert(severity="high").decided().alert("A2").decided("A2").case
    assert right_for(case, "approve", {}) == "closing.approve.high"
    assert not may_act(case, "branch_manager", "approve", {})


def test_an_action_nobody_defined_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        right_for(HandMade().case, "promise", {})
