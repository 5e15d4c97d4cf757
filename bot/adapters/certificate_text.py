"""Text on the certificate: the font that carries it, its dates, and where its lines may break."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from noto_cjk_sans_otc import FONT_PATH

FONT_FILE = Path(str(FONT_PATH))
# Which face of the collection draws a language's characters the way its readers write them.
FACES = {"zh-Hans": 2, "zh-Hant": 4, "en": 4}
# Closing marks never begin a line, opening marks never end one; words and numbers stay whole.
_UNIT = re.compile(
    r"[「『（《〈【“‘(\[]*(?:[^\W\u2e80-\U0003ffff]+(?:[-'’.,:/@#&+*][^\W\u2e80-\U0003ffff]+)*|.)"
    r"[，。、；：！？）」』》〉】”’…—·%,.;:!?)\]]*\s*"
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date, language: str) -> str:
    """A date as a formal letter writes it, whatever the machine's locale."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def missing_glyph(text: str, language: str) -> str:
    """The first character that the font cannot draw, or ""."""
    known = _characters(FACES[language])
    return next((char for char in text if char != "\n" and ord(char) not in known), "")


def lines_of(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines of at most `width`; a word longer than a line is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for unit in _units(paragraph, width, measure):
            if line and measure((line + unit).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += unit
        lines.append(line.rstrip())
    return lines


def _units(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    found: list[str] = []
    for unit in _UNIT.findall(text):
        found += [unit] if measure(unit.rstrip()) <= width else list(unit)
    return found


@cache
def _characters(face: int) -> frozenset[int]:
    with TTFont(FONT_FILE, fontNumber=face, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
