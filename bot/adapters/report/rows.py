"""What reading a report gives: good rows, problems a person can act on, or a plain refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AlertRow:
    """One good row of the report (R2); every text but the first four may be "".

    `row` counts as the person sees it: 1 is the first line of the sheet or file.
    `detected_at` is aware UTC; `phone` is E.164; the codes are the vocabulary's.
    """

    row: int
    client_id: str
    name: str
    risk_type: str
    severity: str
    detected_at: datetime | None
    description: str = ""
    alert_ref: str = ""
    phone: str = ""
    language: str = ""
    account: str = ""
    handler: str = ""
    closing_reason: str = ""
    amount: str = ""
    email: str = ""


@dataclass(frozen=True)
class RowProblem:
    """Why one row was not taken: `column` is the heading as it stands in the file.

    `column` is "" where the row as a whole cannot be read.
    """

    file: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What a whole file gave; `repeated` counts rows that said the same as an earlier one."""

    rows: tuple[AlertRow, ...]
    problems: tuple[RowProblem, ...]
    ignored_columns: tuple[str, ...] = ()
    repeated: int = 0


class ReportUnreadable(Exception):
    """The file as a whole cannot be read; `reason` is a plain sentence for the person."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason
