"""Dates in Chinese, both scripts and Cantonese, over levelled text."""

from __future__ import annotations

import re
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
from nlu.values.numerals import CHINESE, whole

_N = rf"(?<![\d.,])({CHINESE})"
_WEEK = "(?:个)?(?:周|星期|礼拜|拜)"
_WEEKDAYS = "一二三四五六日"
_DIGITS = {digit: str(n) for n, digit in enumerate("零一二三四五六七八九")}
_WITHIN = "(?:之内|以内|内|之后|以后|后|时间内)"
_WORKING = "个?(?:工作|营业|办公|交易)[日天]"
_RELATIVE = {
    "大前": -3, "前": -2, "昨": -1, "寻": -1, "琴": -1, "今": 0, "即": 0, "是": 0,
    "明": 1, "听": 1, "后": 2, "大后": 3,
}  # fmt: skip
_MONTH_WORDS = {"上": -1, "这": 0, "本": 0, "今": 0, "当": 0, "下": 1, "下下": 2}
_YEAR_WORDS = {"去": -1, "旧": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_PLACES = {"底": "end", "尾": "end", "末": "end", "最后一天": "end", "初": "start", "头": "start"}
_WHICH_MONTH = "(下下|上|这|本|今|当|下)个?"
_PLACE = "(底|尾|末|最后一天|初|头)"


def _count(text: str) -> int:
    value = whole(text)
    return -1 if value is None else value


def _year(text: str) -> int:
    figures = "".join(_DIGITS.get(ch, ch) for ch in text)
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _full(match: re.Match[str], _: Context) -> tuple[date, ...]:
    return certain(on(_year(match[1]), _count(match[2]), _count(match[3])))


def _named_year(match: re.Match[str], at: Context) -> tuple[date, ...]:
    year = at.today.year + _YEAR_WORDS[match[1]]
    return certain(on(year, _count(match[2]), _count(match[3])))


def _month_and_day(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return nearest_year(at.today, _count(match[1]), _count(match[2]))


def _day_in_named_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    month = months_on(at.today.replace(day=1), _MONTH_WORDS[match[1]])
    return certain(on(month.year, month.month, _count(match[2])))


def _place_in_month(month: date, place: str) -> date:
    return month_end(month) if _PLACES[place] == "end" else month.replace(day=1)


def _place_in_named_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    month = months_on(at.today.replace(day=1), _MONTH_WORDS[match[1]])
    return (_place_in_month(month, match[2]),)


def _place_in_numbered_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    month = _count(match[1])
    if not 1 <= month <= 12:
        return ()
    day = _place_in_month(date(at.today.year, month, 1), match[2])
    return nearest_year(at.today, month, day.day)


def _place_in_this_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    day = _place_in_month(at.today, match[1])
    return (day,) if day >= at.today else (day, months_on(day, 1))


def _middle_of_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    month = months_on(at.today, _MONTH_WORDS[match[1] or "这"])
    return (month.replace(day=15),)


def _year_end(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return (date(at.today.year + _YEAR_WORDS[match[1] or "今"], 12, 31),)


def _weeks(words: str) -> int:
    if words in ("这", "本", "今"):
        return 0
    return -words.count("上") or words.count("下")


def _weekday(name: str) -> int:
    return 6 if name == "天" else _WEEKDAYS.index(name)


def _day_in_named_week(match: re.Match[str], at: Context) -> tuple[date, ...]:
    weeks = _weeks(match[1])
    day = weekday_in_week(at.today, _weekday(match[2]), weeks)
    if weeks == 0 and day < at.today:
        return (day, day + timedelta(days=7))
    return (day,)


def _bare_weekday(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return next_weekday(at.today, _weekday(match[1]))


def _weekend(match: re.Match[str], at: Context) -> tuple[date, ...]:
    saturday = weekday_in_week(at.today, 5, _weeks(match[1] or "这"))
    return (saturday, saturday + timedelta(days=1))


def _relative(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return (at.today + timedelta(days=_RELATIVE[match[1]]),)


def _working_days(match: re.Match[str], at: Context) -> tuple[date, ...]:
    count = _count(match[1])
    return (working_days_on(at.today, count, at.is_working_day),) if 0 < count < 400 else ()


def _in_days(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return _later(at.today, _count(match[1]))


def _in_weeks(match: re.Match[str], at: Context) -> tuple[date, ...]:
    return _later(at.today, 7 * _count(match[1]))


def _in_hours(match: re.Match[str], at: Context) -> tuple[date, ...]:
    days, left = divmod(_count(match[1]), 24)
    return _later(at.today, days) if not left else ()


def _in_months(match: re.Match[str], at: Context) -> tuple[date, ...]:
    count = _count(match[1])
    return (months_on(at.today, count),) if 0 < count <= 120 else ()


def _in_half_a_month(_: re.Match[str], at: Context) -> tuple[date, ...]:
    return (at.today + timedelta(days=15),)


def _in_half_a_year(_: re.Match[str], at: Context) -> tuple[date, ...]:
    return (months_on(at.today, 6),)


def _days_ago(match: re.Match[str], at: Context) -> tuple[date, ...]:
    count = _count(match[1])
    return (at.today - timedelta(days=count),) if 0 < count < 4000 else ()


def _later(today: date, days: int) -> tuple[date, ...]:
    return (today + timedelta(days=days),) if 0 < days < 4000 else ()


def _bare_day(match: re.Match[str], at: Context) -> tuple[date, ...]:
    day = _count(match[1])
    return next_day_of_month(at.today, day) if 1 <= day <= 31 else ()


def _whole_week(match: re.Match[str], at: Context) -> tuple[date, ...]:
    monday = weekday_in_week(at.today, 0, _weeks(match[1]))
    return (monday, monday + timedelta(days=4))


def _whole_month(match: re.Match[str], at: Context) -> tuple[date, ...]:
    first = months_on(at.today.replace(day=1), _MONTH_WORDS[match[1]])
    return (first, month_end(first))


def _whole_year(match: re.Match[str], at: Context) -> tuple[date, ...]:
    year = at.today.year + _YEAR_WORDS[match[1]]
    return (date(year, 1, 1), date(year, 12, 31))


def _vague(_: re.Match[str], _at: Context) -> tuple[date, ...]:
    return ()


# Longest and most telling first: what one rule has read, a later one does not see.
RULES: tuple[Rule, ...] = (
    rule(r"(\d{4}|\d{2}|[零一二三四五六七八九]{4})年" + rf"{_N}月{_N}[日号]?", _full),
    rule(rf"(去|旧|今|本|明|后)年{_N}月{_N}[日号]?", _named_year),
    rule(rf"{_WHICH_MONTH}月{_PLACE}", _place_in_named_month),
    rule(rf"{_WHICH_MONTH}月{_N}[日号]", _day_in_named_month),
    rule(rf"(?:{_WHICH_MONTH})?月中旬?", _middle_of_month),
    rule(rf"{_N}月{_N}[日号](?!内)", _month_and_day),
    rule(rf"{_N}月(?:份)?{_PLACE}", _place_in_numbered_month),
    rule(rf"(?<!个)月{_PLACE}", _place_in_this_month),
    rule("(去|今|本|明|后)?年[底尾末]", _year_end),
    rule(rf"((?:上|下)+|这|本|今){_WEEK}([一二三四五六日天])", _day_in_named_week),
    rule(rf"((?:上|下)+|这|本|今)?{_WEEK}末", _weekend),
    rule(r"过[两几](?:天|日|个星期|周|个礼拜)", _vague, point=False),
    rule(rf"{_N}{_WORKING}{_WITHIN}?", _working_days, point=False),
    rule(rf"{_N}[天日]{_WITHIN}", _in_days, point=False),
    rule(rf"过{_N}[天日]", _in_days, point=False),
    rule(rf"{_N}(?:周|个星期|个礼拜|星期|礼拜){_WITHIN}", _in_weeks, point=False),
    rule(rf"{_N}个?(?:小时|钟头){_WITHIN}", _in_hours, point=False),
    rule(rf"{_N}个月{_WITHIN}", _in_months, point=False),
    rule(rf"半个月{_WITHIN}", _in_half_a_month, point=False),
    rule(rf"半年{_WITHIN}", _in_half_a_year, point=False),
    rule(rf"{_N}[天日](?:之前|以前|前)", _days_ago, point=False),
    rule(
        r"(大前|前|昨|寻|琴|今|即|是|明|听|大后|后)(?:[天日晚朝早]|儿)(?!报)",
        _relative,
        point=False,
    ),
    rule(r"(?<![个今这本上下])(?:周|星期|礼拜|拜)([一二三四五六日天])(?![百千万])", _bare_weekday),
    rule(rf"(?<!月){_N}(?:号(?!码)|日(?!内|后|前))", _bare_day),
    rule(rf"((?:下)+){_WEEK}(?![一二三四五六日天末])", _whole_week),
    rule(r"(下下|下)个?月", _whole_month),
    rule(r"(明|后)年", _whole_year),
)
