"""Sums of money in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlu.values.level import level
from nlu.values.numerals import CHINESE, ENGLISH, number
from nlu.values.reading import Doubt, Read, settle

Currency = Literal["CNY", "HKD", "USD"]


@dataclass(frozen=True)
class Amount:
    """A sum; `currency` is None where none was named: the case decides."""

    value: Decimal
    currency: Currency | None


_CURRENCIES: tuple[tuple[Currency, str], ...] = (
    ("HKD", r"hk\$|hkd|港币|港元|港纸|hong kong dollars?|蚊鸡?"),
    ("USD", r"us\$|usd|美元|美金|u\.?s\.? dollars?"),
    ("CNY", r"rmb|cny|人民币|¥|yuan|renminbi"),
)
_NAMED = "|".join(pattern for _, pattern in _CURRENCIES)
_AFTER = rf"(?:(?:元|块钱?)?(?:{_NAMED})|元|块钱|块|dollars?|bucks|钱)"
_TIMES = {"k": 1000, "m": 1_000_000, "grand": 1000, "thousand": 1000, "million": 1_000_000}
_SUM = re.compile(
    rf"(?P<before>(?:{_NAMED}|\$)\s*)?"
    rf"(?P<number>{CHINESE}|(?<![a-z]){ENGLISH})"
    r"(?:\s?(?P<times>k|m|grand|thousand|million)(?![a-z]))?"
    rf"(?P<more>[几多来余]|-?odd\b)?\s*"
    rf"(?:(?P<after>{_AFTER})(?P<small>零?[一二三四五六七八九\d](?:角|毛)?(?![\d月日号天期个次星周年]))?)?(?:整)?"
)
# What stands around a bare figure that is no sum of money.
_BEFORE = re.compile(
    r"(?:尾号|尾数|电话|手机|号码|编号|第|周|星期|礼拜|拜|#|no\.?|case|ending(?: in)?|last four|on)\s*$"
    r"|[\d/.:-]$|[a-z]-$|\d{3,}\s$"
)
_UNITS_AFTER = re.compile(
    r"\s*(?:[年月日号天期次笔个周点星颗粒折%％/:-]|分(?![\d一二三四五六七八九十两开成])|小时|股|手|季|(?:equal |monthly |quarterly )?"
    r"(?:st|nd|rd|th|x|days?|weeks?|months?|years?|hours?|hrs?|instal\w*|payments?|parts?|shares?"
    r"|lots?|stars?|out of|working|business|times|quarters?)\b|\s\d{4}\b)"
)
_VAGUE_BEFORE = re.compile(
    r"(?:几|数|成|上|约|大概|大约|差不多|around|about|roughly|nearly|some)\s*$"
)
_VAGUE = re.compile(r"[几数成][十百千万]|[十百千万][几多]|\d[多几]")
_OPEN = re.compile(r"\s*(?:左右|上下|以上|以内|or so)")


def read_amount(text: str) -> Read[Amount] | Doubt[Amount] | None:
    """The one sum of money in `text`; a doubt for ranges, several sums and vague ones."""
    found = list(find_amounts(text))
    vague = _VAGUE.search(level(text))
    if vague and not found:
        return Doubt((), "vague")
    return settle(found)


def find_amounts(text: str) -> Iterator[Read[Amount] | Doubt[Amount]]:
    """Every sum of money in `text`, in order."""
    plain = level(text)
    for match in _SUM.finditer(plain):
        if _is_money(plain, match):
            yield _sum(text, plain, match)


def _is_money(plain: str, match: re.Match[str]) -> bool:
    if match["before"] or match["after"]:
        return True
    if _BEFORE.search(plain[: match.start()]) or _UNITS_AFTER.match(plain, match.end()):
        return False
    if match["times"]:
        return True
    digits = re.sub(r"\D", "", match["number"])
    if digits:
        return 3 <= len(digits) <= 7 or bool(re.search("[百千万亿]", match["number"]))
    return bool(re.search("[百千万亿]|hundred|thousand|million", match["number"]))


def _sum(text: str, plain: str, match: re.Match[str]) -> Read[Amount] | Doubt[Amount]:
    value = number(match["number"])
    if value is None:
        return Doubt((), "not one figure")
    amount = Amount(_scaled(value, match), _currency(match))
    vague = match["more"] or _VAGUE_BEFORE.search(plain[: match.start()])
    if vague or _OPEN.match(plain, match.end()):
        return Doubt((amount,), "vague")
    if re.search(r"\d\.\d{3}$", match["number"]):
        return Doubt((amount,), "doubtful separator")
    shown = text[match.start() : match.end()].rstrip()
    return Read(amount, shown, match.start(), match.start() + len(shown))


def _scaled(value: Decimal, match: re.Match[str]) -> Decimal:
    scaled = value * _TIMES.get(match["times"] or "", 1)
    if match["small"]:
        tenths = number(match["small"].strip("零角毛"))
        scaled += (tenths or Decimal(0)) / 10
    return scaled


def _currency(match: re.Match[str]) -> Currency | None:
    said = f"{match['before'] or ''} {match['after'] or ''}"
    return next((code for code, names in _CURRENCIES if re.search(names, said)), None)
