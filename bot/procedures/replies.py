"""The answer to a low notice: waited for, reminded of, given more time, never taken for granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say
from bot.case.entries.alerts import AlertAnswered
from bot.case.entries.documents import DeadlineMissed, DueMoved, Reminded
from bot.case.playbook import Playbook
from bot.case.state import Alert, Case
from bot.procedures.alerts import told_handler
from bot.procedures.chasing import ClientDate, handed_over, later, time_wanted, wishes_granted
from bot.procedures.procedure import NOTHING, Procedure, earliest
from bot.procedures.timing import working_days_after

# A wish for more time answers nothing yet: the date stands until staff move it.
SETTLING = ("facts_confirmed", "differs", "not_me")


@dataclass(frozen=True)
class Awaited:
    """A low alert whose answer is waited for, and the date for it."""

    alert: Alert
    date: ClientDate


def awaited(case: Case, alert: Alert, playbook: Playbook) -> Awaited | None:
    """The date for the answer to a low notice; None where none is waited for (any more)."""
    told = case.sent_at(f"notice:{alert.alert_id}")
    if alert.severity != "low" or not alert.is_open or told is None or _settled(case, alert):
        return None
    subject = f"reply:{alert.alert_id}"
    waits = time_wanted(case, alert.alert_id, subject)
    moved = [(e.at, b.due) for e, b in case.all(DueMoved) if b.request_id == subject]
    if moved:
        # A date that was moved is a date of its own, with reminders of its own.
        return Awaited(alert, ClientDate(f"{subject}:{len(moved) + 1}", *moved[-1], waits))
    due = working_days_after(told, playbook.alerts.reply_working_days, playbook)
    return Awaited(alert, ClientDate(subject, told, due, waits))


def _settled(case: Case, alert: Alert) -> bool:
    return any(
        body.alert_id == alert.alert_id and body.answer in SETTLING
        for body in case.bodies(AlertAnswered)
    )


def all_awaited(case: Case, playbook: Playbook) -> list[Awaited]:
    """Every answer that is waited for; none once the case has come to its end."""
    if case.is_final:
        return []
    found = (awaited(case, alert, playbook) for alert in case.alerts)
    return [each for each in found if each]


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When a reminder or the date for an answer comes up next (law 5)."""
    return earliest(
        *(each.date.next_moment(case, playbook) for each in all_awaited(case, playbook))
    )


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """The reminder, or the word that the date has passed, that is due now."""
    for each in all_awaited(case, playbook):
        moment = each.date.next_moment(case, playbook)
        if moment and moment <= now:
            step = _missed if each.date.passed(case, now) else _remind
            return step(case, each, playbook, now)
    return NOTHING


def _remind(case: Case, each: Awaited, playbook: Playbook, now: datetime) -> Decision:
    date, alert_id = each.date, each.alert.alert_id
    values = {
        "alert_id": alert_id, "due": date.due, "number": date.number(case),
        "overdue": date.due <= now, "last": date.is_last(now, playbook),
    }  # fmt: skip
    # A reminder has no buttons that confirm: the exact facts stand in the notice, not in it.
    ask = Ask("alerts", ("more_time", "differs", "not_me", "human"), (("alert", alert_id),),
              rows=(2, 2))  # fmt: skip
    say = Say(CLIENT, "reminder_reply", f"remind:{date.subject}", values, ask)
    entries, says = handed_over(case, date, playbook, now)
    return Decision(
        "reply.reminded", (Reminded(date.subject, date.number(case)), *entries), (say, *says)
    )


def _missed(case: Case, each: Awaited, playbook: Playbook, now: datetime) -> Decision:
    date, alert = each.date, each.alert
    on_file = DeadlineMissed(date.subject, date.due)
    if date.waits:
        told = told_handler(case, alert, "more_time", "")
        return Decision("reply.time_undecided", (on_file,), (told,))
    values = {"what": "reply", "due": date.due, "alert_id": alert.alert_id}
    ask = Ask("alerts", ("more_time", "human", "complain"), (("alert", alert.alert_id),))
    say = Say(CLIENT, "deadline_missed", f"missed:{date.subject}", values, ask)
    entries, says = handed_over(case, date, playbook, now)
    return Decision(
        "reply.missed", (on_file, *entries), (say, told_handler(case, alert, "silent", ""), *says)
    )


def give_reply_time(case: Case, alert: Alert, playbook: Playbook, now: datetime) -> Decision:
    """Gives more time for the answer to a low notice, once for each wish or missed date."""
    found = awaited(case, alert, playbook)
    if found is None:
        return Decision("time.nothing_open", toast="not_now")
    if not (found.date.waits or found.date.missed(case)):
        return Decision("time.given_before", toast="already")
    due = later(found.date.due, playbook, now)
    say = Say(CLIENT, "more_time_granted", "granted", {"due": due, "what": "reply"})
    return Decision(
        "reply.time_given",
        (DueMoved(f"reply:{alert.alert_id}", due), *wishes_granted(case)),
        (say,),
        toast="done",
    )


PROCEDURE = Procedure("replies", due=due, tick=tick)
