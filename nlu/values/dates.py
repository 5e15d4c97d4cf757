"""Dates in a message, counted from a given day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlu.values.date_rules import Context, Rule
from nlu.values.date_rules_en import RULES as ENGLISH
from nlu.values.date_rules_zh import RULES as CHINESE
from nlu.values.days import WorkingDay, weekdays_only
from nlu.values.level import level
from nlu.values.reading import Doubt, Read, settle
from nlu.values.second import disagrees

_RULES: tuple[Rule, ...] = (*CHINESE, *ENGLISH)
_OPEN_BEFORE = re.compile(r"(?:\bafter|\bfrom|\bsince|\bnot before|过了|除了)\s*(?:the )?$")
_OPEN_AFTER = re.compile(r"\s*(?:以后|之后|后|起|开始|onwards|or later|左右|前后)")
_EITHER = re.compile(r"或|\bor\b|\bbetween\b|不对")
_NOT_DATES = re.compile(
    r"(?:尾号|尾数|电话|手机|ending(?: in)?|last four)\s*[:：]?\s*\d+|c-\d{4}-\d+"
    r"|(?:hk\$|us\$|\$|¥|rmb|hkd|usd)\s*\d[\d,.]*|\d+\s?/\s?\d+\s?(?:分|stars?)"
)


def read_date(
    text: str, today: date, is_working_day: WorkingDay = weekdays_only
) -> Read[date] | Doubt[date] | None:
    """The one day that `text` names, counted from `today` in the firm's own time zone.

    A doubt, with candidates, for what is ambiguous, open-ended or several days, and where a
    second reader gets another day from the same words: ask back with the absolute date.
    """
    found = list(find_dates(text, today, is_working_day))
    read = settle(found)
    if isinstance(read, Read) and _EITHER.search(level(text)) and len(found) > 1:
        return Doubt((read.value,), "more than one day")
    if isinstance(read, Read) and (other := disagrees(read, today)):
        return Doubt((read.value, other), "two readers disagree")
    return read


def find_dates(
    text: str, today: date, is_working_day: WorkingDay = weekdays_only
) -> Iterator[Read[date] | Doubt[date]]:
    """Every day named in `text`; words read by one rule are not read by a later one."""
    context = Context(today, is_working_day)
    plain = _NOT_DATES.sub(lambda m: "|" * len(m.group()), level(text))
    for rule in _RULES:
        for match in list(rule.pattern.finditer(plain)):
            days = rule.days(match, context)
            yield _finding(text, plain, match, days, open_ended=rule.point)
            plain = plain[: match.start()] + "|" * len(match.group()) + plain[match.end() :]


def _finding(
    text: str, plain: str, match: re.Match[str], days: tuple[date, ...], *, open_ended: bool
) -> Read[date] | Doubt[date]:
    if len(days) != 1:
        return Doubt(days, "more than one day" if days else "no such day")
    if open_ended and (
        _OPEN_BEFORE.search(plain[: match.start()]) or _OPEN_AFTER.match(plain, match.end())
    ):
        return Doubt(days, "open-ended")
    return Read(days[0], text[match.start() : match.end()], match.start(), match.end())
