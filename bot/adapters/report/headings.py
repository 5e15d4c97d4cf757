"""Finds the row of headings and says which column holds which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.adapters.report.grid import Cell, FileRefused, SheetRow, is_blank
from bot.adapters.report.vocabulary import ReportVocabulary, fold

SEARCHED_ROWS = 10
_FEWEST_HEADINGS = 2
_TOO_WIDE = (
    "has more cells than there are headings; text that holds the separator must stand "
    'in "quotation marks"'
)


@dataclass(frozen=True)
class FieldRow:
    """One row by field; `broken` says why it cannot be taken apart, "" if it can."""

    number: int
    cells: Mapping[str, Cell]
    broken: str = ""


@dataclass(frozen=True)
class Table:
    """A file's rows by field; `columns` gives each field's heading as it stands there."""

    columns: Mapping[str, str]
    rows: tuple[FieldRow, ...]
    ignored: tuple[str, ...] = ()


class Headings:
    """Matches headings to fields after folding width, case, spaces and punctuation."""

    def __init__(self, vocabulary: ReportVocabulary) -> None:
        self._rank: dict[str, tuple[str, int]] = {}
        for field, names in vocabulary.columns.items():
            for rank, name in enumerate((*names, field)):
                self._rank.setdefault(fold(name), (field, rank))
        self._rank.pop("", None)

    def match(self, headings: Sequence[str]) -> dict[str, int]:
        """Field -> index; of two headings for one field the one listed first in config wins."""
        best: dict[str, tuple[int, int]] = {}
        for index, heading in enumerate(headings):
            field, rank = self._rank.get(fold(heading), ("", 0))
            if field:
                best[field] = min(best.get(field, (rank, index)), (rank, index))
        return {field: index for field, (_, index) in best.items()}


def table_in(rows: Sequence[SheetRow], headings: Headings, *, exact_width: bool) -> Table | None:
    """The table under the best heading row among the first ten rows; None without one.

    With `exact_width` a row wider than the headings is broken: a stray separator shifted it.
    Raises FileRefused where two columns of one field bear the very same heading.
    """
    top = [row for row in rows if row.number <= SEARCHED_ROWS and not row.broken]
    named = [(row, tuple(_heading(cell) for cell in row.cells)) for row in top]
    matched = [(len(headings.match(names)), -row.number, row, names) for row, names in named]
    count, _, row, names = max(matched, key=lambda found: found[:2], default=(0, 0, None, ()))
    if row is None or count < _FEWEST_HEADINGS:
        return None
    fields = headings.match(names)
    _refuse_twins(names, fields)
    below = [each for each in rows if each.number > row.number]
    return Table(
        {field: names[index].strip() for field, index in fields.items()},
        tuple(_by_field(below, names, fields, exact_width=exact_width)),
        tuple(
            name.strip()
            for index, name in enumerate(names)
            if name.strip() and index not in fields.values()
        ),
    )


def _heading(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _refuse_twins(names: Sequence[str], fields: Mapping[str, int]) -> None:
    counts = Counter(fold(name) for name in names)
    for index in fields.values():
        if counts[fold(names[index])] > 1:
            raise FileRefused(f"has two columns headed {names[index]!r}; keep one of them")


def _by_field(
    rows: Sequence[SheetRow],
    names: Sequence[str],
    fields: Mapping[str, int],
    *,
    exact_width: bool,
) -> Iterator[FieldRow]:
    for row in rows:
        cells = {
            field: row.cells[index] if index < len(row.cells) else ""
            for field, index in fields.items()
        }
        wide = exact_width and any(not is_blank(cell) for cell in row.cells[len(names) :])
        broken = row.broken or (_TOO_WIDE if wide else "")
        printed_again = all(_heading(cells[field]) == names[fields[field]] for field in fields)
        blank = all(is_blank(cell) for cell in cells.values())
        if broken or not (blank or printed_again):
            yield FieldRow(row.number, cells, broken)
