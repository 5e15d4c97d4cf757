"""Case numbers in sentences of any language."""

from __future__ import annotations

import pytest

from bot.case.numbers import find_case_no


@pytest.mark.parametrize(
    "text",
    [
        "C-2026-000123", "c-2026-000123", "C-2026-000123 到哪一步了？", "C-2026-000123到哪一步了",
        "个案C-2026-000123。", "Ｃ－２０２６－０００１２３呢？", "C–2026–000123", "C2026000123",
        "(c-2026-000123)", "/case C-2026-000123", "C_2026_000123 and C-2026-000124",
    ],
)  # fmt: skip
def test_a_case_number_is_found_however_it_is_written(text: str) -> None:
    assert find_case_no(text) == "C-2026-000123"


@pytest.mark.parametrize(
    "text",
    [
        "", "case 123", "C-2026-123", "ABC-2026-000123", "C-2026-0001234", "P-T1", "2026-000123",
        "CERT-2026-000123",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    assert find_case_no(text) == ""
