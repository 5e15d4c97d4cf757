"""Reads one JSON object a line; a bad line spoils only itself."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from bot.adapters.report.grid import MAX_ROWS, Cell, Unusable, number_as_text, too_many_rows
from bot.adapters.report.headings import FieldRow, Headings, Table


class _LineBad(ValueError):
    """Why one line cannot be read."""


def json_lines_table(content: bytes, headings: Headings) -> Table:
    """The table in `content`, UTF-8, one object a line; blank lines are skipped.

    Raises FileRefused over the number of rows that are taken at once.
    """
    columns: dict[str, str] = {}
    ignored: dict[str, None] = {}
    rows: list[FieldRow] = []
    for number, line in _lines(content):
        try:
            entry = _entry(line)
        except _LineBad as bad:
            rows.append(FieldRow(number, {"": line[:80].decode("utf-8", "replace")}, str(bad)))
            continue
        keys = tuple(entry)
        fields = headings.match(keys)
        columns = {field: keys[index] for field, index in fields.items()} | columns
        ignored |= dict.fromkeys(set(keys) - {keys[index] for index in fields.values()})
        cells = {field: _cell(entry[keys[index]]) for field, index in fields.items()}
        rows.append(FieldRow(number, cells))
    return Table(columns, tuple(rows), tuple(sorted(ignored)))


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    filled = 0
    lines = content.removeprefix(codecs.BOM_UTF8).split(b"\n")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            filled += 1
            if filled > MAX_ROWS:
                raise too_many_rows()
            yield number, line


def _entry(line: bytes) -> dict[str, object]:
    try:
        entry = json.loads(line.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise _LineBad("is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise _LineBad(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise _LineBad("is nested too deeply; expected one flat JSON object") from None
    except ValueError as error:
        raise _LineBad(f"is not usable JSON: {error}") from None
    if not isinstance(entry, dict):
        raise _LineBad('is not a JSON object; expected {"heading": "value", …}')
    return entry


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entry = dict(pairs)
    if len(entry) < len(pairs):
        raise _LineBad("names the same key twice")
    return entry


def _refuse(constant: str) -> object:
    raise _LineBad(f"holds {constant}, which is not JSON")


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_as_text(value)
    return Unusable(str(value)[:80], "holds a list or an object; expected text")
