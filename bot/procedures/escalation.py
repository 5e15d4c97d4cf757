"""Compliance on a high alert: called until it is taken on, lifts or keeps the pause (R9, R12, R13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.case.decision import CLIENT, Ask, Decision, Say, To, Value, group, handler, person
from bot.case.entries import alerts as a
from bot.case.entries.base import Body
from bot.case.inputs import Acted, Delivered
from bot.case.playbook import Playbook
from bot.case.state import Alert, Case
from bot.procedures.alerts import settled, staff_notice
from bot.procedures.discretion import is_silent
from bot.procedures.documents import ask_for
from bot.procedures.papers import questions
from bot.procedures.procedure import NOTHING, Procedure, earliest
from bot.procedures.suspension import (
    Suspension,
    all_standing,
    call_compliance,
    suspend,
    suspended_by,
)
from bot.procedures.words import too_short, wanted_words


def _meant(case: Case, what: Acted) -> Suspension | None:
    """The suspension in force that an action is about; the oldest where it does not say."""
    own = what.arg("suspension")
    return next((each for each in all_standing(case) if own in ("", each.suspension_id)), None)


def acknowledge(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """A compliance officer takes it on; the calls stop (R13)."""
    found = _meant(case, what)
    if found is None or found.acknowledged:
        return Decision("escalation.acknowledged_before", toast="already")
    own = found.suspension_id
    ask = Ask("desk", ("lift", "extend", "status"), (("suspension", own),))
    values: dict[str, Value] = {"by": what.actor.name, "at": now}
    say = Say(group("compliance"), "staff_acknowledged", f"acknowledged:{own}", values, ask)
    return Decision(
        "escalation.acknowledged", (a.EscalationAcknowledged(own),), (say,), toast="done"
    )


def lift(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Compliance lifts with a reason and so decides the alert; a lift also acknowledges (R12)."""
    found = _meant(case, what)
    if found is None:
        return Decision("suspension.lifted_before", toast="already")
    if too_short(what.words):
        return wanted_words(what)
    own = found.suspension_id
    entries: list[Body] = []
    if not found.acknowledged:
        entries.append(a.EscalationAcknowledged(own))
    entries.append(a.SuspensionLifted(own, what.words))
    if case.alert(found.alert_id).is_open:
        entries.append(a.AlertDecided(found.alert_id, "resolved", what.words))
    values: dict[str, Value] = {"by": what.actor.name, "reason": what.words}
    status = Ask("desk", ("status",), (("suspension", own),))
    says = [
        Say(handler(case.handler), "staff_lifted", f"lifted:{own}", values, status), _done(what),
    ]  # fmt: skip
    if case.account is not None:
        says.insert(0, _lifted_notice(case, found, playbook))
    return Decision("suspension.lifted", tuple(entries), tuple(says), toast="done")


def _lifted_notice(case: Case, found: Suspension, playbook: Playbook) -> Say:
    """That the closing goes on; while another suspension stands, only that this one is over."""
    alert = case.alert(found.alert_id)
    closes = questions(case, alert.alert_id)
    values = settled(case, alert, playbook)
    if values["state"] == "suspended":
        return Say(CLIENT, "alert_resolved", f"resolved:{alert.alert_id}", values, closes=closes)
    asked = Ask("conversation", ("status",))
    purpose, state = f"resumed:{found.suspension_id}", {"state": values["state"]}
    return Say(CLIENT, "closure_resumed", purpose, state, asked, closes=closes)


def _done(what: Acted) -> Say:
    return Say(person(what.actor.id), "staff_done", "staff", {"action": what.action, "detail": ""})


