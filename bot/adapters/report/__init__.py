"""Reads the risk system's daily report (R2) and writes the staff list (R5)."""

from __future__ import annotations

from bot.adapters.report.reading import read_report
from bot.adapters.report.rows import AlertRow, Report, ReportUnreadable, RowProblem
from bot.adapters.report.staff_list import StaffListRow, write_staff_list_xlsx
from bot.adapters.report.vocabulary import FIELDS, ReportVocabulary, vocabulary_problems

__all__ = [
    "FIELDS",
    "AlertRow",
    "Report",
    "ReportUnreadable",
    "ReportVocabulary",
    "RowProblem",
    "StaffListRow",
    "read_report",
    "vocabulary_problems",
    "write_staff_list_xlsx",
]
