"""Reads the risk system's daily report (R2); `staff_list` writes the staff's list (R5)."""

from __future__ import annotations

from bot.adapters.report.reading import read_report
from bot.adapters.report.rows import AlertRow, Report, ReportUnreadable, RowProblem
from bot.adapters.report.vocabulary import FIELDS, ReportVocabulary, vocabulary_problems

__all__ = [
    "FIELDS",
    "AlertRow",
    "Report",
    "ReportUnreadable",
    "ReportVocabulary",
    "RowProblem",
    "read_report",
    "vocabulary_problems",
]
