"""What a staff button means: which action, about what, and which right it takes (domain.md 2.2)."""

from __future__ import annotations

from bot.case.entries.talk import PromptAsked
from bot.case.people import may
from bot.case.state import Case

_RIGHT = {
    "accept": "documents.accept", "reject": "documents.reject",
    "give_time": "documents.more_time", "raise_high": "alert.raise",
    "acknowledge": "suspension.acknowledge", "lift": "suspension.lift",
    "extend": "suspension.extend", "check": "closing.check", "account_closed": "closing.flag",
    "funds_cleared": "closing.flag", "debts_settled": "closing.flag",
    "partial": "closing.partial", "failed": "closing.failed", "call": "contact.call",
    "task_done": "task.done", "repeat": "message.repeat", "status": "case.read",
}  # fmt: skip

_ABOUT = {
    "acknowledge": "suspension", "give_time": "alert", "lift": "suspension", "extend": "suspension",
    "resolve": "alert", "raise_high": "alert",
}  # fmt: skip


def read_option(prompt: PromptAsked, option: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The action of a staff button and what it is about.

    `resolve:A1` is the action resolve about alert A1, `reject.unreadable` is reject with its reason.
    """
    action, _, argument = option.partition(":")
    action, _, reason = action.partition(".")
    about = dict(prompt.context)
    if argument:
        about[_ABOUT.get(action, "argument")] = argument
    if reason:
        about["reason"] = reason
    about.pop("action", None)
    return action, tuple(sorted(about.items()))


def right_for(case: Case, action: str, about: dict[str, str]) -> str:
    """The name of the right that an action takes here. Raises KeyError for no such action."""
    if action == "resolve":
        known = {alert.alert_id: alert.severity for alert in case.alerts}
        return f"alert.resolve.{known.get(about.get('alert', ''), 'high')}"
    if action == "approve":
        return f"closing.approve.{case.worst_severity}"
    return _RIGHT[action]


def may_act(case: Case, role: str, action: str, about: dict[str, str]) -> bool:
    """Whether a role may do this action in this case."""
    return may(role, right_for(case, action, about))
