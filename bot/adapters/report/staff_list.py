"""The staff's list of cases as an .xlsx, high risk in red and in words (R5)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from bot.adapters.report.fields import clean

_COLUMNS = (
    ("个案编号 Case", 18),
    ("客户 Client", 22),
    ("严重程度 Severity", 18),
    ("风险类型 Risk type", 30),
    ("状态 State", 18),
    ("负责人 Handler", 18),
    ("下一时限 Next due", 20),
    ("结果 Outcome", 16),
)
_SEVERITIES = {"high": "高 HIGH", "medium": "中 MEDIUM", "low": "低 LOW"}
_RED_FONT = Font(color="FFC00000", bold=True)
_RED_FILL = PatternFill("solid", start_color="FFFFD9D9", end_color="FFFFD9D9")
_HEAD_FONT = Font(bold=True)
_HEAD_FILL = PatternFill("solid", start_color="FFE7E6E6", end_color="FFE7E6E6")
_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_CELL = 32_767


@dataclass(frozen=True)
class StaffListRow:
    """One case as staff see it; `severity` is the canonical code, `next_due` aware or None."""

    case_no: str
    client: str
    severity: str
    risk_types: str
    state: str
    handler: str
    next_due: datetime | None
    outcome: str = ""


def write_staff_list_xlsx(rows: Iterable[StaffListRow], *, zone: ZoneInfo) -> bytes:
    """The list as .xlsx in the order given, times as of `zone`, header frozen (R5).

    High risk is red and marked in words, for those who see no red. Nothing that a client or
    colleague typed can become a formula. Raises ValueError for a naive `next_due`.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "个案 Cases"
    _write_head(sheet)
    for number, row in enumerate(rows, start=2):
        _write_row(sheet, number, row, zone)
    sheet.auto_filter.ref = sheet.dimensions
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_head(sheet: Worksheet) -> None:
    for column, (heading, width) in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(1, column, heading)
        cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _write_row(sheet: Worksheet, number: int, row: StaffListRow, zone: ZoneInfo) -> None:
    texts = (
        row.case_no,
        row.client,
        _SEVERITIES.get(row.severity, row.severity),
        row.risk_types,
        row.state,
        row.handler,
        _local(row.next_due, zone),
        row.outcome,
    )
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(number, column)
        _write_text(cell, text)
        if row.severity == "high":
            cell.font, cell.fill = _RED_FONT, _RED_FILL


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    if moment is None:
        return ""
    if moment.tzinfo is None:
        raise ValueError("next_due must be an aware datetime")
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    shown = clean(text)[:_LONGEST_CELL]
    cell.value = shown
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if shown.startswith(_FORMULA_STARTS):
        # The type keeps it text in this file, the quote when somebody edits the cell in Excel.
        cell.data_type = "s"
        cell.quotePrefix = True
