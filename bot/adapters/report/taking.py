"""Takes the good rows of a table, once each, and names what is wrong with the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.adapters.report.fields import FieldRefused, Rules, read_detected_at, read_text_field, shown
from bot.adapters.report.grid import Cell, is_blank
from bot.adapters.report.headings import FieldRow, Table
from bot.adapters.report.rows import AlertRow, Report, RowProblem
from bot.adapters.report.vocabulary import FIELDS

_IGNORED_SHOWN = 100
_TEXTS = tuple(field for field in FIELDS if field != "detected_at")


def take_rows(file: str, table: Table, rules: Rules, required: tuple[str, ...]) -> Report:
    """The report in `table`: all problems of all rows at once, equal rows taken once."""
    taking = _Taking(file, table, rules, required)
    for row in table.rows:
        taking.take(row)
    ignored = tuple(name[:80] for name in table.ignored[:_IGNORED_SHOWN])
    return Report(tuple(taking.rows.values()), tuple(taking.problems), ignored, taking.repeated)


class _Taking:
    def __init__(self, file: str, table: Table, rules: Rules, required: tuple[str, ...]) -> None:
        self._file = file
        self._columns = table.columns
        self._rules = rules
        self._required = required
        self._row_of_ref: dict[str, int] = {}
        self.rows: dict[AlertRow, AlertRow] = {}
        self.problems: list[RowProblem] = []
        self.repeated = 0

    def take(self, row: FieldRow) -> None:
        if row.broken:
            self._problem(row, "", "; ".join(map(shown, row.cells.values())), row.broken)
            return
        alert = self._alert(row)
        if alert is None:
            return
        said = replace(alert, row=0)
        if said in self.rows:
            self.repeated += 1
        elif (earlier := self._row_of_ref.get(alert.alert_ref)) and alert.alert_ref:
            reason = f"was given to another alert in row {earlier}; each alert has its own number"
            self._problem(row, "alert_ref", alert.alert_ref, reason)
        else:
            self.rows[said] = alert
            self._row_of_ref[alert.alert_ref] = row.number

    def _alert(self, row: FieldRow) -> AlertRow | None:
        before = len(self.problems)
        texts = {field: self._text(field, row) for field in _TEXTS}
        detected_at = self._moment(row)
        if len(self.problems) > before:
            return None
        return AlertRow(row=row.number, detected_at=detected_at, **texts)

    def _text(self, field: str, row: FieldRow) -> str:
        cell = self._cell(field, row)
        try:
            text = read_text_field(field, cell, self._rules)
        except FieldRefused as refused:
            self._problem(row, field, shown(cell), str(refused))
            return ""
        if not text and field in self._required:
            self._problem(row, field, "", self._empty(field))
        return text

    def _moment(self, row: FieldRow) -> datetime | None:
        cell = self._cell("detected_at", row)
        if is_blank(cell) and "detected_at" in self._required:
            self._problem(row, "detected_at", "", self._empty("detected_at"))
        try:
            return read_detected_at(cell, self._rules)
        except FieldRefused as refused:
            self._problem(row, "detected_at", shown(cell), str(refused))
            return None

    def _cell(self, field: str, row: FieldRow) -> Cell:
        return row.cells.get(field, "")

    def _empty(self, field: str) -> str:
        offer = self._rules.expected.get(field)
        return f"is empty; expected one of: {offer}" if offer else "is empty; every row needs it"

    def _problem(self, row: FieldRow, field: str, value: str, reason: str) -> None:
        column = self._columns.get(field, field)
        self.problems.append(RowProblem(self._file, row.number, column, value[:80], reason))
