"""CSV and JSON lines: encodings, separators, broken lines."""

from __future__ import annotations

import json

import pytest

from bot.adapters.report import ReportUnreadable
from tests.unit.report.report_files import GOOD, HEADINGS, csv_text, jsonl, read

ROW = tuple(GOOD.values())
SIMPLIFIED = csv_text([HEADINGS, ROW])
TRADITIONAL = csv_text(
    [("客戶編號", "客戶姓名", "風險類別", "嚴重程度"), ("10023", "陳美玲", "欠繳稅款", "高風險")]
)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "陈美玲"),
        (SIMPLIFIED, "utf-8-sig", "陈美玲"),
        (SIMPLIFIED, "utf-16", "陈美玲"),
        (SIMPLIFIED, "gb18030", "陈美玲"),
        (TRADITIONAL, "gb18030", "陳美玲"),
        (TRADITIONAL, "big5", "陳美玲"),
        (TRADITIONAL.replace("陳美玲", "李堃"), "big5hkscs", "李堃"),
    ],
)
def test_a_name_survives_its_encoding(text: str, codec: str, name: str) -> None:
    (row,) = read("r.csv", text.encode(codec)).rows
    assert row.name == name


ENGLISH = "client_id,name,risk_type,severity\n1,{},credit,high\n"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("张伟", "gb18030"),
        ("王芳", "gb18030"),
        ("欧阳娜娜", "gb18030"),
        ("陳大文", "big5"),
        ("何淑儀", "big5"),
        ("梁朝偉", "big5"),
        ("李淼", "gb18030"),
        ("黃鑫", "big5"),
    ],
)
def test_a_name_without_chinese_around_it_is_right_or_the_file_is_refused(
    name: str, codec: str
) -> None:
    vocabulary_is_english = ENGLISH.replace("client_id", "Client ID").format(name).encode(codec)
    try:
        (row,) = read("r.csv", vocabulary_is_english).rows
    except ReportUnreadable as refused:
        assert "save the file as CSV UTF-8" in refused.reason
    else:
        assert row.name == name


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SIMPLIFIED.encode() + b"\xff\xfe\xfd", "line 3 is not UTF-8"),
        (b"\xef\xbb\xbf" + b"\xff" * 9, "damaged at byte 1"),
        ("\n".join(["a,b"] * 3).encode() + b"\0", "NUL"),
        (b"\x80\x81\x82,\xff", "text encoding is not clear"),
    ],
)
def test_text_that_cannot_be_decoded_for_certain_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ReportUnreadable, match=reason):
        read("r.csv", content)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "txt"])
def test_the_separator_is_found(separator: str, suffix: str) -> None:
    assert len(read(f"r.{suffix}", csv_text([HEADINGS, ROW], separator).encode()).rows) == 1


def test_text_with_a_comma_is_quoted_and_may_go_over_lines() -> None:
    rows = [HEADINGS, tuple((GOOD | {"说明": '"甲,乙\r\n""丙"""'}).values()), ("?", *ROW[1:])]
    report = read("r.csv", csv_text(rows).encode())
    assert report.rows[0].description == '甲,乙 "丙"'
    assert [problem.row for problem in report.problems] == [3]


def test_a_stray_comma_that_shifts_the_row_is_reported() -> None:
    report = read("r.csv", csv_text([HEADINGS, ROW, (*ROW, "W-3")]).encode())
    assert len(report.rows) == 1
    (problem,) = report.problems
    assert (problem.row, problem.column) == (3, "")
    assert "more cells than there are headings" in problem.reason


def test_a_quotation_mark_left_open_is_reported_with_its_lines() -> None:
    rows = [HEADINGS, ROW, ('"10024', *ROW[1:]), ("10025", *ROW[1:])]
    report = read("r.csv", csv_text(rows).encode())
    assert [row.row for row in report.rows] == [2]
    (problem,) = report.problems
    assert problem.row == 3
    assert "lines 3 to 4" in problem.reason


def test_a_wrong_quotation_mark_spoils_only_its_row() -> None:
    rows = [HEADINGS, ('"100"24', *ROW[1:]), ROW]
    report = read("r.csv", csv_text(rows).encode())
    assert [row.row for row in report.rows] == [3]
    assert "quotation marks in this row" in report.problems[0].reason


def test_a_short_row_has_blank_cells_at_its_end() -> None:
    assert read("r.csv", csv_text([HEADINGS, ROW[:4]]).encode()).rows[0].phone == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"a": ', "is not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "same key twice"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not usable JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": "\xff"}', "not UTF-8"),
    ],
)
def test_a_bad_line_spoils_only_itself(line: bytes, reason: str) -> None:
    report = read(
        "r.jsonl", jsonl(GOOD) + b"\r\n\r\n" + line + b"\n" + jsonl(GOOD | {"预警编号": "2"})
    )
    assert [row.row for row in report.rows] == [1, 4]
    (problem,) = report.problems
    assert (problem.row, problem.column) == (3, "")
    assert reason in problem.reason


def test_a_file_of_bad_lines_only_is_reported_line_by_line() -> None:
    assert [problem.row for problem in read("r.jsonl", b"{\n{\n").problems] == [1, 2]


def test_a_line_without_a_needed_key_is_reported() -> None:
    rest = {key: value for key, value in GOOD.items() if key != "严重程度"}
    report = read("r.jsonl", jsonl(GOOD, rest))
    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "严重程度")]


def test_lines_may_name_their_keys_differently() -> None:
    english = {"Client ID": "7", "name": "Mei", "risk_type": "credit", "severity": "low", "x": 1}
    report = read("r.jsonl", b"\xef\xbb\xbf" + jsonl(GOOD, english))
    assert [row.client_id for row in report.rows] == ["10023", "7"]
    assert report.ignored_columns == ("x",)


def test_json_may_be_escaped() -> None:
    assert read("r.ndjson", json.dumps(GOOD).encode()).rows[0].name == "陈美玲"


def test_half_a_character_is_dropped() -> None:
    (row,) = read("r.jsonl", json.dumps(GOOD | {"姓名": "李\ud800"}).encode()).rows
    assert row.name == "李"


@pytest.mark.parametrize("name", ["r.pdf", "r.json", "report", ""])
def test_another_kind_of_file_is_refused(name: str) -> None:
    with pytest.raises(ReportUnreadable, match=r"expected an \.xlsx, \.csv or \.jsonl file"):
        read(name, b"text")
