"""Each rule for a cell is one row here."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.report.report_files import GOOD, jsonl, read, read_one


def test_a_good_row_is_taken_with_canonical_codes() -> None:
    report = read_one()
    (row,) = report.rows
    assert report.problems == ()
    assert (row.row, row.client_id, row.name) == (1, "10023", "陈美玲")
    assert (row.risk_type, row.severity, row.language) == ("credit", "high", "zh-Hant")
    assert (row.phone, row.alert_ref) == ("+85291234567", "W-1")
    assert row.detected_at is not None
    assert row.detected_at.isoformat() == "2026-11-20T01:30:00+00:00"


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("客户ID", "007", "client_id", "007"),
        ("客户ID", 10023, "client_id", "10023"),
        ("客户ID", 10023.0, "client_id", "10023"),
        ("客户ID", "１００２３", "client_id", "10023"),
        ("客户ID", "HK_7-a", "client_id", "HK_7-a"),
        ("客户ID", "c" * 32, "client_id", "c" * 32),
        ("姓名", "  陈\u200b美\u0007玲 ", "name", "陈美玲"),
        ("姓名", "欧" * 80, "name", "欧" * 80),
        ("姓名", "=cmd|' /C calc'!A0", "name", "=cmd|' /C calc'!A0"),
        ("姓名", "\u202eevil", "name", "evil"),
        ("风险类型", "欠繳稅款", "risk_type", "tax_arrears"),
        ("风险类型", "TAX_ARREARS", "risk_type", "tax_arrears"),
        ("风险类型", " tax  arrears ", "risk_type", "tax_arrears"),
        ("严重程度", 2, "severity", "medium"),
        ("严重程度", "ｈ", "severity", "high"),
        ("说明", "第一行\n第二行\t完", "description", "第一行 第二行 完"),
        ("说明", "x" * 500, "description", "x" * 500),
        ("说明", None, "description", ""),
        ("手机", "+86 138 0013 8000", "phone", "+8613800138000"),
        ("手机", "９１２３４５６７", "phone", "+85291234567"),
        ("手机", 91234567, "phone", "+85291234567"),
        ("手机", "", "phone", ""),
        ("语言", "english", "language", "en"),
        ("金额", 12345.67, "amount", "12345.67"),
        ("金额", 1e-7, "amount", "0.0000001"),
        ("账号", 1234567890123456789, "account", "1234567890123456789"),
        ("电邮", "mei.ling@example.com", "email", "mei.ling@example.com"),
        ("注销原因", "移居", "closing_reason", "移居"),
    ],
)
def test_a_cell_is_read_as_a_person_means_it(
    column: str, value: Any, field: str, expected: str
) -> None:
    report = read_one(**{column: value})
    assert report.problems == ()
    assert getattr(report.rows[0], field) == expected


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("客户ID", "", "empty"),
        ("客户ID", "c" * 33, "1 to 32"),
        ("客户ID", "10 023", "letters A-Z"),
        ("客户ID", "客户七", "letters A-Z"),
        ("客户ID", "10023.5", "letters A-Z"),
        ("姓名", "", "empty"),
        ("姓名", " \u200b", "empty"),
        ("姓名", "欧" * 81, "at most 80"),
        ("姓名", ["陈"], "list or an object"),
        ("风险类型", "天气", "credit (信用风险)"),
        ("风险类型", "信用风险、未缴税款", "expected one of"),
        ("严重程度", "", "low (低)"),
        ("严重程度", "4", "high (高)"),
        ("说明", "x" * 501, "501 characters long; expected at most 500"),
        ("手机", "12345", "phone number"),
        ("手机", "+852 0000 0000", "phone number"),
        ("手机", "nobody", "without the country code for HK"),
        ("语言", "Deutsch", "en (English)"),
        ("金额", float("1e15"), "15 digits"),
        ("电邮", "mei.ling", "e-mail"),
        ("账号", "1" * 201, "at most 200"),
        ("预警时间", 1795145400, "date"),
    ],
)
def test_a_wrong_cell_is_reported_with_its_column_and_what_is_expected(
    column: str, value: Any, reason: str
) -> None:
    report = read_one(**{column: value})
    assert report.rows == ()
    (problem,) = report.problems
    assert (problem.file, problem.row, problem.column) == ("r.jsonl", 1, column)
    assert reason in problem.reason


def test_all_that_is_wrong_with_a_row_is_reported_at_once() -> None:
    report = read_one(客户ID="?", 手机="1", 严重程度="very")
    assert [problem.column for problem in report.problems] == ["客户ID", "严重程度", "手机"]


def test_a_wrong_row_does_not_keep_the_good_ones_out() -> None:
    report = read("r.jsonl", jsonl(GOOD, GOOD | {"客户ID": "??"}, GOOD | {"预警编号": "W-2"}))
    assert [row.row for row in report.rows] == [1, 3]
    assert [problem.row for problem in report.problems] == [2]


def test_a_quoted_value_is_cut_to_eighty_characters_and_has_no_control_characters() -> None:
    (problem,) = read_one(说明="\x1b[31m" + "x" * 600).problems
    assert problem.value == ("[31m" + "x" * 600)[:80]


def test_rows_that_say_the_same_are_taken_once_and_counted() -> None:
    report = read("r.jsonl", jsonl(GOOD, GOOD, GOOD | {"严重程度": "H"}))
    assert len(report.rows) == 1
    assert report.repeated == 2


def test_rows_without_alert_number_that_differ_are_all_taken() -> None:
    first, second = GOOD | {"预警编号": ""}, GOOD | {"预警编号": "", "风险类型": "法律纠纷"}
    assert len(read("r.jsonl", jsonl(first, second)).rows) == 2


def test_an_alert_number_given_twice_to_different_alerts_is_reported() -> None:
    report = read("r.jsonl", jsonl(GOOD, GOOD | {"客户ID": "10024"}))
    assert [row.client_id for row in report.rows] == ["10023"]
    (problem,) = report.problems
    assert (problem.row, problem.column) == (2, "预警编号")
    assert "row 1" in problem.reason
