"""Reads the moment of an alert from the many ways it is written, and never guesses one."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

MAX_AGE = timedelta(days=3653)
MAX_AHEAD = timedelta(days=1)
_EXPECTED = "expected a date and time such as 2026-11-20 09:30"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month_name>[a-z]{3,9})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号號]?t?",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?!\d)t?",
        rf"{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<y>\d{{4}})(?!\d),?",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<y>\d{{4}})(?!\d),?",
        r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<y>\d{4})(?!\d),?",
    )
)
_WEEKDAY = re.compile(
    r"\(?(?:(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]"
    r"|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b,?)\)?"
)
_ZONES = (
    (re.compile(r"\(?\b(?:utc|gmt)\)?$|(?<=\d)z$"), UTC),
    (
        re.compile(r"\(?(?:\bhkt|北京时间|北京時間|香港时间|香港時間)\)?$"),
        timezone(timedelta(hours=8)),
    ),
)
_OFFSET = re.compile(r"(?<=:\d\d)(?:\.\d+)?\s*(?P<sign>[+-])(?P<h>\d\d):?(?P<m>\d\d)$")
_TIME = re.compile(
    r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|[ap]m)?\s*"
    r"(?P<h>\d{1,2})\s*"
    r"(?:[:点點时時]\s*(?:(?P<mi>\d{1,2})\s*分?|(?P<mark>[半整])?)"
    r"\s*(?:(?<=[:\d分]):?\s*(?P<s>\d{1,2})\s*秒?(?:\.\d{1,9})?)?)?"
    r"\s*(?P<tail>[ap]m)?"
)
_MORNING = ("凌晨", "清晨", "早上", "早晨", "上午", "am")


class MomentRefused(ValueError):
    """The text is no moment, or not one that an alert can have; the message says why."""


def read_moment(text: str, zone: tzinfo) -> datetime:
    """The moment that `text` names, aware UTC; a date alone is its first minute in `zone`.

    Raises MomentRefused, also for a day and month that could be either way round.
    """
    rest = unicodedata.normalize("NFKC", text).casefold().strip()
    rest = rest.replace("a.m.", "am").replace("p.m.", "pm")
    rest, named = _zone(rest)
    rest = _WEEKDAY.sub(" ", rest).strip()
    try:
        day, rest = _day(rest)
        local = datetime.combine(day, _time_of_day(rest), named or zone)
        return local.astimezone(UTC)
    except MomentRefused:
        raise
    except (ValueError, OverflowError) as error:
        raise MomentRefused(f"is not a date that exists; {_EXPECTED}") from error


def local_moment(local: datetime, zone: tzinfo) -> datetime:
    """A naive Excel date as aware UTC. Raises MomentRefused at the ends of the calendar."""
    try:
        return local.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise MomentRefused(f"is not a date that can be used; {_EXPECTED}") from error


def refuse_impossible(moment: datetime, now: datetime) -> None:
    """An alert is neither of the future nor older than ten years. Raises MomentRefused."""
    if moment > now + MAX_AHEAD:
        raise MomentRefused("lies in the future; expected the time the alert was raised")
    if moment < now - MAX_AGE:
        raise MomentRefused("is more than ten years ago; expected the time the alert was raised")


def _zone(text: str) -> tuple[str, tzinfo | None]:
    for pattern, zone in _ZONES:
        if found := pattern.search(text):
            return text[: found.start()].strip(), zone
    if found := _OFFSET.search(text):
        shift = timedelta(hours=int(found["h"]), minutes=int(found["m"]))
        if shift >= timedelta(hours=24):
            raise MomentRefused(f"has an impossible time zone; {_EXPECTED}")
        return text[: found.start()], timezone(-shift if found["sign"] == "-" else shift)
    return text, None


def _day(text: str) -> tuple[date, str]:
    for pattern in _DATES:
        if found := pattern.match(text):
            return _date(found.groupdict()), text[found.end() :].strip()
    raise MomentRefused(f"is not a date that can be read; {_EXPECTED}")


def _date(parts: dict[str, str | None]) -> date:
    year = int(parts["y"] or 0)
    if parts.get("one"):
        return _either_way(year, int(parts["one"] or 0), int(parts["two"] or 0))
    if name := parts.get("month_name"):
        return date(year, _month(name), int(parts["d"] or 0))
    return date(year, int(parts["m"] or 0), int(parts["d"] or 0))


def _either_way(year: int, one: int, two: int) -> date:
    if one <= 12 and two <= 12 and one != two:
        raise MomentRefused(
            "could be read day first or month first; write the year first, as 2026-11-20 09:30"
        )
    return date(year, two, one) if one >= two else date(year, one, two)


def _month(name: str) -> int:
    full = {"sept": "sep", "june": "jun", "july": "jul"}.get(name, name)
    if full[:3] not in _MONTHS or not _is_month_name(full):
        raise MomentRefused(f"names no month; {_EXPECTED}")
    return _MONTHS.index(full[:3]) + 1


def _is_month_name(name: str) -> bool:
    long = "january february march april may june july august september october november december"
    return name in _MONTHS or name in long.split()


def _time_of_day(text: str) -> time:
    if not text:
        return time()
    found = _TIME.fullmatch(text)
    if found is None or not (set(":点點时時") & set(text) or found["tail"] or found["half"]):
        raise MomentRefused(f"has a time that cannot be read; {_EXPECTED}")
    minute = 30 if found["mark"] == "半" else int(found["mi"] or 0)
    hour = _hour(int(found["h"]), found["half"] or found["tail"] or "")
    return time(hour, minute, int(found["s"] or 0))


def _hour(hour: int, half: str) -> int:
    if half in _MORNING:
        if hour > 12:
            raise MomentRefused(f"says both morning and {hour} o'clock; {_EXPECTED}")
        return hour % 12
    if half == "晚上" and hour == 12:
        raise MomentRefused(f"may mean midnight of either day; {_EXPECTED}")
    if half == "中午" and hour >= 10:
        return hour
    return hour + 12 if half and hour < 12 else hour
