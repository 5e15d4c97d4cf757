"""Risk alerts: taken in, told to the client by severity, answered, clocked, decided (R2-R16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group, handler
from bot.case.entries import alerts as e
from bot.case.entries import followup as f
from bot.case.entries.talk import Confirmed, PromptAnswered
from bot.case.inputs import Acted, AlertReceived, Enrolled, Pressed, Said
from bot.case.playbook import Playbook
from bot.case.state import Alert, Case
from bot.procedures.binding import confirmed, receipt
from bot.procedures.chasing import time_wanted
from bot.procedures.discretion import type_for, words_for
from bot.procedures.papers import questions
from bot.procedures.procedure import NOTHING, Procedure, earliest, next_number
from bot.procedures.timing import working_days_after

NAME = "alerts"
ANSWERS = ("correct", "differs", "more_time", "not_me", "human", "complain", "status")
PASSED_ON = ("human", "complain", "status")


def received(case: Case, what: AlertReceived, playbook: Playbook, now: datetime) -> Decision:
    """Records an alert once and tells client and account manager (R2, R6, R10-R12)."""
    if any(body.key == what.key for body in case.bodies(e.AlertRecorded)):
        return Decision("alert.known")
    recorded = e.AlertRecorded(
        alert_id=next_number("A", len(case.alerts)), key=what.key, risk_type=what.risk_type,
        severity=what.severity, detected_at=what.detected_at, received_at=now,
        description=what.description, source=what.source,
    )  # fmt: skip
    alert = Alert(
        recorded.alert_id, what.risk_type, what.severity, what.detected_at, now,
        what.description, "", "",
    )  # fmt: skip
    says = [staff_notice(case, alert, playbook)]
    if case.account is not None:
        says[:0] = client_notice(case, alert, playbook, now)
    return Decision(f"alert.recorded.{what.severity}", (recorded,), tuple(says))


def client_notice(case: Case, alert: Alert, playbook: Playbook, now: datetime) -> list[Say]:
    """The notice in the client's words; for high risk the suspension speaks instead (T05/T11)."""
    if alert.severity == "high":
        return []
    values = {
        "alert_id": alert.alert_id, "risk_type": shown_type(alert, playbook),
        "description": words_for("client", alert.risk_type, alert.description, playbook),
        "account_masked": case.opened.account_masked,
        "detected_at": alert.detected_at or alert.received_at,
    }  # fmt: skip
    about = (("alert", alert.alert_id),)
    if alert.severity == "low":
        values["reply_by"] = working_days_after(now, playbook.alerts.reply_working_days, playbook)
        ask = Ask(NAME, ANSWERS, about, rows=(2, 2, 2, 1))
        return [Say(CLIENT, "notice_low", f"notice:{alert.alert_id}", values, ask)]
    values["respond_hours"] = playbook.alerts.response_hours["medium"]
    ask = Ask(NAME, ("read", "not_me", *PASSED_ON), about, rows=(2, 2, 1))
    return [Say(CLIENT, "notice_medium", f"notice:{alert.alert_id}", values, ask)]


def shown_type(alert: Alert, playbook: Playbook) -> str:
    """The risk type that anybody may be told; a report under the AML law stays silent."""
    return type_for("client", alert.risk_type, playbook)


def staff_notice(case: Case, alert: Alert, playbook: Playbook) -> Say:
    """Tells the account manager at once, with the time by which a response is due (R8)."""
    values = {
        "alert_id": alert.alert_id, "risk_type": shown_type(alert, playbook),
        "severity": alert.severity,
        "description": words_for("handler", alert.risk_type, alert.description, playbook),
        "detected_at": alert.detected_at or alert.received_at,
        "response_due": response_due(alert, playbook), "enrolled": case.account is not None,
    }  # fmt: skip
    options: tuple[str, ...] = ("resolve", "raise_high", "call", "status")
    if alert.severity == "high":
        options = ("call", "status")
    ask = Ask("desk", options, (("alert", alert.alert_id),), rows=(2, 2))
    return Say(handler(case.handler), "staff_new_alert", f"staff:{alert.alert_id}", values, ask)


