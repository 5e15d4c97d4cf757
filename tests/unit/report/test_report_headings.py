"""Headings are found wherever and however they are written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.report import ReportUnreadable, vocabulary_problems
from tests.unit.report.report_files import GOOD, HEADINGS, VOCABULARY, csv_text, read, xlsx

FOUR = ("10023", "陈美玲", "信用风险", "高")


def _csv(*rows: tuple[str, ...]) -> bytes:
    return csv_text(rows).encode()


@pytest.mark.parametrize(
    "headings",
    [
        ("客户ID", "姓名", "风险类型", "严重程度"),
        ("客戶編號", "客戶姓名", "風險類別", "嚴重程度"),
        ("Client ID", "NAME", "Risk Type", "Severity"),
        ("client_id", "name", "risk-type", "SEVERITY "),
        ("客户ＩＤ", " 姓 名 ", "风险类型*", "严重程度："),
        ("CLIENT.ID", "Name", "risk_type", "风险等级"),
    ],
)
def test_headings_match_after_folding(headings: tuple[str, ...]) -> None:
    assert read("r.csv", _csv(headings, FOUR)).rows[0].risk_type == "credit"


def test_columns_may_stand_in_any_order() -> None:
    ordered = _csv(("严重程度", "风险类型", "姓名", "客户ID"), FOUR[::-1])
    assert read("r.csv", ordered).rows[0].client_id == "10023"


def test_title_rows_above_the_headings_are_passed_over() -> None:
    rows = [("风险预警日报",), (), ("生成时间", "2026-11-20"), HEADINGS[:4], FOUR]
    (row,) = read("r.xlsx", xlsx(rows)).rows
    assert row.row == 5


def test_headings_below_the_tenth_row_are_not_found() -> None:
    rows = [("风险预警日报",)] * 10 + [HEADINGS[:4], FOUR]
    with pytest.raises(ReportUnreadable, match="no row of headings among its first ten rows"):
        read("r.xlsx", xlsx(rows))


def test_unknown_columns_are_ignored_but_listed() -> None:
    report = read("r.csv", _csv((*HEADINGS[:4], "天气", "分行"), (*FOUR, "晴", "中环")))
    assert report.ignored_columns == ("天气", "分行")
    assert len(report.rows) == 1


def test_of_two_columns_for_one_field_the_first_in_config_is_read() -> None:
    headings = ("客户编号", "客户ID", *HEADINGS[1:4])
    report = read("r.csv", _csv(headings, ("B-1", *FOUR)))
    assert report.rows[0].client_id == "10023"
    assert report.ignored_columns == ("客户编号",)


def test_two_columns_with_the_very_same_heading_are_refused() -> None:
    with pytest.raises(ReportUnreadable, match="two columns headed '姓名'"):
        read("r.csv", _csv(("姓名", *HEADINGS[:4]), ("x", *FOUR)))


def test_headings_printed_again_on_every_page_are_passed_over() -> None:
    report = read("r.csv", _csv(HEADINGS[:4], FOUR, HEADINGS[:4], ("10024", *FOUR[1:])))
    assert [row.client_id for row in report.rows] == ["10023", "10024"]
    assert report.problems == ()


def test_a_missing_required_column_names_the_headings_that_do() -> None:
    with pytest.raises(
        ReportUnreadable, match=r"no column for severity .*严重程度 / 嚴重程度"
    ) as info:
        read("dir/r.csv", _csv(HEADINGS[:3], FOUR[:3]))
    assert info.value.file == "r.csv"


def test_a_column_that_is_not_required_may_be_missing() -> None:
    loose = replace(VOCABULARY, required=("risk_type",))
    (row,) = read("r.csv", _csv(("客户ID", "风险类型"), ("10023", "信用风险")), loose).rows
    assert (row.name, row.severity) == ("", "")


def test_the_client_is_required_whatever_the_config_says() -> None:
    loose = replace(VOCABULARY, required=())
    with pytest.raises(ReportUnreadable, match="no column for client_id"):
        read("r.csv", _csv(HEADINGS[1:4], FOUR[1:]), loose)


def test_a_required_moment_must_be_there() -> None:
    strict = replace(VOCABULARY, required=("client_id", "detected_at"))
    rows = ("客户ID", "姓名", "预警时间"), ("10023", "陈美玲", "")
    (problem,) = read("r.csv", _csv(*rows), strict).problems
    assert (problem.column, problem.reason) == ("预警时间", "is empty; every row needs it")


def test_a_sound_vocabulary_has_no_problems() -> None:
    assert vocabulary_problems(VOCABULARY) == ()


@pytest.mark.parametrize(
    ("changes", "path", "reason"),
    [
        (
            {"columns": {**VOCABULARY.columns, "shoe_size": ("鞋码",)}},
            "columns.shoe_size",
            "unknown",
        ),
        ({"languages": {"de": ("Deutsch",)}}, "languages.de", "expected one of zh-Hans"),
        ({"required": ("age",)}, "required", "columns.age"),
        ({"severities": {"low": ("L",), "high": ("l",)}}, "severities.high", "severities.low"),
        ({"risk_types": {"credit": ("--",)}}, "risk_types.credit", "no letter"),
    ],
)
def test_a_wrong_vocabulary_is_reported(changes: dict[str, object], path: str, reason: str) -> None:
    problems = vocabulary_problems(replace(VOCABULARY, **changes))  # type: ignore[arg-type]
    assert [found for found, _, _ in problems] == [path]
    assert reason in problems[0][2]


def test_good_rows_use_every_heading_of_the_test_vocabulary() -> None:
    assert tuple(GOOD) == HEADINGS
