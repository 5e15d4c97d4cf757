"""Reads text with separators: comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.adapters.report.grid import MAX_ROWS, FileRefused, SheetRow, too_many_rows
from bot.adapters.report.headings import SEARCHED_ROWS, Headings, Table, table_in

_SEPARATORS = (",", ";", "\t")
_SAMPLE_CHARACTERS = 20_000


def delimited_table(text: str, headings: Headings) -> Table | None:
    """The table in `text`, read with the separator that shows the most headings.

    Raises FileRefused.
    """
    if "\0" in text:
        raise FileRefused("holds NUL characters; save it as CSV UTF-8")
    sample = text[:_SAMPLE_CHARACTERS]
    separator = max(_SEPARATORS, key=lambda each: _headings_seen(sample, each, headings))
    return table_in(list(_rows(text, separator)), headings, exact_width=True)


def _headings_seen(sample: str, separator: str, headings: Headings) -> int:
    table = table_in(list(_rows(sample, separator)), headings, exact_width=False)
    return len(table.columns) if table else 0


def _rows(text: str, separator: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = filled = 0
    while True:
        number += 1
        first_line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield SheetRow(number, (), _broken(str(error), first_line, reader.line_num))
            continue
        filled += any(cell.strip() for cell in cells)
        if filled > MAX_ROWS + SEARCHED_ROWS:
            raise too_many_rows()
        yield SheetRow(number, tuple(cells))


def _broken(error: str, first_line: int, last_line: int) -> str:
    if "unexpected end" in error or last_line > first_line:
        return (
            "a quotation mark opened in this row is not closed properly; "
            f"lines {first_line} to {last_line} of the file cannot be read"
        )
    return f"the quotation marks in this row are wrong (line {first_line} of the file)"
