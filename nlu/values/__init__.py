"""Readers of values: money, spans, days, plans. Doubt is an answer: ask back, never guess."""

from __future__ import annotations

from nlu.values.amounts import Amount, Currency, read_amount
from nlu.values.dates import read_date
from nlu.values.days import WorkingDay, weekdays_only
from nlu.values.durations import Duration, read_duration
from nlu.values.instalments import Instalments, read_instalments
from nlu.values.reading import Doubt, Read

__all__ = [
    "Amount",
    "Currency",
    "Doubt",
    "Duration",
    "Instalments",
    "Read",
    "WorkingDay",
    "read_amount",
    "read_date",
    "read_duration",
    "read_instalments",
    "weekdays_only",
]
