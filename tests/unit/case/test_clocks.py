"""Due times hold across weekends, holidays, zones and clock changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.case.clocks import (
    OFFICE_HOURS,
    OfficeHours,
    add_hours,
    add_working_days,
    days_between_local,
    local_day_end,
    next_office_time,
    within_office_hours,
)

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
NEW_YORK = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Weekdays:
    """Monday to Friday without these holidays."""

    holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays


class NeverOpen:
    def is_working_day(self, day: date) -> bool:
        return False


WEEK = Weekdays()
CHRISTMAS = Weekdays(frozenset({date(2026, 12, 25)}))


def local(text: str, zone: ZoneInfo = HONG_KONG) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def shown(moment: datetime, zone: ZoneInfo = HONG_KONG) -> str:
    assert moment.tzinfo is UTC
    return f"{moment.astimezone(zone):%a %Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-20 09:30", 0, "Fri 2026-11-20 18:00:00"),
        ("2026-11-20 18:00", 0, "Fri 2026-11-20 18:00:00"),
        ("2026-11-20 18:01", 0, "Mon 2026-11-23 18:00:00"),
        ("2026-11-20 18:01", 1, "Mon 2026-11-23 18:00:00"),
        ("2026-11-20 09:30", 1, "Mon 2026-11-23 18:00:00"),
        ("2026-11-21 09:30", 0, "Mon 2026-11-23 18:00:00"),
        ("2026-11-21 09:30", 1, "Mon 2026-11-23 18:00:00"),
        ("2026-11-21 09:30", 5, "Fri 2026-11-27 18:00:00"),
        ("2026-12-23 09:30", 2, "Mon 2026-12-28 18:00:00"),
        ("2026-12-24 23:59", 1, "Mon 2026-12-28 18:00:00"),
    ],
)
def test_working_days_end_at_the_close_of_business(start: str, days: int, due: str) -> None:
    assert shown(add_working_days(local(start), days, CHRISTMAS, HONG_KONG)) == due


def test_the_day_that_counts_is_the_firms_own() -> None:
    late_in_london = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    due = add_working_days(late_in_london, 0, WEEK, HONG_KONG)
    assert shown(due) == "Fri 2026-11-20 18:00:00"


def test_the_close_of_business_is_the_firms_own() -> None:
    short = OfficeHours(time(10), time(16, 30))
    due = add_working_days(local("2026-11-20 09:30"), 1, WEEK, HONG_KONG, short)
    assert shown(due) == "Mon 2026-11-23 16:30:00"


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-06 12:00", "Mon 2026-03-09 18:00:00"),
        ("2026-10-30 12:00", "Mon 2026-11-02 18:00:00"),
    ],
)
def test_working_days_keep_the_wall_time_over_a_clock_change(start: str, due: str) -> None:
    assert shown(add_working_days(local(start, NEW_YORK), 1, WEEK, NEW_YORK), NEW_YORK) == due


def test_hours_are_elapsed_hours_over_a_clock_change() -> None:
    due = add_hours(local("2026-03-07 12:00", NEW_YORK), 24)
    assert shown(due, NEW_YORK) == "Sun 2026-03-08 13:00:00"


def test_hours_run_through_the_weekend() -> None:
    assert shown(add_hours(local("2026-11-20 17:00"), 24)) == "Sat 2026-11-21 17:00:00"


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-20 08:59:59", False),
        ("2026-11-20 09:00:00", True),
        ("2026-11-20 17:59:59", True),
        ("2026-11-20 18:00:00", False),
        ("2026-11-21 12:00:00", False),
        ("2026-12-25 12:00:00", False),
    ],
)
def test_the_office_is_open_in_its_hours_on_working_days(at: str, is_open: bool) -> None:
    assert within_office_hours(local(at), OFFICE_HOURS, CHRISTMAS, HONG_KONG) is is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-20 12:34:56", "Fri 2026-11-20 12:34:56"),
        ("2026-11-20 07:00:00", "Fri 2026-11-20 09:00:00"),
        ("2026-11-20 18:00:00", "Mon 2026-11-23 09:00:00"),
        ("2026-11-21 12:00:00", "Mon 2026-11-23 09:00:00"),
        ("2026-12-24 20:00:00", "Mon 2026-12-28 09:00:00"),
    ],
)
def test_the_next_time_the_office_is_open(at: str, opens: str) -> None:
    assert shown(next_office_time(local(at), OFFICE_HOURS, CHRISTMAS, HONG_KONG)) == opens


@pytest.mark.parametrize(
    ("at", "days", "end"),
    [
        ("2026-11-20 00:00:00", 0, "Fri 2026-11-20 23:59:59"),
        ("2026-11-20 23:59:59", 0, "Fri 2026-11-20 23:59:59"),
        ("2026-11-20 12:00:00", 30, "Sun 2026-12-20 23:59:59"),
    ],
)
def test_a_local_day_ends_within_itself(at: str, days: int, end: str) -> None:
    assert shown(local_day_end(local(at), HONG_KONG, days)) == end


def test_a_day_with_a_clock_change_ends_at_its_own_end() -> None:
    end = local_day_end(local("2026-11-01 00:30", NEW_YORK), NEW_YORK)
    assert shown(end, NEW_YORK) == "Sun 2026-11-01 23:59:59"
    assert end - local("2026-11-01 00:00", NEW_YORK).astimezone(UTC) == timedelta(
        hours=25, seconds=-1
    )


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2026-11-20 23:59", "2026-11-21 00:00", 1),
        ("2026-11-20 00:00", "2026-11-20 23:59", 0),
        ("2026-11-21 00:00", "2026-11-20 23:59", -1),
        ("2026-11-20 12:00", "2026-12-20 09:00", 30),
    ],
)
def test_days_between_are_local_midnights(earlier: str, later: str, days: int) -> None:
    assert days_between_local(local(earlier), local(later), HONG_KONG) == days


NAIVE = datetime(2026, 11, 20, 9, 30)
AWARE = NAIVE.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: add_hours(NAIVE, 1),
        lambda: add_working_days(NAIVE, 1, WEEK, HONG_KONG),
        lambda: within_office_hours(NAIVE, OFFICE_HOURS, WEEK, HONG_KONG),
        lambda: next_office_time(NAIVE, OFFICE_HOURS, WEEK, HONG_KONG),
        lambda: local_day_end(NAIVE, HONG_KONG),
        lambda: days_between_local(NAIVE, AWARE, HONG_KONG),
        lambda: days_between_local(AWARE, NAIVE, HONG_KONG),
    ],
)
def test_a_naive_moment_is_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="aware"):
        ask()


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: add_hours(AWARE, -1), "forward"),
        (lambda: add_working_days(AWARE, -1, WEEK, HONG_KONG), "forward"),
        (lambda: local_day_end(AWARE, HONG_KONG, -1), "forward"),
        (lambda: add_working_days(AWARE, 1, NeverOpen(), HONG_KONG), "no working day"),
        (lambda: next_office_time(AWARE, OFFICE_HOURS, NeverOpen(), HONG_KONG), "no working day"),
        (lambda: OfficeHours(time(18), time(9)), "open before"),
        (lambda: OfficeHours(time(9), time(9)), "open before"),
        (lambda: OfficeHours(time(9, tzinfo=UTC), time(18, tzinfo=UTC)), "without a zone"),
    ],
)
def test_what_makes_no_sense_is_refused(ask: Callable[[], object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        ask()


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
ZONES = st.sampled_from([HONG_KONG, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")])
DAYS = st.integers(0, 40)


@given(MOMENTS, DAYS, DAYS, ZONES)
def test_more_working_days_are_never_sooner(
    start: datetime, few: int, more: int, zone: ZoneInfo
) -> None:
    few, more = sorted((few, more))
    assert add_working_days(start, few, WEEK, zone) <= add_working_days(start, more, WEEK, zone)


@given(MOMENTS, MOMENTS, DAYS, ZONES)
def test_a_later_start_is_never_due_sooner(
    one: datetime, other: datetime, days: int, zone: ZoneInfo
) -> None:
    first, second = sorted((one, other))
    assert add_working_days(first, days, WEEK, zone) <= add_working_days(second, days, WEEK, zone)
    assert add_hours(first, days) <= add_hours(second, days)
    assert next_office_time(first, OFFICE_HOURS, WEEK, zone) <= next_office_time(
        second, OFFICE_HOURS, WEEK, zone
    )


@given(MOMENTS, DAYS, ZONES)
def test_a_due_time_is_a_close_of_business_on_a_working_day_not_before_the_start(
    start: datetime, days: int, zone: ZoneInfo
) -> None:
    due = add_working_days(start, days, CHRISTMAS, zone)
    assert due >= start
    assert due.astimezone(zone).time() == OFFICE_HOURS.closes
    assert CHRISTMAS.is_working_day(due.astimezone(zone).date())


@given(MOMENTS, st.integers(1, 40), ZONES)
def test_as_many_working_days_lie_between_as_were_added(
    start: datetime, days: int, zone: ZoneInfo
) -> None:
    day, end = (
        moment.astimezone(zone).date()
        for moment in (start, add_working_days(start, days, WEEK, zone))
    )
    passed = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    assert sum(WEEK.is_working_day(each) for each in passed) == days


@given(MOMENTS)
def test_adding_nothing_changes_nothing(start: datetime) -> None:
    assert add_hours(start, 0) == start


@given(MOMENTS, ZONES)
def test_the_next_office_time_is_open_and_stays_what_it_is(at: datetime, zone: ZoneInfo) -> None:
    opening = next_office_time(at, OFFICE_HOURS, WEEK, zone)
    assert opening >= at
    assert within_office_hours(opening, OFFICE_HOURS, WEEK, zone)
    assert next_office_time(opening, OFFICE_HOURS, WEEK, zone) == opening


@given(MOMENTS, ZONES, st.integers(0, 400))
def test_the_end_of_a_day_lies_on_that_day(at: datetime, zone: ZoneInfo, days: int) -> None:
    end = local_day_end(at, zone, days)
    assert days_between_local(at, end, zone) == days
    assert days_between_local(at, end + timedelta(seconds=1), zone) == days + 1
