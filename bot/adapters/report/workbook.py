"""Reads an .xlsx workbook: values only, nothing in it is ever evaluated or run."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.adapters.report.grid import (
    MAX_BYTES,
    MAX_ROWS,
    Cell,
    FileRefused,
    SheetRow,
    Unusable,
    excel_number_as_text,
    is_blank,
    too_many_rows,
)
from bot.adapters.report.headings import SEARCHED_ROWS, Headings, Table, table_in

_LAST_ROW = 1_048_576
_COLUMNS_READ = 200
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_DAMAGED = "is damaged or not an Excel workbook; open it in Excel and save it again as .xlsx"
_NO_RESULT = (
    "holds a formula without a stored result; open the file in Excel and save it, "
    "or paste the values"
)


@dataclass(frozen=True)
class _Marks:
    """What streaming leaves out: whether there are formulas, which rows are merged across."""

    formulas: bool
    merged_rows: frozenset[int]


def workbook_table(content: bytes, headings: Headings, required: Sequence[str]) -> Table | None:
    """The table of the first visible sheet with all `required` fields, else of the first with any.

    Raises FileRefused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _refuse_archive(archive)
            return _best(_sheets(content, archive), headings, required)
    except FileRefused:
        raise
    except Exception as error:
        # What a damaged archive makes the zip, XML and workbook readers raise has no common base.
        raise FileRefused(_DAMAGED) from error


def _best(
    sheets: Iterable[list[SheetRow]], headings: Headings, required: Sequence[str]
) -> Table | None:
    first = None
    for rows in sheets:
        table = table_in(rows, headings, exact_width=False)
        if table and set(required) <= set(table.columns):
            return table
        first = first or table
    return first


def _refuse_archive(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise FileRefused("unpacks to more than 100 MB; a daily report is never that large")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("is protected by a password; save it without one")
    if "xl/workbook.bin" in names:
        raise FileRefused("is an .xlsb workbook; save it as .xlsx")
    if "[Content_Types].xml" not in names:
        raise FileRefused("is a zip file but not an Excel workbook; save the report as .xlsx")


def _sheets(content: bytes, archive: zipfile.ZipFile) -> Iterator[list[SheetRow]]:
    values = _open(content, data_only=True)
    formulas = _open(content, data_only=False)
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state == "visible":
            # Streaming does not tell of merges, and where a sheet lies is not public.
            xml = archive.read(sheet._worksheet_path)
            yield list(_sheet_rows(sheet, written, _marks(xml)))


def _open(content: bytes, *, data_only: bool) -> Any:
    # A quarter of a second that only a workbook is worth.
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _marks(xml: bytes) -> _Marks:
    merges = (found.groups() for found in _MERGE.finditer(xml))
    return _Marks(
        bool(_FORMULA.search(xml)),
        frozenset(
            int(top) for left, top, right, bottom in merges if left != right and top == bottom
        ),
    )


def _sheet_rows(sheet: Any, written: Any, marks: _Marks) -> Iterator[SheetRow]:
    filled = 0
    formulas = _rows(written) if marks.formulas else None
    for number, row in enumerate(_rows(sheet), start=1):
        if number > _LAST_ROW:
            raise FileRefused(_DAMAGED)
        beneath = next(formulas, ()) if formulas else row
        cells = tuple(_cell(*pair) for pair in zip(row, beneath, strict=False))
        used = sum(not is_blank(cell) for cell in cells)
        # A title or note across merged cells is no alert; a lone value in its own cell may be.
        if not used or (used == 1 and number in marks.merged_rows):
            continue
        filled += 1
        if filled > MAX_ROWS + SEARCHED_ROWS:
            raise too_many_rows()
        yield SheetRow(number, cells)


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # The size a sheet states of itself is often wrong, and would cut rows off.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        yield tuple(row[:_COLUMNS_READ])


def _cell(cell: Any, written: Any) -> Cell:
    if cell.value is None:
        return Unusable("formula", _NO_RESULT) if written.data_type == "f" else ""
    if cell.data_type == "e":
        return Unusable(str(cell.value), "shows an Excel error instead of a value")
    return _plain(cell.value)


def _plain(value: object) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        # Excel stores fractions of a day: 09:30 comes back as 09:29:59.999997.
        return (value.replace(tzinfo=None) + timedelta(seconds=0.5)).replace(microsecond=0)
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return excel_number_as_text(value)
    return str(value)
