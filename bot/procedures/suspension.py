"""High risk: closing suspended at once, compliance called until somebody answers (R12, R13, R118)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group
from bot.case.entries import alerts as a
from bot.case.entries import followup as f
from bot.case.entries.base import Body
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import AlertReceived, Enrolled, Pressed
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.binding import confirmed, receipt
from bot.procedures.contact import tasks
from bot.procedures.discretion import is_silent, type_for, words_for
from bot.procedures.procedure import NOTHING, Procedure, next_number

NAME = "suspension"
GROUP = "group"
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


def all_standing(case: Case) -> tuple[Suspension, ...]:
    """The suspensions in force: each high alert has its own, and each must be lifted."""
    return tuple(each for each in suspensions(case) if not each.lifted)


def standing(case: Case) -> Suspension | None:
    """The oldest suspension in force, if any."""
    return next(iter(all_standing(case)), None)


def suspended_by(case: Case, suspension_id: str) -> a.ClosureSuspended:
    """The entry that began a suspension. Raises StopIteration where there is none."""
    return next(b for b in case.bodies(a.ClosureSuspended) if b.suspension_id == suspension_id)


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
    says = [call_compliance(made, risk_type, description, 1, now, playbook)]
    if case.account is not None:
        says.append(client_notice(case, made, risk_type, now, playbook))
    entries: list[Body] = [made, a.EscalationAlerted(made.suspension_id, 1)]
    if not any(task.kind == "call_client" and not task.done for task in tasks(case)):
        entries.append(_promised_call(case, playbook, now))
    return Decision("closure.suspended", tuple(entries), tuple(says))


def _promised_call(case: Case, playbook: Playbook, now: datetime) -> f.TaskOpened:
    """The call that the client is promised: on high risk a person always speaks with her (R150)."""
    due = now + timedelta(hours=playbook.suspension.call_within_hours)
    return f.TaskOpened(next_number("T", len(tasks(case))), "call_client", "handler", "", due)


def client_notice(
    case: Case, made: a.ClosureSuspended, risk_type: str, now: datetime, playbook: Playbook
) -> Say:
    """What is paused, what is not, why, until when, and who will call (T05, T11, T12)."""
    silent = is_silent(risk_type, playbook)
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


def call_compliance(
    made: a.ClosureSuspended, risk_type: str, description: str, turn: int, now: datetime,
    playbook: Playbook,
) -> Say:  # fmt: skip
    """The call to compliance for the `turn`-th time, with ground, scope and review date (R13).

    The group has other readers: of a silent risk compliance reads the reason in the case itself.
    """
    rules = playbook.suspension
    values: dict[str, Value] = {
        "alert_id": made.alert_id, "risk_type": type_for(GROUP, risk_type, playbook),
        "severity": "high",
        "ground": made.ground, "scope": tuple({"code": code} for code in made.scope),
        "description": words_for(GROUP, risk_type, description, playbook),
        "review_by": made.review_by, "round": turn,
        "acknowledge_by": now + timedelta(hours=rules.acknowledge_hours),
    }  # fmt: skip
    ask = Ask("desk", ("acknowledge", "lift", "status"), (("suspension", made.suspension_id),))
    purpose = f"escalation:{made.suspension_id}:{turn}"
    return Say(group("compliance"), "staff_escalation", purpose, values, ask)


def enrolled(case: Case, what: Enrolled, playbook: Playbook, now: datetime) -> Decision:
    """Tells the client of suspensions that this account has not been told of."""
    untold = [
        x for x in all_standing(case) if not case.said(f"suspended:{x.alert_id}", what.account)
    ]
    says = tuple(
        replace(
            client_notice(case, suspended_by(case, x.suspension_id), case.alert(x.alert_id).risk_type, now,
                          playbook),
            closes=(f"suspended:{x.alert_id}",),
        )
        for x in untold
    )  # fmt: skip
    return Decision("suspension.told_on_enrolment", says=says) if says else NOTHING


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """The client acknowledges receipt of the suspension notice: receipt, not agreement."""
    if what.option != "received":
        return Decision("suspension.other", (PromptAnswered(what.prompt.prompt_id, what.option),))
    entries, bound = confirmed(case, what, "receipt", what.prompt.about("suspension"))
    return Decision(
        "suspension.receipt", entries, (receipt(bound, now, what.prompt.about("alert")),)
    )


PROCEDURE = Procedure(NAME, on={AlertReceived: on_alert, Enrolled: enrolled}, press=pressed)
