"""Calendar arithmetic: what "end of the month" or "five working days" comes to."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

WorkingDay = Callable[[date], bool]
# A day and month without a year is next year's only if that is not further ahead than this.
_AHEAD_MONTHS = 6


def weekdays_only(day: date) -> bool:
    """The plainest calendar: Monday to Friday. The firm's own knows the holidays."""
    return day.weekday() < 5


def on(year: int, month: int, day: int) -> date | None:
    """That day, None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_on(day: date, months: int) -> date:
    """The same day some months on, or that month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def working_days_on(day: date, count: int, is_working_day: WorkingDay) -> date:
    """The `count`-th working day after `day`, which itself does not count."""
    for _ in range(366 * 10):
        if count <= 0:
            return day
        day += timedelta(days=1)
        count -= is_working_day(day)
    raise ValueError("the calendar has no working days")


def weekday_in_week(today: date, weekday: int, weeks: int) -> date:
    """That weekday of the week `weeks` after the running one; weeks start on Monday."""
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def next_weekday(today: date, weekday: int) -> tuple[date, ...]:
    """The next such weekday; today's own name may mean today or a week from now."""
    ahead = (weekday - today.weekday()) % 7
    if ahead == 0:
        return (today, today + timedelta(days=7))
    return (today + timedelta(days=ahead),)


def next_day_of_month(today: date, day: int) -> tuple[date, ...]:
    """The next such day; two candidates where it is today or this month is too short."""
    this, then = on(today.year, today.month, day), months_on(today.replace(day=1), 1)
    later = on(then.year, then.month, day)
    if this is not None and this > today:
        return (this,)
    if this == today or this is None:
        return tuple(d for d in (this or month_end(today), later) if d is not None)
    return () if later is None else (later,)


def nearest_year(today: date, month: int, day: int) -> tuple[date, ...]:
    """This year's such day, or next year's if near; else both are candidates."""
    this = on(today.year, month, day)
    if this is None:
        return ()
    if this >= today:
        return (this,)
    later = on(today.year + 1, month, day)
    if later is not None and later <= months_on(today, _AHEAD_MONTHS):
        return (later,)
    return (this,) if later is None else (this, later)
