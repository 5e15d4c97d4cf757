"""The staff's list shows at a glance what is urgent, and runs nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.adapters.report.staff_list import StaffListRow, write_staff_list_xlsx
from tests.unit.report.report_files import HONG_KONG

URGENT = StaffListRow(
    "C-2026-000001",
    "陈美玲 (10023)",
    "high",
    "信用风险",
    "3H 暂停",
    "何先生",
    datetime(2026, 11, 21, 1, 30, tzinfo=UTC),
)
CALM = replace(URGENT, case_no="C-2026-000002", severity="low", next_due=None)


def _sheet(*rows: StaffListRow) -> Any:
    content = write_staff_list_xlsx(rows, zone=HONG_KONG)
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_high_risk_is_red_and_said_in_words_and_low_is_not() -> None:
    sheet = _sheet(URGENT, CALM)
    assert (sheet["C2"].value, sheet["C3"].value) == ("高 HIGH", "低 LOW")
    assert {cell.font.color.rgb for cell in sheet[2]} == {"FFC00000"}
    assert {cell.fill.start_color.rgb for cell in sheet[2]} == {"FFFFD9D9"}
    assert "FFFFD9D9" not in {cell.fill.start_color.rgb for cell in sheet[3]}


def test_the_header_stays_in_sight_and_times_are_the_firms() -> None:
    sheet = _sheet(URGENT, CALM)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert (sheet["G2"].value, sheet["G3"].value) == ("2026-11-21 09:30", None)


@pytest.mark.parametrize("text", ["=1+1", "+852", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_starts_like_a_formula_is_text(text: str) -> None:
    cell = _sheet(replace(URGENT, client=text))["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_control_characters_and_endless_text_do_not_break_the_file() -> None:
    assert len(_sheet(replace(URGENT, client="\x07" + "x" * 40_000))["B2"].value) == 32_767


def test_a_list_without_cases_has_its_header() -> None:
    assert _sheet()["A1"].value == "个案编号 Case"


def test_a_naive_due_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        write_staff_list_xlsx([replace(URGENT, next_due=datetime(2026, 1, 1))], zone=HONG_KONG)
