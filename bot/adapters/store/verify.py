"""Proves the chain of stored files, and names the first entry that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from sqlalchemy import Dialect, Row, Select, select, type_coerce

from bot.adapters.store.chain import FIRST_PREVIOUS, Link, link_hash
from bot.adapters.store.errors import EntryUnreadable
from bot.adapters.store.files import read_entry
from bot.adapters.store.moments import Moment
from bot.adapters.store.schema import entries, files
from bot.adapters.store.transaction import SqlTransaction

Harm = Literal["changed", "reordered", "missing", "inserted", "tail_cut", "unreadable", "no_index"]

# An entry whose forerunners were removed and which was renumbered over the gap still fits its old
# number; so far is looked for it.
_RENUMBERED_BY = 1000


@dataclass(frozen=True)
class Verification:
    """What was checked, and the first harm found as (file, sequence, what)."""

    ok: bool
    entries: int
    files: int
    first_broken: tuple[str, int, Harm] | None


def verify(tx: SqlTransaction, file_no: str | None = None) -> Verification:
    """Recomputes every hash of one file or of all, in one reading of the database.

    Best given `SqlStore.reading()`, which keeps no writer waiting. Raises KeyError where the file
    is not there. It proves that nothing was changed since it was written by someone who could not
    rewrite the whole chain and its index row; only an outside witness proves more.
    """
    checked = _Checked()
    for number, rows in _by_file(tx, file_no):
        checked.count(number, rows)
    if file_no is not None and not checked.files and checked.broken is None:
        raise KeyError(file_no)
    return Verification(checked.broken is None, checked.entries, checked.files, checked.broken)


class _Checked:
    """Counts on, file by file."""

    def __init__(self) -> None:
        self.entries = 0
        self.files = 0
        self.broken: tuple[str, int, Harm] | None = None

    def count(self, file_no: str, rows: Sequence[Row[Any]]) -> None:
        """Takes one file into account."""
        self.files += 1
        self.entries += sum(row.seq is not None for row in rows)
        harm = _first_harm(rows)
        if harm is not None and self.broken is None:
            self.broken = (file_no, *harm)


def _by_file(tx: SqlTransaction, file_no: str | None) -> Iterator[tuple[str, Sequence[Row[Any]]]]:
    for every in (_INDEXED, _ORPHANS):
        only = () if file_no is None else (every.selected_columns.file == file_no,)
        wanted = every.where(*only)
        found = tx.connection.execute(wanted.execution_options(yield_per=500))
        for number, rows in groupby(found, key=attrgetter("file")):
            yield number, list(rows)


class _MomentIfAny(Moment):
    """A moment, or None where SQLite was made to hold something else in its place."""

    cache_ok = True

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        """What the driver gave, as UTC."""
        try:
            return super().process_result_value(value, dialect)
        except ValueError:
            return None


_COLUMNS = (
    files.c.head_seq, files.c.head_hash, *(c for c in entries.c if c is not entries.c.at),
    type_coerce(entries.c.at, _MomentIfAny).label("at"),
)  # fmt: skip

# Index and entries in one statement: in two, an entry written between them would look like harm.
_INDEXED: Select[Any] = (
    select(files.c.file_no.label("file"), *_COLUMNS)
    .select_from(files.outerjoin(entries, entries.c.file_no == files.c.file_no))
    .order_by(files.c.file_no, entries.c.seq)
)
_ORPHANS: Select[Any] = (
    select(entries.c.file_no.label("file"), *_COLUMNS)
    .select_from(entries.outerjoin(files, entries.c.file_no == files.c.file_no))
    .where(files.c.file_no.is_(None))
    .order_by(entries.c.file_no, entries.c.seq)
)


def _first_harm(rows: Sequence[Row[Any]]) -> tuple[int, Harm] | None:
    head = rows[0]
    written = [row for row in rows if row.seq is not None]
    if head.head_seq is None:
        return head.seq, "no_index"
    previous = before_previous = FIRST_PREVIOUS
    for number, row in enumerate(written, start=1):
        if number > head.head_seq:
            return row.seq, "inserted"
        harm = _harm_of(row, number, previous, before_previous, written)
        if harm is not None:
            return harm
        before_previous, previous = previous, row.hash
    if len(written) < head.head_seq:
        return len(written) + 1, "tail_cut"
    # Every link holds and yet the index knows another end: the end was written anew.
    return None if previous == head.head_hash else (head.head_seq, "changed")


def _harm_of(
    row: Row[Any], number: int, previous: str, before_previous: str, all_rows: Iterable[Row[Any]]
) -> tuple[int, Harm] | None:
    if row.seq != number:
        return number, "missing"
    if row.prev_hash != previous:
        if number > 1 and row.prev_hash == before_previous:
            return number - 1, "inserted"
        known = {FIRST_PREVIOUS, *(other.hash for other in all_rows)}
        return number, _misplaced(row, known)
    if not _fits(_link(row), row.hash):
        return number, "changed"
    try:
        read_entry(row)
    except EntryUnreadable:
        return number, "unreadable"
    return None


def _misplaced(row: Row[Any], known: set[str]) -> Harm:
    if row.prev_hash in known:
        return "reordered"
    link = _link(row)
    later = range(row.seq + 1, row.seq + 1 + _RENUMBERED_BY)
    if any(_fits(replace(link, seq=seq), row.hash) for seq in later):
        return "missing"
    return "inserted"


def _link(row: Row[Any]) -> Link:
    return Link(
        row.file_no, row.seq, row.at, row.actor, row.cause, row.kind, row.version, row.body,
        row.prev_hash,
    )  # fmt: skip


def _fits(link: Link, own_hash: str) -> bool:
    try:
        return link_hash(link) == own_hash
    except (ValueError, AttributeError):
        # Not JSON, no moment, bytes for text: whatever it is, it is not what was written.
        return False
