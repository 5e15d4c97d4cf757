"""Repayment in parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from nlu.values.amounts import find_amounts
from nlu.values.level import level
from nlu.values.numerals import NUMBER, whole
from nlu.values.reading import Doubt, Read


@dataclass(frozen=True)
class Instalments:
    """`count` payments of `amount`, `total` in all; None where it was not said."""

    count: int | None
    amount: Decimal | None
    total: Decimal | None


N = TypeVar("N")
_N = NUMBER
_COUNTS = (
    re.compile(rf"(?<!每)(?<!第)(?P<n>{_N})\s*(?:期|次(?!付清)|笔(?=[,，。]|$|每|还|付))"),
    re.compile(rf"分(?:开|成|做|期)?\s*(?P<n>{_N})\s*(?:个月|季|期|次|笔|份)"),
    re.compile(rf"(?:一共|共|供|还|连续)\s*(?P<n>{_N})\s*(?:个月|季|期)"),
    re.compile(
        rf"(?P<n>{_N})\s*(?:equal |monthly |weekly |quarterly )*(?:payments?|instal+ments?|parts|goes)"
    ),
    re.compile(rf"(?:over|for|in)\s+(?P<n>{_N})\s*(?:months|weeks|quarters)"),
    re.compile(rf"(?P<n>{_N})\s*[x×]\s*(?=[\d$h])"),
)
_ONCE = re.compile(r"一次(?:过|性)?(?:付清|还清|还)|一笔过|in one go|in full at once|lump sum")
_HALF_YEAR = re.compile(r"分半年")
_EACH_BEFORE = re.compile(
    r"(?:每(?:个)?(?:期|月|次|笔|季度?|周|星期|礼拜)(?:\d+号)?(?:还|付|俾|给|供|交)?"
    r"|(?:payments?|instal+ments?|parts) of|each|[x×])\s*$"
)
_EACH_AFTER = re.compile(
    r"\s*(?:(?:一个|每个?|per|a|an|each|every|/)\s*"
    r"(?:月|期|周|星期|month|week|quarter|instal+ment|time)|each|monthly|weekly)"
)
_REFUSED = re.compile(
    r"首期|首付|头期|先[给还付俾畀]|剩下|余下|其余|\bfirst\b|\bdeposit\b|\bdown\b|\bthe rest\b"
    r"|几[期次个]|多少期|\d+\s*(?:to|-|至|到)\s*\d+\s*(?:期|instal|month|payment)"
)
_VAGUE_COUNT = re.compile(r"[一二三四五六七八九][一二三四五六七八九](?:期|个月|次)")
_PLAN = re.compile(r"期|分[开成做]?|每|供|拆|笔|payment|instal|parts|over|month|week|quarter|[x×]")


def read_instalments(text: str) -> Read[Instalments] | Doubt[Instalments] | None:
    """The plan that `text` proposes; a doubt where its figures are vague or contradict."""
    plain = level(text)
    if not _PLAN.search(plain) and not _ONCE.search(plain):
        return None
    if _REFUSED.search(plain) or _VAGUE_COUNT.search(plain):
        return Doubt((), "not one plan")
    counts, each, total = _counts(plain), *_sums(text, plain)
    plan = _plan(counts, each, total)
    if isinstance(plan, Instalments):
        return Read(plan, text, 0, len(text))
    return plan


def _counts(plain: str) -> set[int | None]:
    found = {whole(match["n"]) for pattern in _COUNTS for match in pattern.finditer(plain)}
    if _HALF_YEAR.search(plain):
        found.add(6)
    if _ONCE.search(plain):
        found.add(1)
    return found


def _sums(text: str, plain: str) -> tuple[set[Decimal | None], set[Decimal | None]]:
    each: set[Decimal | None] = set()
    total: set[Decimal | None] = set()
    for found in find_amounts(text):
        if isinstance(found, Doubt):
            each.add(None)
        elif _is_each(plain, found.start, found.end):
            each.add(found.value.value)
        else:
            total.add(found.value.value)
    return each, total


def _is_each(plain: str, start: int, end: int) -> bool:
    return bool(_EACH_BEFORE.search(plain[:start]) or _EACH_AFTER.match(plain, end))


def _plan(
    counts: set[int | None], each: set[Decimal | None], total: set[Decimal | None]
) -> Instalments | Doubt[Instalments] | None:
    if max(len(counts), len(each), len(total)) > 1 or None in counts | each | total or 0 in counts:
        return Doubt((), "not one figure")
    plan = Instalments(_only(counts), _only(each), _only(total))
    if plan.count is None and plan.amount is None:
        return None
    parts, part, whole = plan.count, plan.amount, plan.total
    if parts and part and whole and parts * part != whole:
        return Doubt((plan,), "figures contradict each other")
    return plan


def _only(found: set[N | None]) -> N | None:
    return next(iter(found), None)
