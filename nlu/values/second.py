"""A second reading of plain calendar dates by dateparser, against slips of our own."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from nlu.values.level import level
from nlu.values.reading import Read

# Only what dateparser is known to read: month by name or in full figures. Of "月尾" or
# "下下周一" it makes other days without a word.
_APPLIES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}|[a-z]{3,9} \d{1,2}"
    r"(?:st|nd|rd|th)?),? \d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)


def disagrees(read: Read[date], today: date) -> date | None:
    """The other day that dateparser gets from the same words; None if it agrees or abstains."""
    words = level(read.text).removeprefix("the ").strip()
    if not _APPLIES.fullmatch(words):
        return None
    other = _dateparser(words, today)
    return other if other is not None and other != read.value else None


def _dateparser(words: str, today: date) -> date | None:
    # Imported late: it loads its language tables for half a second.
    import dateparser

    settings: Any = {"RELATIVE_BASE": datetime.combine(today, time(12)), "STRICT_PARSING": True}
    found = dateparser.parse(words, languages=["en", "zh"], settings=settings)
    return None if found is None else found.date()
