"""Rules about the firm, its records and its calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import phonenumbers

from bot.config.listing import once
from bot.config.problems import ConfigProblem
from bot.config.sound import Rule, Sound

RETENTION: Final[Mapping[str, tuple[int, str]]] = {
    "CN": (20, "证券法 137: at least 20 years"),
    "HK": (7, "Cap. 571O s.10: at least 7 years"),
}
MOST_YEARS: Final = 100


def records_are_kept_long_enough(sound: Sound) -> Iterator[ConfigProblem]:
    """Records are kept as long as the law of the firm's place demands."""
    path = "firm.retention_years"
    years = sound.number(path)
    least, source = RETENTION[sound.text("firm.jurisdiction")]
    if years < least:
        yield ConfigProblem(path, years, f"expected at least {least} ({source})")
    if years > MOST_YEARS:
        yield ConfigProblem(path, years, f"expected at most {MOST_YEARS}: not for ever (PIPL 19)")


def phone_can_be_called(sound: Sound) -> Iterator[ConfigProblem]:
    """The firm's number can be dialled from anywhere."""
    yield from _phone(sound, "firm.phone")


def complaint_phone_can_be_called(sound: Sound) -> Iterator[ConfigProblem]:
    """The complaint desk's number can be dialled from anywhere."""
    yield from _phone(sound, "firm.complaint_phone")


def zone_exists(sound: Sound) -> Iterator[ConfigProblem]:
    """The firm's zone is one of the time zone database."""
    zone = sound.text("calendar.zone")
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        why = "is no time zone; expected one such as Asia/Hong_Kong or Asia/Shanghai"
        yield ConfigProblem("calendar.zone", zone, why)


def days_are_closed_or_opened(sound: Sound) -> Iterator[ConfigProblem]:
    """No day is both closed and opened, none stands twice."""
    closed, opened = sound.texts("calendar.closed"), sound.texts("calendar.opened")
    yield from once("calendar.closed", closed)
    yield from once("calendar.opened", opened)
    for place, day in enumerate(opened):
        if day in closed:
            yield ConfigProblem(f"calendar.opened[{place}]", day, "stands in calendar.closed too")


def _phone(sound: Sound, path: str) -> Iterator[ConfigProblem]:
    text = sound.text(path)
    try:
        possible = phonenumbers.is_possible_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        possible = False
    if not possible:
        why = "is no phone number with its country code, such as +852 3700 0000"
        yield ConfigProblem(path, text, why)


FIRM_RULES: Final[tuple[Rule, ...]] = (
    records_are_kept_long_enough,
    phone_can_be_called,
    complaint_phone_can_be_called,
    zone_exists,
    days_are_closed_or_opened,
)
