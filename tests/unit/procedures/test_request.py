"""A wish as it grows: figures added, doubt asked for, sums shown as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.case.meaning import Values
from bot.config import load_config
from bot.procedures.request import Request, request_of, shown

PLAYBOOK = load_config(Path(__file__).parents[3] / "config.yml").playbook
TODAY = date(2026, 3, 2)
AHEAD = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("wish", "values", "missing"),
    [
        ("more_time", Values(), "day"),
        ("more_time", Values(days=(AHEAD,)), ""),
        ("more_time", Values(days=(AHEAD, TODAY), day_doubt=True), "day"),
        ("more_time", Values(days=(date(2026, 3, 1),)), "day"),
        ("documents", Values(), "day"),
        ("deposit", Values(), ""),
        ("deposit", Values(sum_doubt=True), "amount"),
        ("deposit", Values(amount=Decimal(5000), day_doubt=True), "day"),
        ("repayment", Values(count=6, each=Decimal(5000)), ""),
        ("repayment", Values(sum_doubt=True), "amount"),
        ("withdrawal", Values(day_doubt=True), ""),
    ],
)
def test_what_is_asked_for(wish: str, values: Values, missing: str) -> None:
    assert Request(wish).with_values(values, TODAY).missing(values) == missing


def test_what_was_said_before_is_kept_when_more_is_added() -> None:
    first = Request("deposit").with_values(Values(amount=Decimal("12500"), currency="HKD"), TODAY)
    both = first.with_values(Values(days=(AHEAD,)), TODAY)
    assert both == Request("deposit", AHEAD, "HKD", "12500")
    assert request_of(both.about()) == both


def test_parts_and_their_sum() -> None:
    plan = Request("repayment").with_values(Values(count=6, each=Decimal("5000")), TODAY)
    told = plan.values(PLAYBOOK)
    assert (told["count"], told["each"], told["total"]) == (6, "5,000", "30,000")
    whole = Request("repayment").with_values(
        Values(count=6, amount=Decimal("12500"), currency="HKD"), TODAY
    )
    assert whole.values(PLAYBOOK)["total"] == "12,500"
    assert whole.values(PLAYBOOK)["each"] is None


@pytest.mark.parametrize(
    ("plain", "expected"),
    [("", None), ("5000", "5,000"), ("12500.5", "12,500.50"), ("0.1", "0.10"), ("7", "7")],
)
def test_sums_are_shown_as_people_write_them(plain: str, expected: str | None) -> None:
    assert shown(plain) == expected


def test_a_day_is_shown_as_the_close_of_business_in_the_firms_zone() -> None:
    told = Request("more_time", AHEAD).values(PLAYBOOK)["day"]
    assert str(told).startswith("2026-03-11 18:00:00+08:00")
