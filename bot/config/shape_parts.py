"""What the shapes of all sections share: strict, nothing unknown, nothing blank."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

T = TypeVar("T")

# YAML has lists, the settings are tuples; their items stay strict.
Several = Annotated[tuple[T, ...], Field(strict=False)]
Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
PhoneText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class Section(BaseModel):
    """A section of config.yml: "24" is no number here, and an unknown key is a mistake."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class InLanguages(Section):
    """The same words in every language of the templates; none may be left out."""

    zh_hans: Filled = Field(alias="zh-Hans")
    zh_hant: Filled = Field(alias="zh-Hant")
    en: Filled

    def by_language(self) -> dict[str, str]:
        """Language tag -> words."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}


def read_time(text: str) -> time:
    """A time of day written `09:00`. Raises ValueError for anything else."""
    if len(text) != len("09:00"):
        raise ValueError("is no time of day; expected hours and minutes such as 09:00")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ValueError("is no time of day; expected hours and minutes such as 09:00") from None


def read_day(text: str) -> date:
    """A day written `2026-12-31`. Raises ValueError for anything else."""
    try:
        return date.fromisoformat(text if len(text) == len("2026-12-31") else "")
    except ValueError:
        raise ValueError("is no day; expected year, month and day such as 2026-12-31") from None


def _written(pattern: str, reason: str) -> AfterValidator:
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(reason)
        return text

    return AfterValidator(check)


def _readable(read: Callable[[str], object]) -> AfterValidator:
    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


TimeText = Annotated[str, _readable(read_time)]
DayText = Annotated[str, _readable(read_day)]
Code = Annotated[
    str,
    _written(
        r"[a-z][a-z0-9_]{0,39}",
        "is no code; expected at most 40 small letters, digits and _ such as unpaid_debt",
    ),
]
VariableName = Annotated[
    str,
    _written(
        r"[A-Z][A-Z0-9_]*",
        "is no name of a variable; expected capital letters, digits and _ such as TELEGRAM_TOKEN",
    ),
]
