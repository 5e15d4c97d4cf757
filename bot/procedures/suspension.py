"""High risk: closing suspended at once, compliance called until somebody answers (R12, R13, R118)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group, handler, person
from bot.case.entries import alerts as a
from bot.case.entries.base import Body
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import Acted, AlertReceived, Enrolled, Pressed
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.binding import confirmed, receipt
from bot.procedures.procedure import NOTHING, Procedure, earliest, next_number
from bot.procedures.words import wanted_words

NAME = "suspension"
ALLOWED = ("log_in", "see_statements", "withdraw_free_cash", "sell_holdings", "complain")
# What is paused takes away from what stays possible.
TAKEN_AWAY = {"withdrawal_over_free_cash": "", "margin_trading": "sell_holdings"}


@dataclass(frozen=True)
class Suspension:
    """A suspension as it stands."""

    suspension_id: str
    alert_id: str
    ground: str
    scope: tuple[str, ...]
    since: datetime
    review_by: datetime
    calls: tuple[datetime, ...]
    acknowledged: bool
    lifted: bool
    review_called: bool


def suspensions(case: Case) -> tuple[Suspension, ...]:
    """Every suspension after all entries about it."""
    return tuple(_stands(case, e.at, body) for e, body in case.all(a.ClosureSuspended))


def _stands(case: Case, since: datetime, body: a.ClosureSuspended) -> Suspension:
    own = body.suspension_id
    reviews = [r for r in case.bodies(a.SuspensionReviewed) if r.suspension_id == own]
    review_by = reviews[-1].review_by if reviews else body.review_by
    called = [r.review_by for r in case.bodies(a.SuspensionReviewCalled) if r.suspension_id == own]
    return Suspension(
        own, body.alert_id, body.ground, body.scope, since, review_by,
        tuple(e.at for e, c in case.all(a.EscalationAlerted) if c.suspension_id == own),
        any(x.suspension_id == own for x in case.bodies(a.EscalationAcknowledged)),
        any(x.suspension_id == own for x in case.bodies(a.SuspensionLifted)),
        review_by in called,
    )  # fmt: skip


def standing(case: Case) -> Suspension | None:
    """The suspension in force, if any."""
    return next((s for s in suspensions(case) if not s.lifted), None)


def on_alert(case: Case, what: AlertReceived, playbook: Playbook, now: datetime) -> Decision:
    """A high alert suspends the closing in the same transaction that records it (R12)."""
    if what.severity != "high" or any(b.key == what.key for b in case.bodies(a.AlertRecorded)):
        return NOTHING
    alert_id = next_number("A", len(case.alerts))
    return suspend(case, alert_id, what.risk_type, what.description, playbook, now)


def suspend(
    case: Case, alert_id: str, risk_type: str, description: str, playbook: Playbook, now: datetime
) -> Decision:
    """Suspends with ground, scope and review date, calls compliance, tells the client (T11)."""
    rules = playbook.suspension
    if case.outcome == "success":
        return NOTHING
    made = a.ClosureSuspended(
        next_number("S", len(suspensions(case))), alert_id,
        rules.grounds.get(risk_type, rules.grounds["default"]),
        rules.scopes.get(risk_type, rules.scopes["default"]),
        now + timedelta(days=rules.review_days),
    )  # fmt: skip
    says = [_call(made, risk_type, description, 1, now, playbook)]
    if case.account is not None:
        says.append(client_notice(case, made, risk_type, now, playbook))
    called = a.EscalationAlerted(made.suspension_id, 1)
    return Decision("closure.suspended", (made, called), tuple(says))


def client_notice(
    case: Case, made: a.ClosureSuspended, risk_type: str, now: datetime, playbook: Playbook
) -> Say:
    """What is paused, what is not, why, until when, and who will call (T05, T11, T12)."""
    silent = risk_type in playbook.suspension.silent_types
    lost = {TAKEN_AWAY.get(scope, "") for scope in made.scope}
    values: dict[str, Value] = {
        "risk_type": "review" if silent else risk_type,
        "ground": "account_review" if silent else made.ground,
        "scope": tuple({"code": code} for code in made.scope),
        "allowed": tuple({"code": code} for code in ALLOWED if code not in lost),
        "from_": now, "review_by": made.review_by, "caller": case.opened.handler_name,
        "call_by": now + timedelta(hours=playbook.suspension.call_within_hours),
    }  # fmt: skip
    about = (("suspension", made.suspension_id), ("alert", made.alert_id))
    ask = Ask(NAME, ("received", "human", "complain", "status"), about, rows=(1, 2, 1))
    return Say(CLIENT, "closure_suspended", f"suspended:{made.alert_id}", values, ask)


def _call(
    made: a.ClosureSuspended, risk_type: str, description: str, turn: int, now: datetime,
    playbook: Playbook,
) -> Say:  # fmt: skip
    rules = playbook.suspension
    values: dict[str, Value] = {
        "alert_id": made.alert_id, "risk_type": risk_type, "severity": "high",
        "ground": made.ground, "scope": tuple({"code": code} for code in made.scope),
        "description": description, "review_by": made.review_by, "round": turn,
        "acknowledge_by": now + timedelta(hours=rules.acknowledge_hours),
    }  # fmt: skip
    ask = Ask("desk", ("acknowledge", "lift", "status"), (("suspension", made.suspension_id),))
    purpose = f"escalation:{made.suspension_id}:{turn}"
    return Say(group("compliance"), "staff_escalation", purpose, values, ask)


def enrolled(case: Case, what: Enrolled, playbook: Playbook, now: datetime) -> Decision:
    """Tells the client of a suspension that began before she had an account with us."""
    now_standing = standing(case)
    if now_standing is None or case.said(f"suspended:{now_standing.alert_id}"):
        return NOTHING
    made = next(
        b for b in case.bodies(a.ClosureSuspended)
        if b.suspension_id == now_standing.suspension_id
    )  # fmt: skip
    risk_type = case.alert(made.alert_id).risk_type
    return Decision(
        "suspension.told_on_enrolment",
        says=(client_notice(case, made, risk_type, now, playbook),),
    )


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """The client acknowledges receipt of the suspension notice: receipt, not agreement."""
    if what.option != "received":
        return Decision("suspension.other", (PromptAnswered(what.prompt.prompt_id, what.option),))
    entries, bound = confirmed(case, what, "receipt", what.prompt.about("suspension"))
    return Decision(
        "suspension.receipt", entries, (receipt(bound, now, what.prompt.about("alert")),)
    )


def acknowledge(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """A compliance officer takes it on; the calls stop (R13)."""
    now_standing = standing(case)
    if now_standing is None or now_standing.acknowledged:
        return Decision("escalation.acknowledged_before", toast="already")
    done = a.EscalationAcknowledged(now_standing.suspension_id)
    ask = Ask("desk", ("lift", "extend", "status"), (("suspension", now_standing.suspension_id),))
    values: dict[str, Value] = {"by": what.actor.name, "at": now}
    say = Say(
        group("compliance"), "staff_acknowledged",
        f"acknowledged:{now_standing.suspension_id}", values, ask,
    )  # fmt: skip
    return Decision("escalation.acknowledged", (done,), (say,), toast="done")


def lift(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Compliance lifts with a reason and so decides the alert; a lift also acknowledges (R12)."""
    now_standing = standing(case)
    if now_standing is None:
        return Decision("suspension.lifted_before", toast="already")
    if len(what.words) < 4:
        return wanted_words(what)
    own, alert_id = now_standing.suspension_id, now_standing.alert_id
    entries: list[Body] = []
    if not now_standing.acknowledged:
        entries.append(a.EscalationAcknowledged(own))
    entries.append(a.SuspensionLifted(own, what.words))
    if case.alert(alert_id).is_open:
        entries.append(a.AlertDecided(alert_id, "resolved", what.words))
    values: dict[str, Value] = {"by": what.actor.name, "reason": what.words}
    status = Ask("desk", ("status",), (("suspension", own),))
    says = [
        Say(handler(case.handler), "staff_lifted", f"lifted:{own}", values, status),
        Say(person(what.actor.id), "staff_done", "staff", {"action": "lift", "detail": ""}),
    ]
    if case.account is not None:
        asked = Ask("conversation", ("status",))
        closes = (f"suspended:{alert_id}", f"notice:{alert_id}")
        says.insert(0, Say(CLIENT, "closure_resumed", f"resumed:{own}", {}, asked, closes=closes))
    return Decision("suspension.lifted", tuple(entries), tuple(says), toast="done")


