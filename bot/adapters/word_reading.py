"""Reads what needs no engine: the language, whole sentences of a closed vocabulary, values."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.case.clocks import add_working_days
from bot.case.meaning import Values
from bot.case.playbook import WorkingDays
from bot.ports import PlainReading

if TYPE_CHECKING:
    from nlu.values.durations import Duration

# Whoever names a day names it in a sentence; a long letter goes to a person as it is.
_LONGEST = 500


class RuleReader:
    """Days are counted from the conversation's own day, with the firm's working days."""

    def __init__(self, zone: ZoneInfo, calendar: WorkingDays) -> None:
        self._zone, self._calendar = zone, calendar

    def read(self, text: str, now: datetime) -> PlainReading:
        """The reading of one text, of any length; never raises for a string."""
        from nlu.language import detect

        shown = text[:_LONGEST]
        values = self._values(shown, now)
        return PlainReading(whole_sentence(shown), detect(shown) or "", values)

    def _values(self, text: str, now: datetime) -> Values:
        days, doubt = self._days(text, now)
        return replace(_sums(text), days=days, day_doubt=doubt, score=_score(text))

    def _days(self, text: str, now: datetime) -> tuple[tuple[date, ...], bool]:
        """The day named, or counted by a span of time; and whether it has to be asked back."""
        from nlu.values import Doubt, Read, read_date, read_duration

        today = now.astimezone(self._zone).date()
        day = read_date(text, today, self._calendar.is_working_day)
        if isinstance(day, Read):
            return (day.value,), False
        if isinstance(day, Doubt):
            return day.candidates, True
        span = read_duration(text)
        if isinstance(span, Read):
            return (self._after(span.value, now),), False
        return (), isinstance(span, Doubt)

    def _after(self, span: Duration, now: datetime) -> date:
        """The day on which a span from today ends."""
        today = now.astimezone(self._zone).date()
        if span.working_days:
            return add_working_days(now, span.working_days, self._calendar, self._zone).date()
        return months_later(today, span.months) + timedelta(days=span.days)


def months_later(day: date, months: int) -> date:
    """The same day some months later; the month's last one where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def _sums(text: str) -> Values:
    from nlu.values import Doubt, Read, read_amount, read_instalments

    plan, amount = read_instalments(text), read_amount(text)
    values = Values()
    if isinstance(plan, Read):
        parts = plan.value
        values = replace(values, count=parts.count, each=parts.amount, total=parts.total)
    if isinstance(amount, Read):
        values = replace(values, amount=amount.value.value, currency=amount.value.currency or "")
    doubt = isinstance(plan, Doubt) or (plan is None and isinstance(amount, Doubt))
    return replace(values, sum_doubt=doubt)


def whole_sentence(text: str) -> str:
    """assent, agreement, denial or withdrawal where every word belongs to it; else empty."""
    from nlu import assent

    for read in (assent.assent, assent.agreement, assent.denial, assent.withdrawal):
        if (found := read(text)).kind != "none":
            return found.kind
    return ""


def _score(text: str) -> int | None:
    from nlu.entities import find_entities

    given = [entity.value for entity in find_entities(text) if entity.type == "rating"]
    plain = text.strip()
    if not given and len(plain) == 1 and plain in "12345":
        return int(plain)
    return int(given[0]) if len(given) == 1 and given[0] in ("1", "2", "3", "4", "5") else None
