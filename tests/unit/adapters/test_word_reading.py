"""Days, sums and whole sentences as the procedures get them, by the conversation's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.calendar import FirmCalendar
from bot.adapters.word_reading import RuleReader, months_later

READER = RuleReader(ZoneInfo("Asia/Hong_Kong"), FirmCalendar("HK"))
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("下周三之前", date(2026, 3, 11)),
        ("月尾前俾到你", date(2026, 3, 31)),
        ("五个工作天内", date(2026, 3, 9)),
        ("by the end of the month", date(2026, 3, 31)),
        ("give me two weeks", date(2026, 3, 16)),
        ("宽限一个月", date(2026, 4, 2)),
        ("another 5 working days please", date(2026, 3, 9)),
    ],
)
def test_days_are_counted_from_the_conversations_own_day(text: str, day: date) -> None:
    found = READER.read(text, MONDAY).values
    assert (found.days, found.day_doubt) == ((day,), False)


def test_the_day_is_that_of_the_firms_zone_not_of_utc() -> None:
    late = datetime(2026, 3, 1, 17, tzinfo=UTC)  # already Monday in Hong Kong
    assert READER.read("明天", late).values.days == (date(2026, 3, 3),)


@pytest.mark.parametrize("text", ["周一或者周二", "in a few days", "过几天"])
def test_doubt_is_told(text: str) -> None:
    assert READER.read(text, MONDAY).values.day_doubt


def test_sums_and_parts() -> None:
    plan = READER.read("分6期，每月还5000", MONDAY).values
    assert (plan.count, plan.each, plan.sum_doubt) == (6, Decimal(5000), False)
    whole = READER.read("HK$12,500 over 6 months", MONDAY).values
    assert (whole.count, whole.total, whole.currency) == (6, Decimal(12500), "HKD")
    assert READER.read("大概几千块", MONDAY).values.sum_doubt


@pytest.mark.parametrize(
    ("text", "score"),
    [("5", 5), ("4分", 4), ("我給4分", 4), ("6", None), ("0", None), ("ok", None)],
)
def test_scores(text: str, score: int | None) -> None:
    assert READER.read(text, MONDAY).values.score == score


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("没错", "assent"),
        ("不是我", "denial"),
        ("我不想销户了", "withdrawal"),
        ("I agree to the plan", "agreement"),
        ("没错吗", ""),
        ("我确认收到", ""),
        ("", ""),
    ],
)
def test_whole_sentences(text: str, reading: str) -> None:
    assert READER.read(text, MONDAY).reading == reading


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    found = READER.read(text, MONDAY)
    assert found.reading in ("", "assent", "denial", "withdrawal", "agreement")
    assert found.language in ("", "zh-Hans", "zh-Hant", "en")
