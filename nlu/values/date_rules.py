"""What a rule for dates is: words, and the days they may mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nlu.values.days import WorkingDay


@dataclass(frozen=True)
class Context:
    """From where days are counted."""

    today: date
    is_working_day: WorkingDay


Days = Callable[[re.Match[str], Context], tuple[date, ...]]


@dataclass(frozen=True)
class Rule:
    """Words and their days: one if certain, several if in doubt, none if impossible.

    `point` is true for days by name, after which "from then on" makes the day open-ended.
    """

    pattern: re.Pattern[str]
    days: Days
    point: bool = True


def rule(pattern: str, days: Days, *, point: bool = True) -> Rule:
    """A rule over levelled text."""
    return Rule(re.compile(pattern), days, point)


def certain(day: date | None) -> tuple[date, ...]:
    """One day, or none where the calendar has none."""
    return () if day is None else (day,)
