"""Cutting keeps within the length that Telegram counts, and keeps letters whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.templates.kinds import ValueKind, read_kind
from bot.adapters.templates.values import clean, cut, units


def telegram_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_a_cut_text_is_never_longer_than_allowed(text: str, longest: int) -> None:
    made = cut(clean(text), longest)
    assert telegram_units(made) <= longest


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_a_cut_text_is_the_beginning_of_what_was_given(text: str, longest: int) -> None:
    whole = clean(text)
    made = cut(whole, longest)
    assert made == whole or (made.endswith("…") and whole.startswith(made[:-1]))


@given(st.text())
def test_units_are_counted_as_telegram_counts_them(text: str) -> None:
    cleaned = clean(text)
    assert units(cleaned) == telegram_units(cleaned)


def test_a_letter_of_two_units_is_not_torn_apart() -> None:
    assert cut("😀😀😀", 4) == "😀…"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text 120", ValueKind("text", longest=120)),
        ("text 120 ?", ValueKind("text", longest=120, optional=True)),
        ("int", ValueKind("int")),
        ("moment ?", ValueKind("moment", optional=True)),
        ("code such as a|b.c", ValueKind("code", codes=("a", "b.c"))),
        ("list", ValueKind("list")),
        ("list 30", ValueKind("list", most=30)),
        ("list 30 of 80", ValueKind("list", most=30, inner=80)),
    ],
)
def test_a_kind_is_read_as_it_is_written(written: str, kind: ValueKind) -> None:
    assert read_kind(written) == kind


@pytest.mark.parametrize("written", ["text", "text 0", "int 5", "date", "", None, "list of 5", []])
def test_a_kind_written_otherwise_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="is none of"):
        read_kind(written)
