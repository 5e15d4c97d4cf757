"""Spans of time in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.values.level import level
from nlu.values.numerals import NUMBER, whole
from nlu.values.reading import Doubt, Read, settle


@dataclass(frozen=True)
class Duration:
    """A span: exactly one of the three is above zero."""

    days: int = 0
    working_days: int = 0
    months: int = 0


_WORKING = r"个?(?:工作|营业|办公|交易)[日天]|(?:working|business|trading) days?"
_UNITS: tuple[tuple[str, str, int], ...] = (
    ("working_days", _WORKING, 1),
    ("hours", r"个?(?:小时|钟头)|hours?|hrs?", 1),
    ("days", r"[天日](?!期)|days?", 1),
    ("days", r"个?(?:星期|礼拜)|周(?!年)|weeks?", 7),
    ("months", r"个月|months?", 1),
    ("months", r"个?季度?|quarters?", 3),
    ("months", r"年(?!\d|[一二三四五六七八九十]月)|years?", 12),
)
_ANY_UNIT = "|".join(f"(?:{pattern})" for _, pattern, _ in _UNITS)
_COUNT = rf"{NUMBER}|(?<![a-z])(?:an?|another|one more)(?= )"
_SPAN = re.compile(
    rf"(?P<count>{_COUNT})\s*(?:more |calendar )?(?P<unit>{_ANY_UNIT})(?![a-z])"
    rf"(?:[零又]?(?P<count2>{NUMBER})(?P<unit2>个月))?"
)
_FIXED: tuple[tuple[re.Pattern[str], Duration], ...] = (
    (re.compile(r"fortnight"), Duration(days=14)),
    (re.compile(r"(?<![一二三四五六七八九个\d])半个月"), Duration(days=15)),
    (re.compile(r"(?<![一二三四五六七八九\d])半年|half a year|half-year"), Duration(months=6)),
)
_VAGUE = re.compile(
    r"[几数](?:天|日|个|周|年|星期|礼拜)|个半月|[天日月年周]半|\b(?:few|several|couple)\b"
    r"|[十\d][几多来]\s*(?:天|日|个|周|年)|一段时间|\bto\b|\bor\b|\d-\d|或"
)
_DATE_AFTER = re.compile(r"[一二三四五六七八九十\d零]+年[一二三四五六七八九十\d]+月")


def read_duration(text: str) -> Read[Duration] | Doubt[Duration] | None:
    """The one span in `text`; a doubt for ranges, vague ones and mixed units."""
    found: list[Read[Duration] | Doubt[Duration]] = list(find_durations(text))
    if _VAGUE.search(level(text)):
        return Doubt(tuple(r.value for r in found if isinstance(r, Read)), "vague")
    return settle(found)


def find_durations(text: str) -> Iterator[Read[Duration] | Doubt[Duration]]:
    """Every span in `text`, in order of kind."""
    plain = level(text)
    if _DATE_AFTER.search(plain):
        return
    for pattern, value in _FIXED:
        match = pattern.search(plain)
        if match:
            yield Read(value, text[match.start() : match.end()], match.start(), match.end())
            plain = plain[: match.start()] + "|" * len(match.group()) + plain[match.end() :]
    for match in _SPAN.finditer(plain):
        yield from _span(text, plain, match)


def _span(
    text: str, plain: str, match: re.Match[str]
) -> Iterator[Read[Duration] | Doubt[Duration]]:
    said = match["count"]
    count = 1 if said in ("a", "an", "another", "one more") else whole(said)
    if count is None or count == 0:
        yield Doubt((), "not one figure")
        return
    value = _of(count, match["unit"])
    if match["count2"] and value is not None:
        value = Duration(months=value.months + (whole(match["count2"]) or 0))
    if value is None or plain[match.start() - 1 : match.start()] == "第":
        return
    yield Read(value, text[match.start() : match.end()], match.start(), match.end())


def _of(count: int, unit: str) -> Duration | None:
    kind, _, times = next(u for u in _UNITS if re.fullmatch(u[1], unit))
    if kind == "hours":
        return Duration(days=count // 24) if count % 24 == 0 else None
    return Duration(**{kind: count * times})
