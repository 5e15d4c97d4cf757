"""The firm's working days in the mainland and in Hong Kong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.calendar import Country, FirmCalendar
from bot.case.clocks import Calendar, add_working_days

MAINLAND = FirmCalendar("CN")
HONG_KONG = FirmCalendar("HK")


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("CN", "2026-11-20", True),
        ("CN", "2026-11-21", False),
        ("CN", "2026-10-01", False),
        ("CN", "2026-10-07", False),
        ("CN", "2026-10-08", True),
        ("CN", "2026-02-17", False),
        ("CN", "2026-12-25", True),
        ("CN", "2026-10-10", False),
        ("HK", "2026-11-20", True),
        ("HK", "2026-11-21", False),
        ("HK", "2026-12-25", False),
        ("HK", "2026-02-17", False),
        ("HK", "2026-10-02", True),
        ("HK", "2026-07-01", False),
        ("HK", "2026-04-03", False),
        ("HK", "2026-12-26", False),
        ("HK", "2025-12-26", False),
        ("HK", "2025-04-17", True),
    ],
)
def test_weekends_and_public_holidays_are_off(country: Country, day: str, works: bool) -> None:
    assert FirmCalendar(country).is_working_day(date.fromisoformat(day)) is works


def test_a_makeup_saturday_counts_only_where_the_firm_says_so() -> None:
    makeup, ordinary = date(2026, 10, 10), date(2026, 11, 21)
    working = FirmCalendar("CN", makeup_days=True)
    assert working.is_working_day(makeup)
    assert not working.is_working_day(ordinary)
    assert not MAINLAND.is_working_day(makeup)


def test_the_firms_own_days_come_first() -> None:
    typhoon, christmas, saturday = date(2026, 9, 8), date(2026, 12, 25), date(2026, 11, 21)
    calendar = FirmCalendar("HK", closed=[typhoon], opened=[christmas, saturday])
    assert HONG_KONG.is_working_day(typhoon)
    assert not calendar.is_working_day(typhoon)
    assert calendar.is_working_day(christmas)
    assert calendar.is_working_day(saturday)


def test_a_day_cannot_be_both_closed_and_opened() -> None:
    day = date(2026, 9, 8)
    with pytest.raises(ValueError, match="2026-09-08 is listed as closed and as opened"):
        FirmCalendar("HK", closed=[day], opened=[day])


def test_another_country_is_refused() -> None:
    country: Any = "XX"
    with pytest.raises(ValueError, match="expected CN or HK"):
        FirmCalendar(country)


def test_a_holiday_has_its_name() -> None:
    assert HONG_KONG.holiday_name(date(2026, 10, 1)) == "National Day"
    assert HONG_KONG.holiday_name(date(2026, 11, 20)) == ""


def test_two_trading_days_pass_over_the_national_holiday() -> None:
    start = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)
    calendar: Calendar = MAINLAND
    due = add_working_days(start, 2, calendar, ZoneInfo("Asia/Shanghai"))
    assert due == datetime(2026, 10, 9, 10, 0, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from([MAINLAND, HONG_KONG]))
def test_no_weekend_is_worked(day: date, calendar: FirmCalendar) -> None:
    assert not (day.weekday() >= 5 and calendar.is_working_day(day))


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_the_answer_does_not_depend_on_what_was_asked_before(day: date) -> None:
    assert FirmCalendar("CN", makeup_days=True).is_working_day(day) is _ASKED.is_working_day(day)


_ASKED = FirmCalendar("CN", makeup_days=True)
