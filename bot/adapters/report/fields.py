"""One reader per field: turns a cell into what the case file may hold, or says what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import phonenumbers

from bot.adapters.report.grid import Cell, Unusable, is_blank
from bot.adapters.report.moments import (
    MomentRefused,
    local_moment,
    read_moment,
    refuse_impossible,
)
from bot.adapters.report.vocabulary import ReportVocabulary, codes_by_word, fold

MAX_DESCRIPTION = 500
MAX_NAME = 80
MAX_TEXT = 200
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+")


class FieldRefused(ValueError):
    """What is wrong with one cell, naming what is expected."""


@dataclass(frozen=True)
class Rules:
    """What readers need besides the cell; `now` is aware UTC, `zone` the firm's."""

    risk_types: Mapping[str, str]
    severities: Mapping[str, str]
    languages: Mapping[str, str]
    expected: Mapping[str, str]
    region: str
    now: datetime
    zone: ZoneInfo


def rules_of(vocabulary: ReportVocabulary, now: datetime, zone: ZoneInfo) -> Rules:
    """The readers' rules from the firm's vocabulary."""
    coded = {
        "risk_type": vocabulary.risk_types,
        "severity": vocabulary.severities,
        "language": vocabulary.languages,
    }
    return Rules(
        codes_by_word(vocabulary.risk_types),
        codes_by_word(vocabulary.severities),
        codes_by_word(vocabulary.languages),
        {field: _offer(words) for field, words in coded.items()},
        vocabulary.default_region,
        now,
        zone,
    )


def read_text_field(field: str, cell: Cell, rules: Rules) -> str:
    """The field's text or canonical code, "" for a blank cell. Raises FieldRefused."""
    text = _text(cell, dates_too=field == "description")
    if not text:
        return ""
    codes = {
        "risk_type": rules.risk_types,
        "severity": rules.severities,
        "language": rules.languages,
    }
    if field in codes:
        return _code(text, codes[field], rules.expected[field])
    if field == "client_id":
        return _client_id(text)
    if field == "phone":
        return _phone(text, rules.region)
    if field == "email":
        return _email(text)
    limits = {"description": MAX_DESCRIPTION, "name": MAX_NAME}
    return _within(text, limits.get(field, MAX_TEXT))


def read_detected_at(cell: Cell, rules: Rules) -> datetime | None:
    """The alert's moment, aware UTC; None for a blank cell. Raises FieldRefused."""
    if is_blank(cell):
        return None
    try:
        if isinstance(cell, datetime):
            moment = local_moment(cell, rules.zone)
        else:
            moment = read_moment(_text(cell), rules.zone)
        refuse_impossible(moment, rules.now)
    except MomentRefused as refused:
        raise FieldRefused(str(refused)) from refused
    return moment


def clean(text: str) -> str:
    """`text` on one line, without control, direction and half characters that show nothing."""
    if text.isprintable():
        return " ".join(text.split())
    kept = "".join(
        " " if letter in "\t\n\r\u2028\u2029" else letter
        for letter in text
        if letter in "\t\n\r" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(kept.split())


def shown(cell: Cell) -> str:
    """The cell as quoted in a problem, at most 80 characters."""
    if isinstance(cell, Unusable):
        return clean(cell.shown)[:80]
    return clean(cell if isinstance(cell, str) else f"{cell:%Y-%m-%d %H:%M}")[:80]


def _text(cell: Cell, *, dates_too: bool = False) -> str:
    if isinstance(cell, Unusable):
        raise FieldRefused(cell.reason)
    if isinstance(cell, str):
        return clean(cell)
    if not dates_too:
        raise FieldRefused("holds a date; expected text (format the column as text)")
    return f"{cell:%Y-%m-%d %H:%M}"


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise FieldRefused(f"is {len(text)} characters long; expected at most {limit}")
    return text


def _code(text: str, codes: Mapping[str, str], expected: str) -> str:
    code = codes.get(fold(text))
    if code is None:
        raise FieldRefused(f"is not known; expected one of: {expected}")
    return code


def _offer(words: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{code} ({names[0]})" if names else code for code, names in words.items())


def _client_id(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text)
    if not _CLIENT_ID.fullmatch(narrow):
        raise FieldRefused("is no client ID; expected 1 to 32 letters A-Z, digits, _ or -")
    return narrow


def _phone(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text), region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise FieldRefused(
            f"is no phone number in use; expected one such as +852 9123 4567, "
            f"or without the country code for {region}"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(_within(text, MAX_TEXT)):
        raise FieldRefused("is no e-mail address; expected one such as name@example.com")
    return text
