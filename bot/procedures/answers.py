"""Answers to "how far is it?": the client's without internal notes, staff's with everything."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.case.decision import CLIENT, Ask, Say, Value
from bot.case.entries import followup as f
from bot.case.entries import talk as t
from bot.case.people import COMPLIANCE
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures import checkin, outcomes
from bot.procedures.alerts import responded_at, response_due, shown_type
from bot.procedures.closure import approved
from bot.procedures.contact import tasks, unheard
from bot.procedures.discretion import type_for
from bot.procedures.gate import Reason, obstacles
from bot.procedures.papers import items, open_requests
from bot.procedures.procedure import earliest
from bot.procedures.replies import all_awaited
from bot.procedures.stage import stage
from bot.procedures.suspension import standing


def status_message(case: Case, playbook: Playbook) -> Say:
    """The client's own status in plain words: no notes, no ratings, no reasons kept silent (T43)."""
    next_date, what = _next_step(case, playbook)
    values: dict[str, Value] = {
        "state": stage(case),
        "alerts": tuple(
            {"alert_id": alert.alert_id, "risk_type": shown_type(alert, playbook),
             "state": "open" if alert.is_open else "resolved"}
            for alert in case.alerts
        ),
        "open_items": tuple(
            {"item_id": i.item_id, "document": i.document, "state": i.state}
            for request in open_requests(case) for i in request.items
        ),
        "next_date": next_date, "next_what": what,
    }  # fmt: skip
    ask = Ask("conversation", ("human", "language"))
    return Say(CLIENT, "status_client", "status", values, ask)


def _next_step(case: Case, playbook: Playbook) -> tuple[datetime | None, str]:
    """What the client can do next and by when: papers first, then an answer to a notice."""
    papers = earliest(*(r.due for r in open_requests(case) if r.wanted))
    if papers:
        return papers, "documents"
    answer = earliest(*(each.date.due for each in all_awaited(case, playbook)))
    return (answer, "reply") if answer else (None, "nothing")


@dataclass(frozen=True)
class RunningClock:
    """Something that is due, and whether its time is over."""

    clock: str
    due: datetime
    overdue: bool


def clocks(case: Case, playbook: Playbook, now: datetime) -> list[RunningClock]:
    """Every clock that is running, with its due time and whether it is over."""
    running: list[tuple[str, datetime]] = []
    for alert in case.open_alerts:
        limit = response_due(alert, playbook)
        if limit and not responded_at(case, alert):
            running.append(("response", limit))
    running += [("documents", r.due) for r in open_requests(case) if r.wanted]
    stands = standing(case)
    if stands:
        running.append(("suspension_review", stands.review_by))
    running += [("task", task.due) for task in tasks(case) if not task.done]
    running += [("complaint", body.due) for body in unheard(case)]
    running += [
        (name, moment) for name, moment in (
            ("partial", outcomes.next_review(case, playbook)),
            ("checkin", checkin.next_step(case, playbook)),
        ) if moment
    ]  # fmt: skip
    return [RunningClock(name, due, due <= now) for name, due in sorted(running)]


def last_contact(case: Case) -> datetime | None:
    """When the client was last heard or reached: her own words and presses, calls, deliveries."""
    client = case.opened.client_id
    heard = [
        e.at for e in case.entries
        if (isinstance(e.body, t.Received) and e.actor.role == "client")
        or isinstance(e.body, f.CallLogged)
    ]  # fmt: skip
    reached = [
        at for at, outcome in case.outcomes.values()
        if outcome.state == "sent" and case.messages[outcome.message_id].recipient == client
    ]  # fmt: skip
    return max([*heard, *reached], default=None)


def blockers(case: Case, playbook: Playbook, now: datetime) -> list[Reason]:
    """What stands between the case and its closing now."""
    if case.is_final:
        return []
    if approved(case):
        return [("flags_missing", "")]
    return obstacles(case, playbook, now) or [("not_approved", "")]


def case_facts(
    case: Case, playbook: Playbook, now: datetime, role: str = COMPLIANCE
) -> dict[str, Value]:
    """All that staff ask for: state, severity, open items, clocks, last contact, blockers (S10).

    Silent risks are named to compliance alone.
    """
    return {
        "state": stage(case), "severity": case.severity, "outcome": case.outcome,
        "alerts": tuple(
            {"alert_id": a.alert_id, "risk_type": type_for(role, a.risk_type, playbook),
             "severity": a.severity, "state": "open" if a.is_open else "resolved"}
            for a in case.alerts
        ),
        "items": tuple(
            {"item_id": i.item_id, "document": i.document, "state": i.state} for i in items(case)
        ),
        "clocks": tuple(asdict(each) for each in clocks(case, playbook, now)),
        "last_contact": last_contact(case),
        "blockers": tuple(
            {"code": code, "detail": detail} for code, detail in blockers(case, playbook, now)
        ),
        "tasks": tuple(
            {"task_id": task.task_id, "kind": task.kind, "due": task.due}
            for task in tasks(case) if not task.done
        ),
        "enrolled": case.account is not None,
    }  # fmt: skip
