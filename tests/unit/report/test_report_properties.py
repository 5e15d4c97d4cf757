"""What holds for every report."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.report import Report, ReportUnreadable, grid, read_report
from tests.unit.report.report_files import (
    GOOD,
    HEADINGS,
    HONG_KONG,
    VOCABULARY,
    csv_text,
    jsonl,
    read,
    xlsx,
)

SECOND = GOOD | {"客户ID": "00124", "风险类型": "法律纠纷", "预警编号": "W-2", "语言": ""}
ROWS = [tuple(entry.values()) for entry in (GOOD, SECOND)]
WORKBOOK = xlsx([HEADINGS, *ROWS])
SUFFIXES = st.sampled_from(["xlsx", "csv", "jsonl", "tsv", "bin"])


def test_the_same_two_rows_are_equal_in_all_three_formats() -> None:
    reports = [
        read("r.xlsx", WORKBOOK),
        read("r.csv", csv_text([HEADINGS, *ROWS]).encode()),
        read("r.jsonl", jsonl(GOOD, SECOND)),
    ]
    seen = {tuple(replace(row, row=0) for row in report.rows) for report in reports}
    assert len(seen) == 1
    assert len(seen.pop()) == 2
    assert not any(report.problems for report in reports)


def _is_answered(name: str, content: bytes) -> None:
    try:
        assert isinstance(read(name, content), Report)
    except ReportUnreadable as refused:
        assert refused.reason


@given(SUFFIXES, st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_plain_refusal(suffix: str, content: bytes) -> None:
    _is_answered(f"r.{suffix}", content)


@given(SUFFIXES, st.text(st.sampled_from('客户ID姓名,;"\n{}[]:高1 \t\r'), max_size=80))
def test_any_text_under_headings_is_answered(suffix: str, text: str) -> None:
    _is_answered(f"r.{suffix}", (csv_text([HEADINGS]) + text).encode())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_damaged_anywhere_is_answered(at: int, damage: bytes) -> None:
    _is_answered("r.xlsx", WORKBOOK[:at] + damage + WORKBOOK[at + len(damage) :])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_any_damaged_part_is_answered(data: st.DataObject) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(made, "w") as new:
        hit = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            xml = old.read(name)
            if name == hit:
                at = data.draw(st.integers(0, len(xml)))
                xml = xml[:at] + data.draw(st.binary(max_size=6)) + xml[at + 3 :]
            new.writestr(name, xml)
    _is_answered("r.xlsx", made.getvalue())


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx"])
def test_more_rows_than_are_taken_at_once_are_refused(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [GOOD | {"预警编号": str(number)} for number in range(30)]
    cells = [HEADINGS, *(tuple(entry.values()) for entry in many)]
    content = {"csv": csv_text(cells).encode(), "jsonl": jsonl(*many), "xlsx": xlsx(cells)}[suffix]
    for module in ("grid", "reading", "workbook", "delimited", "json_lines"):
        monkeypatch.setattr(f"bot.adapters.report.{module}.MAX_ROWS", 30)
    assert len(read(f"r.{suffix}", content).rows) == 30
    for module in ("grid", "reading", "workbook", "delimited", "json_lines"):
        monkeypatch.setattr(f"bot.adapters.report.{module}.MAX_ROWS", 29)
    with pytest.raises(ReportUnreadable, match="more than 29 rows"):
        read(f"r.{suffix}", content)


def test_the_limit_on_rows_is_fifty_thousand() -> None:
    assert grid.MAX_ROWS == 50_000


def test_a_file_over_100_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.adapters.report.reading.MAX_BYTES", 3)
    with pytest.raises(ReportUnreadable, match="100 MB"):
        read("r.csv", b"text")


def test_a_naive_now_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        read_report("r.csv", b"x", VOCABULARY, now=datetime(2026, 11, 20), zone=HONG_KONG)
