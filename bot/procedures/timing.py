"""Dates of the playbook: working days, reminders around a client's date, the 24 hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.case.clocks import add_working_days
from bot.case.entries.documents import DeadlineMissed, Reminded
from bot.case.playbook import Playbook
from bot.case.state import Case


def working_days_after(start: datetime, days: int, playbook: Playbook) -> datetime:
    """Close of business on the `days`-th working day after `start`, UTC."""
    return add_working_days(start, days, playbook.calendar, playbook.zone, playbook.hours)


def reminder_times(asked: datetime, due: datetime, playbook: Playbook) -> list[datetime]:
    """The moments at which one date is reminded of, in order; those before the asking fall away."""
    rules = playbook.reminders
    before = [due - timedelta(hours=hours) for hours in rules.before_hours]
    after = [due + timedelta(hours=hours) for hours in rules.after_hours]
    return sorted(moment for moment in (*before, *after) if moment > asked)


def next_reminder(
    case: Case, subject: str, asked: datetime, due: datetime, playbook: Playbook
) -> tuple[int, datetime] | None:
    """The number (from 1) and the moment of the next reminder; None when the list is used up."""
    sent = [entry.at for entry, body in case.all(Reminded) if body.subject == subject]
    missed = [entry.at for entry, body in case.all(DeadlineMissed) if body.subject == subject]
    # Several moments that passed while the bot was down give one message, not a volley; the word
    # that the date has passed is one as well.
    told = max([*sent, *missed], default=None)
    times = reminder_times(asked, due, playbook)
    left = [moment for moment in times if told is None or moment > told]
    return (len(sent) + 1, left[0]) if left else None


def is_last_reminder(asked: datetime, due: datetime, now: datetime, playbook: Playbook) -> bool:
    """Whether no further reminder will follow after the one sent now."""
    return not any(moment > now for moment in reminder_times(asked, due, playbook))
