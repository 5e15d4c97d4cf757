"""Values named in a message: the same code for both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.concepts import SAFE_LOADER
from nlu.understanding import Entity
from nlu.values.amounts import Amount, find_amounts
from nlu.values.durations import Duration, find_durations
from nlu.values.level import level
from nlu.values.numerals import NUMBER, number
from nlu.values.reading import Read

LOOKUPS = Path(__file__).with_name("data") / "train" / "lookups.yml"
_LISTED = ("document_type", "risk_type", "severity", "action")

_CASE = re.compile(
    r"(?<![a-z0-9])c-\d{4}-\d{4,6}(?!\d)|(?:(?<![a-z])case|个案|案件|档案|#)\s?(?:no\.? ?)?#?(\d{1,6})(?!\d)"
    r"|(?<![\d月])(3[2-9]|[4-9]\d|\d{3,6})号(?!码)"
)
_LAST4 = re.compile(
    r"(?:尾号|尾数|末四位|后四位|ending(?: in| with)?|last four(?: digits)?)\D{0,4}(\d{4})(?!\d)"
)
_COUNT = re.compile(
    rf"({NUMBER})\s*(?:期(?![间限望])|(?:equal |monthly )?instal+ments?|(?:equal |monthly )payments?)"
)
_RATING = re.compile(
    rf"({NUMBER})\s?(?:分(?!期|[钟开成\d])|(?:颗|粒)?星|stars?|(?:/|out of )\s?(?:5|10|100)\b)|满分|100%"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷汤尹黎"
    "易常武乔贺赖龚区麦鄺邝霍翁甘欧"
)
_PERSON = re.compile(
    rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?:先生|女士|小姐|太太|经理|主任|律师|阿姨|总|伯|太|生)(?![产意活日病气多])"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?")
_HK_SURNAMES = (
    "Chan|Chau|Cheng|Cheung|Chiu|Choi|Chow|Chu|Chung|Fong|Fung|Ho|Hui|Ip|Kwan|Kwok|Lai|Lam|Lau|Law"
    "|Lee|Leung|Li|Liu|Lo|Lui|Ma|Mak|Man|Mok|Ng|Pang|Poon|Shum|Siu|So|Suen|Szeto|Tam|Tang|To|Tong"
    "|Tsang|Tse|Tsui|Wan|Wong|Wu|Yam|Yan|Yeung|Yip|Yiu|Yu|Yuen"
)
_FULL_NAME = re.compile(rf"\b[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:{_HK_SURNAMES})\b")
_LOOKED_FOR = re.compile(
    rf"(?<=[找查搜搵睇给把约])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[的这那个单户案嘅吓上下,，、]|$)"
)
_DAYS = re.compile(
    r"(?:大?[前后]|昨|寻|今|明|听)[天日晚朝早]|(?:下+|上+|这|本|今)?个?(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|(?:(?:\d{4}|[零一二三四五六七八九]{4})年)?(?:\d{1,2}|十?[一二三四五六七八九十])月(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]"
    r"|(?<!\d)(?:[12]?\d|3[01]|[一二三四五六七八九十廿卅]{1,3})号(?!码)|\bthe \d{1,2}(?:st|nd|rd|th)\b"
    r"|(?:下个?|这个|本|今个|上个?)?月(?:底|尾|末|初)|年(?:底|尾)|(?:下|上|今|这|本)个?月"
    r"|\b(?:today|tonight|tomorrow|yesterday|(?:this|next|last) (?:week|month|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|month end"
    r"|end of (?:the |this |next )?(?:month|year|week))\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?\b"
)


def find_entities(text: str) -> tuple[Entity, ...]:
    """The values in `text`, with offsets into it, in order of place; no two overlap.

    Dates are named as said: what day is meant needs the day it was said on (`nlu.values`).
    """
    taken: list[Entity] = []
    for entity in _all(text, level(text)):
        if all(entity.end <= other.start or entity.start >= other.end for other in taken):
            taken.append(entity)
    return tuple(sorted(taken, key=lambda entity: entity.start))


def _all(text: str, plain: str) -> Iterator[Entity]:
    """Surest first: a later finding may not overlap an earlier one."""
    yield from _cases(text, plain)
    yield from _groups("phone_last4", _LAST4, text, plain)
    yield from _counts("instalments", _COUNT, text, plain)
    yield from _listed(text, plain)
    yield from _counts("rating", _RATING, text, plain)
    for match in _DAYS.finditer(plain):
        yield _entity("date", text, match.start(), match.end())
    yield from _sums(text)
    yield from _spans(text)
    named = (*_TITLED.finditer(text), *_FULL_NAME.finditer(text), *_PERSON.finditer(plain))
    for match in (*named, *_LOOKED_FOR.finditer(plain)):
        yield _entity("person", text, match.start(), match.end())


def _entity(kind: str, text: str, start: int, end: int, value: str | None = None) -> Entity:
    said = text[start:end]
    return Entity(kind, said if value is None else value, said, start, end)


def _cases(text: str, plain: str) -> Iterator[Entity]:
    for match in _CASE.finditer(plain):
        short = match[1] or match[2]
        value = short if short else match.group().upper()
        yield _entity("case_no", text, match.start(), match.end(), value)


def _groups(kind: str, pattern: re.Pattern[str], text: str, plain: str) -> Iterator[Entity]:
    for match in pattern.finditer(plain):
        yield _entity(kind, text, match.start(1), match.end(1))


def _counts(kind: str, pattern: re.Pattern[str], text: str, plain: str) -> Iterator[Entity]:
    for match in pattern.finditer(plain):
        value = number(match[1]) if match[1] else None
        shown = match.group() if value is None else f"{value.normalize():f}"
        yield _entity(kind, text, match.start(), match.end(), shown)


def _sums(text: str) -> Iterator[Entity]:
    for found in find_amounts(text):
        if isinstance(found, Read):
            yield _entity("amount", text, found.start, found.end, _amount(found.value))


def _amount(amount: Amount) -> str:
    return f"{amount.value:f}" if amount.currency is None else f"{amount.currency} {amount.value:f}"


def _spans(text: str) -> Iterator[Entity]:
    for found in find_durations(text):
        if isinstance(found, Read):
            yield _entity("duration", text, found.start, found.end, _duration(found.value))


def _duration(span: Duration) -> str:
    """ISO 8601 for days and months; working days, which it has not, as `W5D`."""
    if span.working_days:
        return f"W{span.working_days}D"
    return f"P{span.months}M" if span.months else f"P{span.days}D"


def _listed(text: str, plain: str) -> Iterator[Entity]:
    pattern, codes = _lookups()
    for match in pattern.finditer(plain):
        kind, code = codes[match.group()]
        yield _entity(kind, text, match.start(), match.end(), code)


@lru_cache(maxsize=1)
def _lookups() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Every listed word, levelled, with its entity and code."""
    document = yaml.load(LOOKUPS.read_text(encoding="utf-8"), SAFE_LOADER)  # noqa: S506
    blocks = document["nlu"]
    synonyms = {
        word: block["synonym"] for block in blocks if "synonym" in block for word in _words(block)
    }
    codes = {
        level(word): (block["lookup"], synonyms.get(word, word))
        for block in reversed(blocks)
        if block.get("lookup") in _LISTED
        for word in _words(block)
    }
    return re.compile(
        "|".join(_bounded(word) for word in sorted(codes, key=len, reverse=True))
    ), codes


def _words(block: dict[str, str]) -> list[str]:
    return [line.removeprefix("- ").strip() for line in block["examples"].splitlines() if line]


def _bounded(word: str) -> str:
    pattern = re.escape(word)
    return rf"(?<![a-z]){pattern}(?![a-z])" if word.isascii() else pattern
