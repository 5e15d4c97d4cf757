"""The gate before closing: what must be true, and what is not yet (R19, R20, R31, R32)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.case.entries import talk as t
from bot.case.entries.base import Entry
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.contact import tasks
from bot.procedures.papers import open_requests
from bot.procedures.suspension import standing

# Entries that tell of something, but change nothing the checks looked at.
_NO_CHANGE = (
    t.MessageRecorded, t.MessageOutcome, t.MessageUndeliverable, t.Received, t.PromptAnswered,
    t.PromptClosed, t.PressRefused, t.LanguageChosen, t.Misunderstood, c.RecurrenceChecked,
    c.SimulationRun, c.GateRefused, c.ClosingApproved, c.ClosingFlag, f.CallLogged,
)  # fmt: skip

Reason = tuple[str, str]


def last_change(case: Case) -> Entry:
    """The newest entry that changed what the checks look at."""
    return next(e for e in reversed(case.entries) if not isinstance(e.body, _NO_CHANGE))


def simulate(case: Case) -> c.SimulationRun:
    """The dry run: would anything stop the closing or raise an alert now? Sends nothing (R31)."""
    open_alerts = [alert.alert_id for alert in case.open_alerts]
    papers = [i.item_id for r in open_requests(case) for i in r.items if i.state != "accepted"]
    failed = [
        m.purpose for m in case.messages.values()
        if m.weight == "notice" and m.audience == "client"
        and (o := case.outcomes.get(m.message_id)) and o[1].state in ("refused", "unknown")
        and case.sent_at(m.purpose) is None
    ]  # fmt: skip
    stands = standing(case)
    points = (
        ("alert_open", open_alerts),
        ("suspended", [stands.suspension_id] if stands else []),
        ("documents_open", papers),
        ("task_open", [task.task_id for task in tasks(case) if not task.done]),
        ("not_enrolled", [] if case.account is not None else ["-"]),
        ("delivery_problem", failed),
    )
    return c.SimulationRun(
        tuple(c.SimulatedCheck(code, not found, ", ".join(found)) for code, found in points)
    )


def obstacles(case: Case, playbook: Playbook, now: datetime) -> list[Reason]:
    """Every reason why the case may not go to closing now; empty where it may (R19)."""
    reasons = [
        (check.check, check.detail)
        for check in simulate(case).checks
        if not check.passed and check.check != "not_enrolled"
    ]
    return reasons + _stale_checks(case, playbook, now)


def _stale_checks(case: Case, playbook: Playbook, now: datetime) -> list[Reason]:
    recurrence, simulation = case.last(c.RecurrenceChecked), case.last(c.SimulationRun)
    if recurrence is None:
        return [("recurrence_missing", "")]
    if simulation is None:
        return [("checks_missing", "")]
    if not simulation[1].passed and all(
        check.passed or check.check == "not_enrolled" for check in simulation[1].checks
    ):
        return []
    oldest = min(recurrence[0].seq, simulation[0].seq)
    too_old = now - simulation[0].at > timedelta(hours=playbook.closing.checks_valid_hours)
    if oldest < last_change(case).seq or too_old:
        return [("checks_stale", "")]
    return []


def earlier_hits(case: Case, earlier: tuple[tuple[str, tuple[str, ...], str], ...]) -> list[str]:
    """Earlier cases that share a risk type, as `C-2025-000001 unpaid_debt success`."""
    mine = {alert.risk_type for alert in case.alerts}
    return [
        f"{case_no} {', '.join(sorted(mine & set(types)))} {outcome or 'open'}"
        for case_no, types, outcome in earlier
        if mine & set(types)
    ]
