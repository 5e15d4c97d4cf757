"""What staff's words become: a typed query, a question back, or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.procedures.queries import AskBack, CaseLine, Query, matches, query_of, query_with

TODAY = date(2026, 3, 2)
LINE = CaseLine(
    "C-2026-000123", "Wong Siu Ming 黃小明", "+85291234882", "karen", "action_medium", "medium",
    ("unpaid_debt",), datetime(2026, 3, 2, 9, tzinfo=UTC), False, datetime(2026, 3, 1, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize(
    ("intent", "entities", "expected"),
    [
        ("staff_my_list", (), Query("mine")),
        ("staff_high_risk", (("risk_type", "credit"),), Query("high", risk_type="credit")),
        ("staff_case_status", (("case_no", "C-2026-000123"),),
         Query("status", case_no="C-2026-000123")),
        ("staff_find", (("person", "黃小姐"), ("amount", "5000")), Query("find", person="黃小姐")),
        ("staff_act", (("case_no", "7"), ("action", "accept")), Query("act", case_no="7")),
    ],
)  # fmt: skip
def test_an_accepted_question_is_a_query_with_its_filters(
    intent: str, entities: tuple[tuple[str, str], ...], expected: Query
) -> None:
    assert query_of(intent, True, "", entities) == expected


def test_two_possible_readings_are_asked_back() -> None:
    found = query_of("staff_due_today", False, "staff_my_list", (("severity", "high"),))
    assert isinstance(found, AskBack)
    assert found.kinds == ("due_today", "mine")
    assert query_with("mine", found.query.about()) == Query("mine", severity="high")


def test_a_case_number_says_enough_whatever_the_words_are() -> None:
    assert query_of("out_of_scope", False, "thank", (("case_no", "12"),)) == Query(
        "status", case_no="12"
    )


@pytest.mark.parametrize("intent", ["greet", "out_of_scope", "confirm", ""])
def test_other_words_are_no_query(intent: str) -> None:
    assert query_of(intent, True, "thank", ()) is None


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        (Query("find", case_no="C-2026-000123"), True),
        (Query("find", case_no="C-2026-123"), True),
        (Query("find", case_no="123"), True),
        (Query("find", case_no="23"), False),
        (Query("find", case_no="C-2025-000123"), False),
        (Query("find", person="wong"), True),
        (Query("find", person="Mr Wong"), True),
        (Query("find", person="黃先生"), True),
        (Query("find", person="先生"), False),
        (Query("find", person="陳先生"), False),
        (Query("find", phone_last4="4882"), True),
        (Query("find", phone_last4="4880"), False),
        (Query("find", severity="high"), False),
        (Query("find", risk_type="unpaid_debt"), True),
        (Query("high"), False),
        (Query("overdue"), False),
        (Query("due_today"), True),
        (Query("mine"), True),
    ],
)
def test_filters(query: Query, fits: bool) -> None:
    assert matches(query, LINE, "karen", TODAY, TODAY) is fits


def test_what_is_due_tomorrow_or_belongs_to_others_is_left_out() -> None:
    tomorrow = date(2026, 3, 3)
    assert not matches(Query("due_today"), LINE, "karen", TODAY, tomorrow)
    assert not matches(Query("due_today"), LINE, "karen", TODAY, None)
    assert not matches(Query("mine"), LINE, "jack", TODAY, TODAY)
