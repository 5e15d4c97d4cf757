"""Numbers as people write them: figures, Chinese numerals, English words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: dict[str, int] = {word: n for n, word in enumerate(_ONES)}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

_DIGIT = "零一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖"
_UNIT = "十百千万亿廿卅拾佰仟"
# Possessive: a figure is taken whole or not at all, else long runs of digits take for ever.
_FIGURE = r"\d++(?:,\d++)*+(?:\.\d++)?+"
# No numeral is longer; without an end to it a message of nothing else takes seconds.
CHINESE = rf"(?:(?:{_FIGURE}|[{_DIGIT}{_UNIT}]){{1,32}})"
_NAME = "|".join(sorted([*_WORDS, *_SCALES], key=len, reverse=True))
ENGLISH = rf"(?:(?:{_NAME})(?:[ -](?:and )?(?:{_NAME}))*)(?![a-z])"
NUMBER = rf"(?:{CHINESE}|(?<![a-z]){ENGLISH})"

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?")
_SHORTHAND = str.maketrans({"俩": "两"})
# 三四 and 五六千 are ranges; a year (二零二六) is read elsewhere.
_RANGE = re.compile(rf"[{_DIGIT}][{_DIGIT}]")
_COUNTED = re.compile(r"零(?=[一二三四五六七八九壹贰叁肆伍陆柒捌玖])")


def number(text: str) -> Decimal | None:
    """The value of a levelled numeral; None if it is a range, ill-grouped or none at all."""
    plain = text.strip()
    if plain[:1].isascii() and plain[:1].isalpha():
        return _english(plain)
    if re.fullmatch(_FIGURE, plain):
        return _figures(plain)
    return _chinese(plain)


def whole(text: str) -> int | None:
    """Like `number`, for counts: None for fractions too."""
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _figures(plain: str) -> Decimal | None:
    return Decimal(plain.replace(",", "")) if _GROUPED.fullmatch(plain) else None


def _chinese(plain: str) -> Decimal | None:
    # Imported late: it takes as long as reading forty sentences.
    import cn2an

    if _RANGE.search(_COUNTED.sub("", plain)) or not _well_grouped(plain):
        return None
    spelled = plain.translate(_SHORTHAND).replace(",", "")
    spelled = spelled.replace("廿", "二十").replace("卅", "三十")
    try:
        return Decimal(str(cn2an.cn2an(spelled, "smart")))
    except (ValueError, LookupError, InvalidOperation):
        return None


def _well_grouped(plain: str) -> bool:
    return all(_GROUPED.fullmatch(figure) for figure in re.findall(_FIGURE, plain))


def _english(plain: str) -> Decimal | None:
    total, part = 0, 0
    for word in re.split(r"[ -]+", plain):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
    return Decimal(total + part)
