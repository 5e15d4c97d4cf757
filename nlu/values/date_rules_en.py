"""Dates in English and in figures, over levelled text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from nlu.values.date_rules import Context, Rule, certain, rule
from nlu.values.days import (
    month_end,
    months_on,
    nearest_year,
    next_day_of_month,
    next_weekday,
    on,
    weekday_in_week,
    working_days_on,
)
from nlu.values.numerals import ENGLISH, whole

_WEEKDAY = "(mon|tue|wed|thu|fri|sat|sun)(?:s|sday|nes|nesday|rs|r|ur|urs|rsday|ursday|urday|day)?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    "(january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
_B = r"(?<![a-z\d$/.,-])"
_E = r"(?![a-z\d/]|[.,]\d)"
_N = rf"(\d{{1,3}}|{ENGLISH}|an?)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_LATER = r"(?: from (?:now|today)| later| time)"
_RELATIVE = {
    "yesterday": -1, "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
_MONTH_WORDS = {"last": -1, "this": 0, "the": 0, "next": 1}


def _count(text: str) -> int:
    value = 1 if text in ("a", "an") else whole(text)
    return -1 if value is None else value


def _iso(match: re.Match[str], _: Context) -> tuple[date, ...]:
    return certain(on(int(match[1]), int(match[2]), int(match[3])))


def _numeric_full(match: re.Match[str], _: Context) -> tuple[date, ...]:
    return _either_order(lambda month, day: certain(on(int(match[3]), month, day)), match)


def _numeric(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return _either_order(lambda month, day: nearest_year(at.today, month, day), match)


def _either_order(
    read: Callable[[int, int], tuple[date, ...]], match: re.Match[str]
) -> tuple[date, ...]:
    first, second = int(match[1]), int(match[2])
    found = dict.fromkeys([*read(second, first), *read(first, second)])
    return tuple(found)


def _day_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return _in_year(at.today, _MONTHS.index(match[2][:3]) + 1, int(match[1]), match[3])


def _month_day(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return _in_year(at.today, _MONTHS.index(match[1][:3]) + 1, int(match[2]), match[3])


def _in_year(today: date, month: int, day: int, year: str | None) -> tuple[date, ...]:
    if year is None:
        return nearest_year(today, month, day)
    return certain(on(int(year), month, day))


def _end_of_named_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    month = _MONTHS.index(match[1][:3]) + 1
    return nearest_year(at.today, month, month_end(date(at.today.year, month, 1)).day)


def _end_of_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    first = months_on(at.today.replace(day=1), _MONTH_WORDS[match[1] or "this"])
    return (month_end(first),)


def _this_month_end(_: re.Match[str], at: Context) -> tuple[date, ...]:
    return (month_end(at.today),)


def _start_of_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return (months_on(at.today.replace(day=1), _MONTH_WORDS[match[1] or "this"]),)


def _end_of_year(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return (date(at.today.year + _MONTH_WORDS[match[1] or "this"], 12, 31),)


def _this_year_end(_: re.Match[str], at: Context) -> tuple[date, ...]:
    return (date(at.today.year, 12, 31),)


def _end_of_week(match: re.Match[str], at: Context) -> tuple[date, ...]:
    friday = weekday_in_week(at.today, 4, _MONTH_WORDS[match[1] or "this"])
    return (friday, friday + timedelta(days=2))


def _week_on_weekday(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return tuple(
        day + timedelta(days=7) for day in next_weekday(at.today, _WEEKDAYS.index(match[1]))
    )


def _named_weekday(match: re.Match[str], at: Context) -> tuple[date, ...]:
    weeks = {"next": 1, "this": 0, "last": -1}[match[1]]
    day = weekday_in_week(at.today, _WEEKDAYS.index(match[2]), weeks)
    if weeks == 0 and day < at.today:
        return (day, day + timedelta(days=7))
    return (day,)


def _bare_weekday(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return next_weekday(at.today, _WEEKDAYS.index(match[1]))


def _relative(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return (at.today + timedelta(days=_RELATIVE[match[1]]),)


def _working_days(match: re.Match[str], at: Context) -> tuple[date, ...]:
    count = _count(match[1])
    return (working_days_on(at.today, count, at.is_working_day),) if 0 < count < 400 else ()


def _span(match: re.Match[str], at: Context) -> tuple[date, ...]:
    count, unit = _count(match[1]), match[2]
    if not 0 < count < 4000:
        return ()
    if unit.startswith("month"):
        return (months_on(at.today, count),)
    if unit.startswith("h"):
        return (at.today + timedelta(days=count // 24),) if count % 24 == 0 else ()
    return (at.today + timedelta(days=count * (7 if unit.startswith("week") else 1)),)


def _fortnight(_: re.Match[str], at: Context) -> tuple[date, ...]:
    return (at.today + timedelta(days=14),)


def _bare_day(match: re.Match[str], at: Context) -> tuple[date, ...]:
    day = int(match[1])
    return next_day_of_month(at.today, day) if 1 <= day <= 31 else ()


def _whole(match: re.Match[str], at: Context) -> tuple[date, ...]:
    if match[1] == "week":
        monday = weekday_in_week(at.today, 0, 1)
        return (monday, monday + timedelta(days=4))
    if match[1] == "weekend":
        saturday = weekday_in_week(at.today, 5, 1)
        return (saturday, saturday + timedelta(days=1))
    first = months_on(at.today.replace(day=1), 1)
    return (first, month_end(first)) if match[1] == "month" else ()


_UNIT = r"(days?|weeks?|months?|hours?|hrs?)"
_YEAR = r"(?:,? (\d{4}))?"

RULES: tuple[Rule, ...] = (
    rule(rf"{_B}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_E}", _iso),
    rule(rf"{_B}(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_E}", _numeric_full),
    rule(rf"{_B}(?:the )?{_DAY}(?: of)? {_MONTH}{_YEAR}{_E}", _day_month),
    rule(rf"{_B}{_MONTH} (?:the )?{_DAY}{_YEAR}{_E}", _month_day),
    rule(rf"{_B}end of {_MONTH}{_E}", _end_of_named_month),
    rule(rf"{_B}(?:end of|last day of) (?:(the|this|next) )?month{_E}", _end_of_month),
    rule(rf"{_B}month[- ]end|{_B}eom{_E}", _this_month_end),
    rule(rf"{_B}(?:beginning|start) of (?:(the|this|next) )?month{_E}", _start_of_month),
    rule(rf"{_B}end of (?:(the|this|next) )?year{_E}", _end_of_year),
    rule(rf"{_B}year[- ]end{_E}", _this_year_end),
    rule(rf"{_B}end of (?:(the|this|next) )?week{_E}", _end_of_week),
    rule(rf"{_B}(?:a )?week on {_WEEKDAY}{_E}", _week_on_weekday),
    rule(rf"{_B}{_WEEKDAY} week{_E}", _week_on_weekday),
    rule(rf"{_B}(this|next|last) {_WEEKDAY}{_E}", _named_weekday),
    rule(rf"{_B}(?:in|within)(?: the next)? {_N} {_UNIT}{_E}", _span, point=False),
    rule(rf"{_B}{_N} {_UNIT}{_LATER}{_E}", _span, point=False),
    rule(
        rf"{_B}((?:the )?day after tomorrow|tomorrow|today|tonight|yesterday"
        rf"|this (?:morning|afternoon|evening)){_E}",
        _relative,
        point=False,
    ),
    rule(
        rf"{_B}(?:in |within )?(?:the next )?{_N} (?:working|business|trading) days?{_LATER}?",
        _working_days,
        point=False,
    ),
    rule(
        rf"{_B}(?:in|within) a fortnight{_E}|{_B}a fortnight{_LATER}{_E}", _fortnight, point=False
    ),
    rule(rf"{_B}(?:on |coming |by )?{_WEEKDAY}{_E}", _bare_weekday),
    rule(rf"{_B}(?:the )(\d{{1,2}})(?:st|nd|rd|th){_E}", _bare_day),
    rule(rf"{_B}(\d{{1,2}})/(\d{{1,2}}){_E}", _numeric),
    rule(rf"{_B}next (week|weekend|month|year){_E}", _whole),
)