def enrolled(case: Case, what: Enrolled, playbook: Playbook, now: datetime) -> Decision:
    """Sends the notices that this account has not had; an earlier account's buttons end."""
    waiting = [
        a for a in case.open_alerts
        if a.answer in ("", "more_time") and not case.said(f"notice:{a.alert_id}", what.account)
    ]  # fmt: skip
    notices = [say for alert in waiting for say in client_notice(case, alert, playbook, now)]
    says = [replace(say, closes=(say.purpose,)) for say in notices]
    return Decision("alert.told_on_enrolment", says=tuple(says)) if says else NOTHING


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """The client's answer to a notice (R10); only this can confirm the facts (law 6)."""
    alert = case.alert(what.prompt.about("alert"))
    if what.option in ("correct", "read"):
        return _confirmed(case, what, alert, now)
    answered = PromptAnswered(what.prompt.prompt_id, what.option)
    noted = e.AlertAnswered(alert.alert_id, what.option)
    tell = told_handler(case, alert, what.option, "")
    if what.option == "differs":
        ask = Ask(NAME, ("skip",), (("alert", alert.alert_id),), takes_text=True)
        values = {"alert_id": alert.alert_id}
        say = Say(CLIENT, "ask_what_differs", f"differs:{alert.alert_id}", values, ask)
        return Decision("alert.differs", (answered, noted), (say, tell))
    if what.option == "more_time":
        if time_wanted(case, alert.alert_id, f"reply:{alert.alert_id}"):
            return Decision("alert.more_time_before", toast="already")
        # The question stays open: a wish for time is no answer to it.
        return Decision("alert.more_time", (noted,), (Say(CLIENT, "more_time_noted", "ack"), tell))
    if what.option == "not_me":
        ask = Ask("conversation", ("human",))
        say = Say(CLIENT, "not_me_noted", "ack", {"alert_id": alert.alert_id}, ask)
        return Decision("alert.not_me", (answered, noted), (say, tell))
    return Decision(
        "alert.difference_skipped",
        (PromptAnswered(what.prompt.prompt_id, "skip"),),
        (Say(CLIENT, "cancelled", "ack"),),
    )


def _confirmed(case: Case, what: Pressed, alert: Alert, now: datetime) -> Decision:
    kind = "facts" if what.option == "correct" else "notice_read"
    answer = "facts_confirmed" if kind == "facts" else "read"
    entries, bound = confirmed(case, what, kind, alert.alert_id)
    if any(_same_confirmation(bound, old) for old in case.bodies(Confirmed)):
        return Decision("alert.confirmed_before", entries[:1], toast="already")
    tell = told_handler(case, alert, answer, "")
    return Decision(
        f"alert.{answer}",
        (*entries, e.AlertAnswered(alert.alert_id, answer)),
        (receipt(bound, now, alert.alert_id), tell),
    )


def _same_confirmation(new: Confirmed, old: Confirmed) -> bool:
    return (new.what, new.subject) == (old.what, old.subject)


