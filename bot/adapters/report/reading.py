"""Reads a whole report: takes the good rows, names what is wrong with the others."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot.adapters.report.decoding import EncodingUnclear, decode_text
from bot.adapters.report.delimited import delimited_table
from bot.adapters.report.fields import rules_of
from bot.adapters.report.grid import MAX_BYTES, MAX_ROWS, FileRefused, too_many_rows
from bot.adapters.report.headings import Headings, Table
from bot.adapters.report.json_lines import json_lines_table
from bot.adapters.report.rows import Report, ReportUnreadable
from bot.adapters.report.taking import take_rows
from bot.adapters.report.vocabulary import ReportVocabulary
from bot.adapters.report.workbook import workbook_table

_EXPECTED_FILES = "expected an .xlsx, .csv or .jsonl file"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_report(
    filename: str,
    content: bytes,
    vocabulary: ReportVocabulary,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> Report:
    """The rows and problems of one daily report (R2), read by what it is, not by its name alone.

    `now` is aware; times without a zone are taken as of `zone`. Raises ReportUnreadable where
    the file as a whole cannot be read, ValueError for a naive `now`.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    file = PurePath(filename).name or filename
    try:
        table = _table(file, content, vocabulary)
        _refuse_missing(table, vocabulary)
    except (FileRefused, EncodingUnclear) as refused:
        raise ReportUnreadable(file, str(refused)) from refused
    return take_rows(file, table, rules_of(vocabulary, now, zone), vocabulary.required_fields)


def _table(file: str, content: bytes, vocabulary: ReportVocabulary) -> Table:
    _refuse_kind(content)
    headings = Headings(vocabulary)
    suffix = PurePath(file).suffix.lower()
    table: Table | None
    if content.startswith(b"PK"):
        table = workbook_table(content, headings, vocabulary.required_fields)
    elif suffix in (".jsonl", ".ndjson"):
        table = json_lines_table(content, headings)
    elif suffix in (".csv", ".tsv", ".txt"):
        table = delimited_table(decode_text(content, _words(vocabulary)), headings)
    else:
        raise FileRefused(f"is not an Excel workbook; {_EXPECTED_FILES}")
    if table is None:
        wanted = ", ".join(_headings_for(field, vocabulary) for field in vocabulary.required_fields)
        raise FileRefused(f"has no row of headings among its first ten rows; expected {wanted}")
    if len(table.rows) > MAX_ROWS:
        raise too_many_rows()
    return table


def _refuse_kind(content: bytes) -> None:
    if not content.strip():
        raise FileRefused(f"is empty; {_EXPECTED_FILES}")
    if len(content) > MAX_BYTES:
        raise FileRefused("is larger than 100 MB; a daily report is never that large")
    if content.startswith(b"%PDF"):
        raise FileRefused(f"is a PDF, whatever its name; {_EXPECTED_FILES}")
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise FileRefused("is protected by a password; save it without one")
        raise FileRefused("is an old Excel file (.xls); save it as .xlsx")


def _refuse_missing(table: Table, vocabulary: ReportVocabulary) -> None:
    if table.rows and all(row.broken for row in table.rows):
        return  # every row is reported with its own reason
    missing = [field for field in vocabulary.required_fields if field not in table.columns]
    if missing:
        hints = "; ".join(f"{field}: {_headings_for(field, vocabulary)}" for field in missing)
        raise FileRefused(f"has no column for {', '.join(missing)} (headings that do: {hints})")


def _headings_for(field: str, vocabulary: ReportVocabulary) -> str:
    return " / ".join(vocabulary.columns.get(field, ())[:4]) or field


def _words(vocabulary: ReportVocabulary) -> set[str]:
    sections = (vocabulary.columns, vocabulary.risk_types, vocabulary.severities)
    return {name for words in sections for names in words.values() for name in names}
