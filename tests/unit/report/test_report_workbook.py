"""Excel workbooks as people and systems really make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from bot.adapters.report import ReportUnreadable, grid
from tests.unit.report.report_files import GOOD, HEADINGS, csv_text, read, xlsx

ROW: tuple[Any, ...] = tuple(GOOD.values())


def _with(column: str, value: Any) -> tuple[Any, ...]:
    return tuple((GOOD | {column: value}).values())


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("客户ID", 10023.0, "client_id", "10023"),
        ("客户ID", 10023, "client_id", "10023"),
        ("客户ID", "00123", "client_id", "00123"),
        ("严重程度", 3, "severity", "high"),
        ("手机", 91234567, "phone", "+85291234567"),
        ("预警时间", datetime(2026, 11, 20, 9, 30), "detected_at", datetime(2026, 11, 20, 1, 30)),
        ("预警时间", date(2026, 11, 20), "detected_at", datetime(2026, 11, 19, 16, 0)),
        ("预警时间", "2026年11月20日 上午9点30分", "detected_at", datetime(2026, 11, 20, 1, 30)),
        ("说明", datetime(2026, 11, 20, 9, 30), "description", "2026-11-20 09:30"),
        ("说明", True, "description", "TRUE"),
    ],
)
def test_a_cell_is_read_as_excel_shows_it(
    column: str, value: Any, field: str, expected: Any
) -> None:
    report = read("r.xlsx", xlsx([HEADINGS, _with(column, value)]))
    assert report.problems == ()
    wanted = expected.replace(tzinfo=UTC) if isinstance(expected, datetime) else expected
    assert getattr(report.rows[0], field) == wanted


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("客户ID", 1234567890123456789, "15 digits"),
        ("姓名", "=A1&B1", "formula without a stored result"),
        ("预警时间", "=NOW()", "formula without a stored result"),
        ("预警时间", 46346.39, "date"),
        ("姓名", datetime(2026, 11, 20), "holds a date"),
        ("姓名", "#REF!", "Excel error"),
    ],
)
def test_a_cell_that_cannot_be_used_is_reported(column: str, value: Any, reason: str) -> None:
    report = read("r.xlsx", xlsx([HEADINGS, ROW, _with(column, value)]))
    (problem,) = report.problems
    assert (problem.row, problem.column) == (3, column)
    assert reason in problem.reason


def test_a_formula_with_a_stored_result_gives_that_result() -> None:
    content = xlsx([HEADINGS, _with("姓名", '="陈"&"美玲"')])
    stored = _edited(content, b"</f><v />", b"</f><v>STORED</v>", b"</f><v/>", b"</f><v>STORED</v>")
    typed = _edited(stored, b'<c r="B2">', b'<c r="B2" t="str">')
    assert read("r.xlsx", typed).rows[0].name == "STORED"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    def as_text(book: Workbook) -> None:
        book.worksheets[0]["F2"].data_type = "s"

    content = xlsx([HEADINGS, _with("说明", "=cmd|' /C calc'!A0")], as_text)
    assert read("r.xlsx", content).rows[0].description == "=cmd|' /C calc'!A0"


def _edited(content: bytes, *swaps: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            for before, after in zip(swaps[::2], swaps[1::2], strict=True):
                xml = xml.replace(before, after) if "worksheets/" in name else xml
            new.writestr(name, xml)
    return made.getvalue()


def test_rows_are_counted_as_the_person_sees_them() -> None:
    report = read("r.xlsx", xlsx([(), HEADINGS, (), ROW, (), _with("客户ID", "?")]))
    assert [row.row for row in report.rows] == [4]
    assert [problem.row for problem in report.problems] == [6]


def test_merged_note_rows_are_skipped_and_a_lone_client_is_not() -> None:
    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A3:I3")

    rows = [HEADINGS, ROW, ("以下为中风险客户",), _with("预警编号", "W-2"), ("10025",)]
    report = read("r.xlsx", xlsx(rows, merge))
    assert [row.row for row in report.rows] == [2, 4]
    assert {problem.row for problem in report.problems} == {5}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_ignored(state: Any) -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].sheet_state = state
        shown = book.create_sheet("日报")
        shown.append(list(HEADINGS))
        shown.append(list(_with("客户ID", "20001")))

    assert [row.client_id for row in read("r.xlsx", xlsx([HEADINGS, ROW], hide)).rows] == ["20001"]


def test_the_first_sheet_with_the_needed_headings_is_used() -> None:
    def more(book: Workbook) -> None:
        for title, client in (("日报", "20001"), ("昨日", "20002")):
            sheet = book.create_sheet(title)
            sheet.append(list(HEADINGS))
            sheet.append(list(_with("客户ID", client)))

    summary = [("风险类型", "严重程度", "宗数"), ("信用风险", "高", 2)]
    assert [row.client_id for row in read("r.xlsx", xlsx(summary, more)).rows] == ["20001"]


def test_a_size_that_the_sheet_states_wrongly_cuts_nothing_off() -> None:
    content = _edited(xlsx([HEADINGS, ROW]), b'<dimension ref="A1:I2"', b'<dimension ref="A1:A1"')
    assert len(read("r.xlsx", content).rows) == 1


def test_a_workbook_is_read_as_one_whatever_its_name() -> None:
    assert len(read("日报.csv", xlsx([HEADINGS, ROW])).rows) == 1


def _zip(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def _bomb() -> bytes:
    return _zip(**{"[Content_Types].xml": b"x", "xl/a.xml": b"\0" * (grid.MAX_BYTES + 1)})


def _flagged() -> bytes:
    content = bytearray(_zip(**{"[Content_Types].xml": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "empty"),
        (lambda: b" \r\n", "empty"),
        (lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (_flagged, "password"),
        (lambda: _OLE + bytes(600), "old Excel file"),
        (lambda: b"%PDF-1.7 ...", "PDF"),
        (lambda: csv_text([HEADINGS]).encode(), "not an Excel workbook"),
        (lambda: xlsx([HEADINGS, ROW])[:-40], "damaged"),
        (lambda: _zip(mimetype=b"application/x"), "zip file but not an Excel workbook"),
        (lambda: _zip(**{"[Content_Types].xml": b"<", "xl/workbook.bin": b""}), "xlsb"),
        (lambda: _zip(**{"[Content_Types].xml": b"<!"}), "damaged"),
        (_bomb, "100 MB"),
        (lambda: xlsx([("a", "b")]), "no row of headings"),
    ],
)
def test_a_file_that_is_no_report_is_refused_with_a_plain_reason(
    make: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(ReportUnreadable, match=reason):
        read("r.xlsx", make())


def test_a_row_number_beyond_excel_is_refused() -> None:
    content = _edited(xlsx([HEADINGS, ROW]), b'<row r="2"', b'<row r="9999999999"')
    with pytest.raises(ReportUnreadable, match="damaged"):
        read("r.xlsx", content)