def words(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """Her words about what differs go to the account manager as they are."""
    assert what.prompt is not None
    alert = case.alert(what.prompt.about("alert"))
    values = {"alert_id": alert.alert_id, "words": what.text[:500]}
    return Decision(
        "alert.difference_told",
        (
            PromptAnswered(what.prompt.prompt_id, "text", what.text),
            e.AlertAnswered(alert.alert_id, "differs", what.text),
        ),
        (
            Say(CLIENT, "difference_noted", "ack", values),
            told_handler(case, alert, "differs", what.text),
        ),
    )


def told_handler(case: Case, alert: Alert, answer: str, said: str) -> Say:
    """What the client answered, for the account manager, with what can be done next."""
    options: tuple[str, ...] = ("resolve", "call", "status")
    if answer == "more_time":
        options = ("give_time", "call", "status")
    if answer == "silent":
        options = ("resolve", "give_time", "call", "status")
    if alert.severity == "high":
        options = ("call", "status")
    ask = Ask("desk", options, (("alert", alert.alert_id),))
    values = {"alert_id": alert.alert_id, "answer": answer, "words": said[:1000]}
    return Say(handler(case.handler), "staff_client_answered", "staff", values, ask)


def resolve(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """A person decides a low or medium alert (R19); high ones are compliance's alone."""
    alert = case.alert(what.arg("alert"))
    if not alert.is_open:
        return Decision("alert.decided_before", toast="already")
    decided = e.AlertDecided(alert.alert_id, "resolved", what.words or "decided by staff")
    values = settled(case, alert, playbook)
    purpose, closes = f"resolved:{alert.alert_id}", questions(case, alert.alert_id)
    return Decision(
        f"alert.resolved.{alert.severity}",
        (decided,),
        (Say(CLIENT, "alert_resolved", purpose, values, closes=closes),),
        toast="done",
    )


def settled(case: Case, alert: Alert, playbook: Playbook) -> dict[str, Value]:
    """What she is told when an alert is settled: on to the checks, or what is still in the way."""
    others = [x.severity for x in case.open_alerts if x.alert_id != alert.alert_id]
    state = "suspended" if "high" in others else "open" if others else "simulation"
    return {
        "alert_id": alert.alert_id, "risk_type": shown_type(alert, playbook), "state": state,
    }  # fmt: skip


def response_due(alert: Alert, playbook: Playbook) -> datetime | None:
    """By when the client must have been answered (R8); None where no clock runs (low)."""
    hours = playbook.alerts.response_hours.get(alert.severity)
    return alert.clock_start + timedelta(hours=hours) if hours is not None else None


def responded_at(case: Case, alert: Alert) -> datetime | None:
    """When the firm responded: first notice delivered or call logged since the hours began."""
    purposes = (f"notice:{alert.alert_id}", f"suspended:{alert.alert_id}")
    told = [at for purpose in purposes if (at := case.sent_at(purpose))]
    calls = [entry.at for entry, _ in case.all(f.CallLogged)]
    since = alert.raised_at or alert.received_at
    return earliest(*(at for at in (*told, *calls) if at >= since))


def _clock(case: Case, alert: Alert, playbook: Playbook) -> tuple[datetime, str] | None:
    """The next moment of the response clock and what is due then: warned or breached."""
    due, answered = response_due(alert, playbook), responded_at(case, alert)
    if due is None or not alert.is_open or (answered and answered <= due):
        return None
    name = f"response:{alert.alert_id}"
    if any(b.clock == name for b in case.bodies(e.ClockBreached)):
        return None
    # A response that came too late is put on file as a breach, too.
    if answered or any(b.clock == name for b in case.bodies(e.ClockWarned)):
        return due, "breached"
    return due - timedelta(hours=playbook.alerts.warn_before_hours), "warned"


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When a response clock comes up next (law 5)."""
    if case.is_final:
        return None
    return earliest(*(c[0] for alert in case.alerts if (c := _clock(case, alert, playbook))))


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """The warning or the breach that is due now, one alert per turn."""
    for alert in case.alerts if not case.is_final else ():
        clock = _clock(case, alert, playbook)
        if clock and clock[0] <= now:
            return _clock_decision(case, alert, clock[1], playbook, now)
    return NOTHING


def _clock_decision(
    case: Case, alert: Alert, step: str, playbook: Playbook, now: datetime
) -> Decision:
    limit = response_due(alert, playbook)
    assert limit is not None
    name = f"response:{alert.alert_id}"
    values = {"clock": "response", "about": alert.alert_id, "due": limit}
    ask = Ask("desk", ("call", "status"), (("alert", alert.alert_id),))
    # After a stand-still the hours may be over already: then nobody is warned of what is past.
    if step == "warned" and now < limit:
        say = Say(handler(case.handler), "staff_clock_warning", f"warn:{name}", values, ask)
        return Decision("clock.warned", (e.ClockWarned(name, limit),), (say,))
    say = Say(group("branch_manager", "compliance"), "staff_clock_breach", f"breach:{name}",
              values, ask)  # fmt: skip
    own = Say(handler(case.handler), "staff_clock_breach", f"breach:own:{name}", values, ask)
    return Decision("clock.breached", (e.ClockBreached(name, limit),), (say, own))


def offers(case: Case) -> tuple[str, ...]:
    """Open alerts that a person may decide, or rate up, from the status answer (R9)."""
    return tuple(
        f"{action}:{alert.alert_id}"
        for alert in case.open_alerts if alert.severity != "high"
        for action in ("resolve", "raise_high")
    )  # fmt: skip


PROCEDURE = Procedure(
    NAME,
    on={AlertReceived: received, Enrolled: enrolled},
    actions={"resolve": resolve},
    press=pressed,
    words=words,
    due=due,
    tick=tick,
    offers=offers,
)
