"""Due times: elapsed hours, working days, office hours; aware moments in, aware UTC out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

_ONE_DAY = timedelta(days=1)
_LONGEST_CLOSURE_DAYS = 366
_LAST_SECOND = time(23, 59, 59)


class Calendar(Protocol):
    """The firm's calendar: which days it works, as data (domain.md, pitfall 16)."""

    def is_working_day(self, day: date) -> bool:
        """Whether the firm works on that local day."""
        ...


@dataclass(frozen=True)
class OfficeHours:
    """The hours of a working day, local wall time: from `opens` on, until before `closes`."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("office hours are local wall times without a zone")
        if self.opens >= self.closes:
            raise ValueError("an office must open before it closes")


OFFICE_HOURS = OfficeHours(time(9), time(18))


def add_hours(start: datetime, hours: float) -> datetime:
    """`start` plus elapsed hours, through nights, weekends and clock changes (R8).

    Raises ValueError for a naive `start` or negative hours.
    """
    _refuse_naive(start)
    _refuse_negative(hours)
    return start.astimezone(UTC) + timedelta(hours=hours)


def add_working_days(
    start: datetime,
    days: int,
    calendar: Calendar,
    zone: tzinfo,
    hours: OfficeHours = OFFICE_HOURS,
) -> datetime:
    """The close of business on the `days`-th working day after the local day of `start`.

    The day of `start` itself is not counted. With 0 days it is the next close of business not
    before `start`. Raises ValueError for a naive `start`, negative days, or a calendar without
    a working day for a year.
    """
    _refuse_naive(start)
    _refuse_negative(days)
    day = start.astimezone(zone).date()
    for _ in range(days):
        day = _next_working_day(day + _ONE_DAY, calendar)
    if days:
        return _at(day, hours.closes, zone)
    close = _at(_next_working_day(day, calendar), hours.closes, zone)
    if close >= start:
        return close
    return _at(_next_working_day(day + _ONE_DAY, calendar), hours.closes, zone)


def within_office_hours(at: datetime, hours: OfficeHours, calendar: Calendar, zone: tzinfo) -> bool:
    """Whether the office is open at that moment. Raises ValueError for a naive `at`."""
    _refuse_naive(at)
    day = at.astimezone(zone).date()
    return calendar.is_working_day(day) and (
        _at(day, hours.opens, zone) <= at < _at(day, hours.closes, zone)
    )


def next_office_time(
    at: datetime, hours: OfficeHours, calendar: Calendar, zone: tzinfo
) -> datetime:
    """`at` itself while the office is open, else the moment it opens next.

    Raises ValueError for a naive `at`, or a calendar without a working day for a year.
    """
    if within_office_hours(at, hours, calendar, zone):
        return at.astimezone(UTC)
    today = at.astimezone(zone).date()
    opening = _at(_next_working_day(today, calendar), hours.opens, zone)
    if opening >= at:
        return opening
    return _at(_next_working_day(today + _ONE_DAY, calendar), hours.opens, zone)


def local_day_end(at: datetime, zone: tzinfo, days: int = 0) -> datetime:
    """The last second of the local day of `at`, or of the day `days` later.

    So a check-in within 30 days is due on day 30, not at the first instant of day 31
    (domain.md, pitfall 4). Raises ValueError for a naive `at` or negative days.
    """
    _refuse_naive(at)
    _refuse_negative(days)
    return _at(at.astimezone(zone).date() + timedelta(days=days), _LAST_SECOND, zone)


def days_between_local(earlier: datetime, later: datetime, zone: tzinfo) -> int:
    """Local midnights from `earlier` to `later`; negative when `later` lies on an earlier day.

    Raises ValueError for naive moments.
    """
    _refuse_naive(earlier)
    _refuse_naive(later)
    return (later.astimezone(zone).date() - earlier.astimezone(zone).date()).days


def _at(day: date, wall_time: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, wall_time, zone).astimezone(UTC)


def _next_working_day(day: date, calendar: Calendar) -> date:
    for ahead in range(_LONGEST_CLOSURE_DAYS):
        if calendar.is_working_day(day + timedelta(days=ahead)):
            return day + timedelta(days=ahead)
    raise ValueError(f"the calendar has no working day within a year of {day}")


def _refuse_naive(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError("a moment must be aware: give it a time zone")


def _refuse_negative(amount: float) -> None:
    if amount < 0:
        raise ValueError("a clock runs forward: the amount must not be negative")