def extend(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Compliance keeps the suspension with a reason and a new review date (R118)."""
    found = _meant(case, what)
    if found is None:
        return Decision("suspension.lifted_before", toast="already")
    if too_short(what.words):
        return wanted_words(what)
    review_by = now + timedelta(days=playbook.suspension.review_days)
    kept = a.SuspensionReviewed(found.suspension_id, review_by, what.words)
    says = [_done(what)]
    if case.account is not None:
        silent = is_silent(case.alert(found.alert_id).risk_type, playbook)
        values: dict[str, Value] = {
            "ground": "account_review" if silent else found.ground, "review_by": review_by,
        }  # fmt: skip
        ask = Ask("conversation", ("human", "complain", "status"))
        purpose = f"extended:{found.suspension_id}:{review_by:%Y%m%d}"
        says.insert(0, Say(CLIENT, "suspension_extended", purpose, values, ask))
    return Decision("suspension.extended", (kept,), tuple(says), toast="done")


def _step(case: Case, found: Suspension, playbook: Playbook) -> tuple[datetime, str]:
    """What comes up next for a suspension, and when: call again, overdue, or review."""
    rules = playbook.suspension
    moments = []
    if not found.acknowledged:
        last = found.calls[-1] if found.calls else found.since
        moments.append((last + timedelta(minutes=rules.call_again_minutes), "call"))
        if _clock(found) not in {body.clock for body in case.bodies(a.ClockBreached)}:
            moments.append((found.since + timedelta(hours=rules.acknowledge_hours), "overdue"))
    if not found.review_called:
        moments.append((found.review_by, "review"))
    return min(moments, default=(datetime.max.replace(tzinfo=UTC), ""))


def _clock(found: Suspension) -> str:
    return f"acknowledge:{found.suspension_id}"


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When compliance must be called again, or a review date comes (law 5)."""
    if case.is_final:
        return None
    steps = [_step(case, found, playbook) for found in all_standing(case)]
    return earliest(*(moment for moment, step in steps if step))


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Calls compliance again until somebody acknowledges; calls for the review when due."""
    for found in all_standing(case) if not case.is_final else ():
        moment, step = _step(case, found, playbook)
        if step and moment <= now:
            return _STEPS[step](case, found, playbook)
    return NOTHING


def _call_again(case: Case, found: Suspension, playbook: Playbook) -> Decision:
    turn = len(found.calls) + 1
    on_file = a.EscalationAlerted(found.suspension_id, turn)
    return Decision("escalation.again", (on_file,), (_call(case, found, turn, playbook),))


def _call(case: Case, found: Suspension, turn: int, playbook: Playbook) -> Say:
    made, alert = suspended_by(case, found.suspension_id), case.alert(found.alert_id)
    return call_compliance(made, alert.risk_type, alert.description, turn, found.since, playbook)


def _overdue(case: Case, found: Suspension, playbook: Playbook) -> Decision:
    """Nobody took it on in time (R13): on file once, told to the branch manager as well."""
    limit = found.since + timedelta(hours=playbook.suspension.acknowledge_hours)
    values: dict[str, Value] = {
        "clock": "acknowledge", "about": found.alert_id, "due": limit,
    }  # fmt: skip
    ask = Ask("desk", ("call", "status"), (("suspension", found.suspension_id),))
    purpose = f"breach:{_clock(found)}"
    say = Say(group("branch_manager", "compliance"), "staff_clock_breach", purpose, values, ask)
    return Decision("clock.breached", (a.ClockBreached(_clock(found), limit),), (say,))


def _call_review(case: Case, found: Suspension, playbook: Playbook) -> Decision:
    called = a.SuspensionReviewCalled(found.suspension_id, found.review_by)
    about = (("suspension", found.suspension_id),)
    ask = Ask("desk", ("lift", "extend", "status"), about)
    values: dict[str, Value] = {"review_by": found.review_by}
    purpose = f"review:{found.suspension_id}:{found.review_by:%Y%m%d}"
    say = Say(group("compliance"), "staff_suspension_review", purpose, values, ask)
    return Decision("suspension.review_due", (called,), (say,))


_STEPS = {"call": _call_again, "overdue": _overdue, "review": _call_review}


def raise_high(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Any person with the right may rate an alert up, alone and at once (R9)."""
    alert = case.alert(what.arg("alert"))
    if alert.severity == "high" or not alert.is_open:
        return Decision("severity.raised_before", toast="already")
    if too_short(what.words):
        return wanted_words(what)
    raised = a.SeverityRaised(alert.alert_id, "high", alert.severity, what.words)
    paused = suspend(case, alert.alert_id, alert.risk_type, alert.description, playbook, now)
    asked = ask_for(case, alert.alert_id, alert.risk_type, playbook, now)
    says = [*paused.says, *asked.says, _done(what)]
    if what.actor.id != case.handler:
        high = replace(alert, severity="high", raised_at=alert.raised_at or _fresh(alert, now))
        says.append(staff_notice(case, high, playbook))
    entries = (raised, *paused.entries, *asked.entries)
    return Decision("severity.raised", entries, tuple(says), toast="done")


def _fresh(alert: Alert, now: datetime) -> datetime | None:
    return now if alert.severity == "low" else None


def offers(case: Case) -> tuple[str, ...]:
    """What compliance may do about the suspensions in force; each by its number if several."""
    found = all_standing(case)
    return tuple(
        action if len(found) == 1 else f"{action}:{each.suspension_id}"
        for each in found
        for action in (("lift", "extend") if each.acknowledged else ("acknowledge", "lift"))
    )


def delivered(case: Case, what: Delivered, playbook: Playbook, now: datetime) -> Decision:
    """A call that the group did not get (the bot is out of it) goes to each officer in person."""
    message = case.messages[what.message_id]
    called, _, turn = message.purpose.removeprefix("escalation:").partition(":")
    lost = message.audience == "group" and what.state == "refused" and turn.isdecimal()
    found = next((x for x in all_standing(case) if lost and x.suspension_id == called), None)
    if found is None or found.acknowledged:
        return NOTHING
    say = _call(case, found, int(turn), playbook)
    officers = To("staff", roles=("compliance",))
    again = replace(say, to=officers, purpose=f"{say.purpose}:in_person")
    return Decision("escalation.in_person", says=(again,))


PROCEDURE = Procedure(
    "escalation",
    on={Delivered: delivered},
    actions={
        "acknowledge": acknowledge, "lift": lift, "extend": extend, "raise_high": raise_high,
    },
    due=due,
    tick=tick,
    offers=offers,
)  # fmt: skip
