"""Moments in words: absolute, in the firm's zone, with the name of the zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


class Moments:
    """Puts moments into the words of one language."""

    def __init__(self, language: str, zone: ZoneInfo, zone_name: str) -> None:
        self._english = language == "en"
        self._zone = zone
        self._zone_name = zone_name

    def moment(self, at: datetime) -> str:
        """`21 Nov 2026, 15:30 (Hong Kong time)`, `2026年11月21日 15:30（香港時間）`."""
        local = at.astimezone(self._zone)
        if self._english:
            return f"{self.day(at)}, {local:%H:%M} ({self._zone_name})"
        return f"{self.day(at)} {local:%H:%M}（{self._zone_name}）"

    def day(self, at: datetime) -> str:
        """`21 Nov 2026`, `2026年11月21日`."""
        local = at.astimezone(self._zone)
        return (
            f"{self._day_of_month(local)} {local.year}"
            if self._english
            else (f"{local.year}年{self._day_of_month(local)}")
        )

    def brief(self, at: datetime, now: datetime) -> str:
        """For lists read by staff: `21 Nov 15:30`, `11月21日 15:30`; the year if it is another."""
        local = at.astimezone(self._zone)
        same = local.year == now.astimezone(self._zone).year
        return f"{self._day_of_month(local) if same else self.day(at)} {local:%H:%M}"

    def _day_of_month(self, local: datetime) -> str:
        if self._english:
            return f"{local.day} {_MONTHS[local.month - 1]}"
        return f"{local.month}月{local.day}日"
