"""Rows of cells as they stand in a file, before anybody says what they mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

MAX_ROWS = 50_000
MAX_BYTES = 100 * 1024 * 1024
# Excel keeps 15 digits of a number and turns the rest into zeros.
_EXACT_BELOW = 10**15
_DIGITS_LOST = "is a number with more than 15 digits, of which the last are lost; store it as text"


@dataclass(frozen=True)
class Unusable:
    """A cell whose content must not be used as it is, and why."""

    shown: str
    reason: str


Cell = str | datetime | Unusable
"""Text, an Excel date (naive, the firm's local time), or a cell that cannot be used."""


@dataclass(frozen=True)
class SheetRow:
    """One row as it stands; `broken` says why it cannot be taken apart, "" if it can."""

    number: int
    cells: tuple[Cell, ...]
    broken: str = ""


class FileRefused(ValueError):
    """The file as a whole cannot be read; the message is a plain sentence."""


def too_many_rows() -> FileRefused:
    """The refusal of a report with more rows than are taken at once."""
    return FileRefused(f"has more than {MAX_ROWS:,} rows; split the report")


def number_as_text(number: float) -> str | Unusable:
    """A number as a person reads it: 10023.0 is "10023", never 1e+20."""
    if isinstance(number, int):
        return str(number)
    if not math.isfinite(number):
        return Unusable(str(number), "is not a number that can be used")
    if abs(number) >= _EXACT_BELOW:
        return Unusable(f"{number:.0f}", _DIGITS_LOST)
    if number.is_integer():
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def excel_number_as_text(number: float) -> str | Unusable:
    """As `number_as_text`, but whole numbers too lose digits in Excel."""
    if abs(number) >= _EXACT_BELOW:
        return Unusable(str(number)[:80], _DIGITS_LOST)
    return number_as_text(number)


def is_blank(cell: Cell) -> bool:
    """Whether a person sees an empty cell."""
    return isinstance(cell, str) and not cell.strip()