def extend(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Compliance keeps the suspension with a reason and a new review date (R118)."""
    now_standing = standing(case)
    if now_standing is None:
        return Decision("suspension.lifted_before", toast="already")
    if len(what.words) < 4:
        return wanted_words(what)
    review_by = now + timedelta(days=playbook.suspension.review_days)
    kept = a.SuspensionReviewed(now_standing.suspension_id, review_by, what.words)
    silent = case.alert(now_standing.alert_id).risk_type in playbook.suspension.silent_types
    values: dict[str, Value] = {
        "ground": "account_review" if silent else now_standing.ground, "review_by": review_by,
    }  # fmt: skip
    ask = Ask("conversation", ("human", "complain", "status"))
    purpose = f"extended:{now_standing.suspension_id}:{review_by:%Y%m%d}"
    says = (Say(CLIENT, "suspension_extended", purpose, values, ask),)
    return Decision("suspension.extended", (kept,), says, toast="done")


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When compliance must be called again, or the review date comes (law 5)."""
    now_standing = standing(case)
    if now_standing is None or case.is_final:
        return None
    calls = now_standing.calls
    again = calls[-1] + timedelta(minutes=playbook.suspension.call_again_minutes)
    return earliest(
        None if now_standing.acknowledged else again,
        None if now_standing.review_called else now_standing.review_by,
    )


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Calls compliance again until somebody acknowledges; calls for the review when due."""
    now_standing = standing(case)
    moment = due(case, playbook)
    if now_standing is None or moment is None or moment > now:
        return NOTHING
    if not now_standing.acknowledged and _again(now_standing, playbook) <= now:
        return _call_again(case, now_standing, playbook)
    called = a.SuspensionReviewCalled(now_standing.suspension_id, now_standing.review_by)
    about = (("suspension", now_standing.suspension_id),)
    ask = Ask("desk", ("lift", "extend", "status"), about)
    values: dict[str, Value] = {"review_by": now_standing.review_by}
    purpose = f"review:{now_standing.suspension_id}:{now_standing.review_by:%Y%m%d}"
    say = Say(group("compliance"), "staff_suspension_review", purpose, values, ask)
    return Decision("suspension.review_due", (called,), (say,))


def _again(stands: Suspension, playbook: Playbook) -> datetime:
    return stands.calls[-1] + timedelta(minutes=playbook.suspension.call_again_minutes)


def _call_again(case: Case, stands: Suspension, playbook: Playbook) -> Decision:
    made = next(
        b for b in case.bodies(a.ClosureSuspended) if b.suspension_id == stands.suspension_id
    )
    alert = case.alert(stands.alert_id)
    turn = len(stands.calls) + 1
    say = _call(made, alert.risk_type, alert.description, turn, stands.since, playbook)
    return Decision("escalation.again", (a.EscalationAlerted(made.suspension_id, turn),), (say,))


def raise_high(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Any person with the right may rate an alert up, alone and at once (R9)."""
    alert = case.alert(what.arg("alert"))
    if alert.severity == "high" or not alert.is_open:
        return Decision("severity.raised_before", toast="already")
    if len(what.words) < 4:
        return wanted_words(what)
    raised = a.SeverityRaised(alert.alert_id, "high", alert.severity, what.words)
    follows = suspend(case, alert.alert_id, alert.risk_type, alert.description, playbook, now)
    return Decision("severity.raised", (raised, *follows.entries), follows.says, toast="done")


def offers(case: Case) -> tuple[str, ...]:
    """What compliance may do about the suspension in force."""
    now_standing = standing(case)
    if now_standing is None:
        return ()
    return ("lift", "extend") if now_standing.acknowledged else ("acknowledge", "lift")


PROCEDURE = Procedure(
    NAME,
    on={AlertReceived: on_alert, Enrolled: enrolled},
    actions={
        "acknowledge": acknowledge, "lift": lift, "extend": extend, "raise_high": raise_high,
    },
    press=pressed,
    due=due,
    tick=tick,
    offers=offers,
)  # fmt: skip
