"""The gate before closing: what must be true, and what is not yet (R19, R20, R31, R32)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import documents as d
from bot.case.entries import followup as f
from bot.case.entries import people as p
from bot.case.entries import talk as t
from bot.case.entries.base import Body, Entry
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.contact import tasks
from bot.procedures.papers import open_requests
from bot.procedures.suspension import standing

# Entries that tell of something, but change nothing the checks looked at.
_NO_CHANGE = (
    t.MessageRecorded, t.MessageOutcome, t.MessageUndeliverable, t.Received, t.PromptAnswered,
    t.PromptClosed, t.PressRefused, t.LanguageChosen, t.Misunderstood, t.Confirmed,
    c.RecurrenceChecked, c.SimulationRun, c.GateRefused, c.ClosingApproved, c.ClosingFlag,
    f.CallLogged, p.CaseRead, d.Reminded, a.ClockWarned, a.ClockBreached,
)  # fmt: skip

# What has changed since, for staff, and the field of the entry that names it.
_SINCE: tuple[tuple[tuple[type[Body], ...], str, str], ...] = (
    ((a.AlertRecorded, a.SeverityRaised, a.AlertDecided), "since_alert", "alert_id"),
    ((a.AlertAnswered,), "since_answer", "alert_id"),
    ((a.ClosureSuspended, a.SuspensionReviewed, a.SuspensionLifted), "since_suspension",
     "suspension_id"),
    ((d.DocumentsRequested, d.DueMoved), "since_document", "request_id"),
    ((d.DocumentReceived, d.DocumentMoved, d.DocumentAccepted, d.DocumentRejected),
     "since_document", "item_id"),
    ((f.TaskOpened, f.TaskDone), "since_task", "task_id"),
    ((f.ComplaintOpened,), "since_complaint", "complaint_id"),
    ((c.OutcomePartial, c.FailureProposed), "since_outcome", ""),
)  # fmt: skip

Reason = tuple[str, str]


def changes_after(case: Case, seq: int) -> list[Entry]:
    """The entries after `seq` that changed what the checks look at, oldest first."""
    return [e for e in case.entries if e.seq > seq and not isinstance(e.body, _NO_CHANGE)]


def named_changes(changes: list[Entry]) -> list[Reason]:
    """What the changes were about, each once, as reasons for staff."""
    return list(dict.fromkeys(_named(entry.body) for entry in changes))


def _named(body: Body) -> Reason:
    for kinds, code, key in _SINCE:
        if isinstance(body, kinds):
            return code, str(getattr(body, key)) if key else ""
    return "since_other", ""


def simulate(case: Case) -> c.SimulationRun:
    """The dry run: would anything stop the closing or raise an alert now? Sends nothing (R31)."""
    open_alerts = [alert.alert_id for alert in case.open_alerts]
    papers = [i.item_id for r in open_requests(case) for i in r.items if i.state != "accepted"]
    stands = standing(case)
    points = (
        ("alert_open", open_alerts),
        ("suspended", [stands.suspension_id] if stands else []),
        ("documents_open", papers),
        ("task_open", [task.task_id for task in tasks(case) if not task.done]),
        ("not_enrolled", [] if case.account is not None else ["-"]),
        ("delivery_problem", not_arrived(case)),
    )
    return c.SimulationRun(
        tuple(c.SimulatedCheck(code, not found, ", ".join(found)) for code, found in points)
    )


def not_arrived(case: Case) -> list[str]:
    """Notices that did not reach the client, neither again nor by a talk since, as `notice:A1`."""
    talks = [entry.at for entry, _ in case.all(f.CallLogged)]
    lost = [
        (case.original(m).purpose, found[0]) for m in case.messages.values()
        if m.weight == "notice" and m.audience == "client"
        and (found := case.outcomes.get(m.message_id)) and found[1].state in ("refused", "unknown")
        and case.sent_at(case.original(m).purpose) is None
    ]  # fmt: skip
    silent = (purpose for purpose, at in lost if not any(talk >= at for talk in talks))
    return list(dict.fromkeys(silent))


def blocking(run: c.SimulationRun) -> list[Reason]:
    """What a simulation found in the way; who has not enrolled is closed by letter instead."""
    return [
        (check.check, check.detail)
        for check in run.checks
        if not check.passed and check.check != "not_enrolled"
    ]


def obstacles(case: Case, playbook: Playbook, now: datetime) -> list[Reason]:
    """Every reason why the case may not go to closing now; empty where it may (R19)."""
    return blocking(simulate(case)) + _stale_checks(case, playbook, now)


def _stale_checks(case: Case, playbook: Playbook, now: datetime) -> list[Reason]:
    recurrence, simulation = case.last(c.RecurrenceChecked), case.last(c.SimulationRun)
    if recurrence is None or simulation is None:
        return [("checks_missing", "")]
    oldest = min(recurrence[0].seq, simulation[0].seq)
    too_old = now - simulation[0].at > timedelta(hours=playbook.closing.checks_valid_hours)
    stale = [("checks_stale", "")] if too_old else []
    return stale + named_changes(changes_after(case, oldest))


def earlier_hits(case: Case, earlier: tuple[tuple[str, tuple[str, ...], str], ...]) -> list[str]:
    """Earlier cases that share a risk type, as `C-2025-000001 unpaid_debt success`."""
    mine = {alert.risk_type for alert in case.alerts}
    return [
        f"{case_no} {', '.join(sorted(mine & set(types)))} {outcome or 'open'}"
        for case_no, types, outcome in earlier
        if mine & set(types)
    ]
