"""The firm's calendar from the `holidays` library, with the firm's own days on top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import holidays

Country = Literal["CN", "HK"]

_SATURDAY = 5
# In Hong Kong the library counts general holidays that are not statutory ones, such as Good
# Friday, as optional; banks and the exchange are closed on them all the same.
_CATEGORIES = {"CN": ("public",), "HK": ("public", "optional")}


class FirmCalendar:
    """Working days of a securities firm: Monday to Friday without public holidays.

    In the mainland some weekends are worked to make up for long holidays; exchanges stay closed
    on them, so they count only with `makeup_days`. Make-up days and typhoon days are announced
    year by year: what the library does not know yet belongs into `closed` and `opened`.
    """

    def __init__(
        self,
        country: Country,
        *,
        closed: Iterable[date] = (),
        opened: Iterable[date] = (),
        makeup_days: bool = False,
    ) -> None:
        """Raises ValueError for an unknown country or a day both closed and opened."""
        if country not in ("CN", "HK"):
            raise ValueError(f"no calendar for {country!r}; expected CN or HK")
        self._holidays = holidays.country_holidays(country, categories=_CATEGORIES[country])
        self._closed = frozenset(closed)
        self._opened = frozenset(opened)
        self._makeup_days = makeup_days
        if both := self._closed & self._opened:
            raise ValueError(f"{min(both)} is listed as closed and as opened")

    def is_working_day(self, day: date) -> bool:
        """Whether the firm works on that day; its own closed and opened days come first."""
        if day in self._opened:
            return True
        # Asking for the day also makes the library work out that year's make-up days.
        if day in self._closed or day in self._holidays:
            return False
        if day.weekday() >= _SATURDAY:
            return self._makeup_days and day in self._holidays.weekend_workdays
        return True

    def holiday_name(self, day: date) -> str:
        """The public holiday's name in English, "" on a day that is none."""
        return self._holidays.get(day) or ""
