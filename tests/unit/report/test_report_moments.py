"""The many ways to write the moment of an alert; none is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.report.moments import MomentRefused, read_moment, refuse_impossible
from tests.unit.report.report_files import HONG_KONG, NOW, read_one

HALF_PAST_NINE = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 09:30",
        "2026-11-20 09:30:00",
        "2026-11-20 09:30:00.000",
        "2026/11/20 9:30",
        "2026.11.20 9:30",
        "20261120 09:30",
        "2026-11-20T09:30",
        "2026-11-20T09:30:00+08:00",
        "2026-11-20T01:30:00Z",
        "2026-11-20 01:30 UTC",
        "2026-11-20 09:30 HKT",
        "2026-11-20 09:30（北京时间）",
        "2026-11-19 20:30:00-0500",
        "20 Nov 2026 09:30",
        "20 November 2026, 9:30 am",
        "20-Nov-2026 9:30 AM",
        "Nov 20, 2026 9:30 a.m.",
        "November 20th, 2026 09:30",
        "Fri, 20 Nov 2026 09:30:00",
        "20/11/2026 09:30",
        "11/20/2026 09:30",
        "2026年11月20日 上午9点30分",
        "2026年11月20日上午9点半",
        "2026年11月20日 星期五 9时30分00秒",
        "2026年11月20號 上午9時30分",
        "2026/11/20 上午 9:30:00",
        "2026/11/20（週五）上午09:30",
        "２０２６－１１－２０　０９：３０",
    ],
)
def test_the_same_moment_in_many_words(text: str) -> None:
    assert read_moment(text, HONG_KONG) == HALF_PAST_NINE


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-11-20", "00:00"),
        ("2026年11月20日", "00:00"),
        ("2026-11-20 上午12:00", "00:00"),
        ("2026-11-20 凌晨12:05", "00:05"),
        ("2026-11-20 中午12点", "12:00"),
        ("2026-11-20 中午11点半", "11:30"),
        ("2026-11-20 中午1点", "13:00"),
        ("2026-11-20 下午3点整", "15:00"),
        ("2026-11-20 下午15:10", "15:10"),
        ("2026-11-20 12:15 pm", "12:15"),
        ("2026-11-20 9 pm", "21:00"),
        ("2026-11-20 晚上8:05", "20:05"),
    ],
)
def test_the_half_of_the_day(text: str, local: str) -> None:
    assert f"{read_moment(text, HONG_KONG).astimezone(HONG_KONG):%H:%M}" == local


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yesterday", "not a date that can be read"),
        ("", "not a date that can be read"),
        ("46346.39583", "not a date that can be read"),
        ("1795145400", "not a date that can be read"),
        ("20-11-26 09:30", "not a date that can be read"),
        ("2026-11-20 09", "time that cannot be read"),
        ("2026-11-20 上午", "time that cannot be read"),
        ("2026-11-20 09:30 or so", "time that cannot be read"),
        ("2026-02-30 09:30", "not a date that exists"),
        ("2026-11-20 25:00", "not a date that exists"),
        ("2026-13-20", "not a date that exists"),
        ("03/04/2026 09:30", "day first or month first"),
        ("20 Brumaire 2026", "no month"),
        ("20 Novem 2026", "no month"),
        ("2026-11-20 上午13:00", "morning"),
        ("2026-11-20 晚上12:00", "midnight"),
        ("2026-11-20 09:30+99:00", "impossible time zone"),
        ("0001-01-01 00:00", "not a date that exists"),
    ],
)
def test_what_is_unclear_is_refused_with_the_form_that_is_expected(text: str, reason: str) -> None:
    with pytest.raises(MomentRefused, match=reason):
        read_moment(text, ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [(timedelta(days=1, seconds=1), "future"), (-timedelta(days=3654), "ten years ago")],
)
def test_an_impossible_moment_is_refused(ahead: timedelta, reason: str) -> None:
    (problem,) = read_one(预警时间=(NOW + ahead).isoformat()).problems
    assert problem.column == "预警时间"
    assert reason in problem.reason


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(0), -timedelta(days=3653)])
def test_a_moment_at_the_edge_is_taken(ahead: timedelta) -> None:
    refuse_impossible(NOW + ahead, NOW)
    assert read_one(预警时间=(NOW + ahead).isoformat()).rows[0].detected_at == NOW + ahead


@given(st.datetimes(datetime(2017, 1, 1), datetime(2026, 1, 1)))
def test_what_is_written_plainly_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0, tzinfo=HONG_KONG)
    assert read_moment(f"{whole:%Y/%m/%d %H:%M:%S}", HONG_KONG) == whole
    assert read_moment(whole.isoformat(), ZoneInfo("UTC")) == whole


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    try:
        moment = read_moment(text, HONG_KONG)
    except MomentRefused as refused:
        assert "expected" in str(refused) or "write the year first" in str(refused)
    else:
        assert moment.tzinfo is UTC
