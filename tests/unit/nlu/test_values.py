"""Values in messages: read exactly, or doubted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import cn2an
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlu import rasa_yaml
from nlu.entities import find_entities
from nlu.values import (
    Amount,
    Doubt,
    Duration,
    Instalments,
    Read,
    read_amount,
    read_date,
    read_duration,
    read_instalments,
)
from nlu.values.level import level
from nlu.values.numerals import number, whole

TABLES = Path(rasa_yaml.__file__).with_name("data") / "reader"
# A Wednesday.
TODAY = date(2026, 11, 18)
CURRENCIES = {"HKD": ["HK${}", "{}港元", "{}蚊"], "CNY": ["RMB {}", "{}元人民币"], "USD": ["US${}"]}


def rows(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((TABLES / f"{table}.yml").read_text("utf-8"))
    return found


def settled(read: Callable[[str], Any], row: dict[str, Any]) -> Any:
    found = read(row["text"])
    return found.value if isinstance(found, Read) else None


@pytest.mark.parametrize("row", rows("amounts"), ids=lambda row: row["text"])
def test_amounts_as_people_write_them(row: dict[str, Any]) -> None:
    expected = row["expect"]
    wanted = expected and Amount(Decimal(expected["value"]), expected["currency"])
    assert settled(read_amount, row) == wanted


@pytest.mark.parametrize("row", rows("durations"), ids=lambda row: row["text"])
def test_durations_as_people_write_them(row: dict[str, Any]) -> None:
    expected = row["expect"]
    assert settled(read_duration, row) == (expected and Duration(**expected))


@pytest.mark.parametrize("row", rows("instalments"), ids=lambda row: row["text"])
def test_instalments_as_people_write_them(row: dict[str, Any]) -> None:
    assert settled(read_instalments, row) == (row["expect"] and plan(row["expect"]))


def plan(expected: dict[str, Any]) -> Instalments:
    amount, total = expected.get("amount"), expected.get("total")
    return Instalments(expected.get("count"), amount and Decimal(amount), total and Decimal(total))


@pytest.mark.parametrize("row", rows("dates"), ids=lambda row: f"{row['text']} {row['now'][:10]}")
def test_dates_as_people_write_them(row: dict[str, Any]) -> None:
    today = datetime.fromisoformat(row["now"]).date()
    found = settled(lambda text: read_date(text, today), row)
    assert found == (row["expect"] and date.fromisoformat(row["expect"]))


@given(st.integers(1, 99_999_999))
def test_a_chinese_numeral_is_read_back(value: int) -> None:
    for style in ("low", "up"):
        assert whole(level(cn2an.an2cn(value, style))) == value


@given(st.integers(0, 99_999_999), st.integers(0, 99))
def test_figures_are_read_back_with_and_without_commas(units: int, cents: int) -> None:
    value = Decimal(units) + Decimal(cents) / 100
    assert number(f"{value:f}") == value
    assert number(f"{value:,.2f}") == value


@given(
    st.integers(10_000, 9_999_999),
    st.sampled_from([(code, form) for code, forms in CURRENCIES.items() for form in forms]),
    st.sampled_from(["{:d}", "{:,d}"]),
)
def test_a_sum_with_its_currency_is_read_back(
    value: int, currency: tuple[str, str], figures: str
) -> None:
    code, form = currency
    text = "我还 " + form.format(figures.format(value)) + " 可以吗"
    found = read_amount(text)
    assert isinstance(found, Read)
    assert found.value == Amount(Decimal(value), code)  # type: ignore[arg-type]
    assert text[found.start : found.end] == found.text


# The second reader loads its tables for half a second on its first date.
@settings(deadline=None)
@given(st.dates(date(2026, 11, 18), date(2027, 5, 1)))
def test_a_full_date_is_read_back_in_every_order_that_is_certain(day: date) -> None:
    forms = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.month}月{day.day}號前",
    ]
    for form in forms:
        found = read_date(form, TODAY)
        assert isinstance(found, Read), form
        assert found.value == day


@given(st.integers(1, 60))
def test_days_ahead_are_counted_from_today(count: int) -> None:
    for text in (f"{count}天后", f"in {count} days", f"{cn2an.an2cn(count)}日內"):
        found = read_date(text, TODAY)
        assert isinstance(found, Read), text
        assert found.value == TODAY + timedelta(days=count)


def test_working_days_follow_the_calendar_given() -> None:
    holiday = date(2026, 11, 20)
    found = read_date("三个工作天内", TODAY, lambda day: day.weekday() < 5 and day != holiday)
    assert isinstance(found, Read)
    assert found.value == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("5/6", {date(2027, 5, 6), date(2026, 6, 5)}),
        ("周三", {TODAY, TODAY + timedelta(days=7)}),
        ("30 February", set()),
        ("after Friday", {date(2026, 11, 20)}),
        ("周四或者周五", {date(2026, 11, 19), date(2026, 11, 20)}),
        ("下周", {date(2026, 11, 23), date(2026, 11, 27)}),
    ],
)
def test_a_doubtful_date_names_the_days_it_could_be(text: str, candidates: set[date]) -> None:
    found = read_date(text, TODAY)
    assert isinstance(found, Doubt)
    assert candidates <= set(found.candidates) or not candidates


@pytest.mark.parametrize("text", ["几千块", "两三万", "5000到8000", "about 5,000", "1.500"])
def test_a_doubtful_sum_is_never_one_sum(text: str) -> None:
    assert isinstance(read_amount(text), Doubt)


@pytest.mark.parametrize("text", ["三四期", "分几期", "first 5000 then 6 instalments of 1000"])
def test_a_doubtful_plan_is_never_one_plan(text: str) -> None:
    assert isinstance(read_instalments(text), Doubt)


def test_figures_that_contradict_each_other_are_doubted() -> None:
    found = read_instalments("分6期，每期2000，总共一万")
    assert isinstance(found, Doubt)
    assert found.reason == "figures contradict each other"


@pytest.mark.parametrize("part", ["1", "一", "1,", "1.1", "十", "one ", "HK$", "1个", "a ", "下"])
def test_whatever_is_repeated_to_the_longest_message_is_read_in_short_time(part: str) -> None:
    text = (part * 2000)[:2000] + "x"
    start = time.process_time()
    for read in (read_amount, read_duration, read_instalments, find_entities):
        read(text)
    read_date(text, TODAY)
    # Some tenths of a second; backtracking takes longer than anybody waits.
    assert time.process_time() - start < 5


@given(st.text(st.characters(codec=None), max_size=120))
def test_any_string_has_an_answer_and_entities_lie_inside_it(text: str) -> None:
    for read in (read_amount, read_duration, read_instalments):
        assert isinstance(read(text), Read | Doubt | None)
    assert isinstance(read_date(text, TODAY), Read | Doubt | None)
    for entity in find_entities(text):
        assert text[entity.start : entity.end] == entity.text


@given(
    st.text(
        "零一二三四五六七八九十百千万亿点0123456789,.年月日号周期个天后前分每元块HK$ ", max_size=40
    )
)
@example("百十0")
def test_whatever_looks_like_values_has_an_answer(text: str) -> None:
    for read in (read_amount, read_duration, read_instalments):
        assert isinstance(read(text), Read | Doubt | None)
    assert isinstance(read_date(text, TODAY), Read | Doubt | None)
