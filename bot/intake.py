"""A daily report into the case files: good rows once, wrong rows told, one transaction a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.adapters.report import (
    AlertRow,
    ReportUnreadable,
    ReportVocabulary,
    RowProblem,
    read_report,
)
from bot.case.people import Actor
from bot.handlers.alert import NewAlert, take_alert
from bot.handlers.office import Office
from bot.ports_store import Transaction

RISK_SYSTEM = Actor("bot", "risk-system", "risk system")
MARKS = {"high": "[HIGH 高]", "medium": "[MEDIUM 中]", "low": "[LOW 低]"}


@dataclass
class IntakeResult:
    """What became of a report's rows; `marks` names each case touched, with its risk in words."""

    taken: int = 0
    skipped: int = 0
    refused: list[RowProblem] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """The JSON form, as the command line's contract has it."""
        return {
            "taken": self.taken, "skipped": self.skipped,
            "refused": [
                {"file": p.file, "row": p.row, "column": p.column, "value": p.value,
                 "reason": p.reason}
                for p in self.refused
            ],
            "cases": self.cases,
        }  # fmt: skip


def take_report(
    office: Office, vocabulary: ReportVocabulary, filename: str, content: bytes
) -> IntakeResult:
    """Reads a report and takes its good rows; an unreadable file is one refusal (row 0)."""
    result = IntakeResult()
    try:
        report = read_report(
            filename, content, vocabulary, now=office.now(), zone=office.playbook.zone
        )
    except ReportUnreadable as error:
        result.refused.append(RowProblem(filename, 0, "", "", error.reason))
        return result
    result.refused.extend(report.problems)
    result.skipped += report.repeated
    for row in report.rows:
        _take_row(office, filename, row, result)
    return result


def _take_row(office: Office, filename: str, row: AlertRow, result: IntakeResult) -> None:
    cause = f"report:{filename}:{row.row}"
    with office.store.begin() as tx:
        problem = _conflict(tx, filename, row)
        if problem:
            result.refused.append(problem)
            return
        case_no = take_alert(office, tx, new_alert(row, filename), RISK_SYSTEM, cause)
    if not case_no:
        result.skipped += 1
        return
    result.taken += 1
    result.marks.append((case_no, MARKS[row.severity]))
    if case_no not in result.cases:
        result.cases.append(case_no)


def _conflict(tx: Transaction, filename: str, row: AlertRow) -> RowProblem | None:
    """The same client number with another name is a mix-up of two people: a person decides."""
    known = tx.client(row.client_id)
    if known and row.name and known.name and known.name != row.name:
        return RowProblem(
            filename, row.row, "client_id", row.client_id,
            "this client number is on file with another name; correct the report or the register",
        )  # fmt: skip
    return None


def new_alert(row: AlertRow, source: str) -> NewAlert:
    """A report's row as an alert; only the last four characters of the account are kept."""
    tail = row.account.strip()[-4:]
    return NewAlert(
        row.client_id, row.name, row.risk_type, row.severity, row.detected_at, row.description,
        source, row.alert_ref, row.phone, row.language, f"****{tail}" if tail else "",
        row.handler, row.closing_reason or "client_request",
    )  # fmt: skip
