"""Files and their entries: the index row is locked first, then written to (durability.md 5)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from bot.adapters.store.canonical import canonical
from bot.adapters.store.chain import FIRST_PREVIOUS, Link, link_hash
from bot.adapters.store.codec import (
    decode_actor,
    decode_body,
    encode_actor,
    encode_body,
    kind_of,
)
from bot.adapters.store.errors import ChainBroken, EntryUnreadable
from bot.adapters.store.part import Part, spelt_out
from bot.adapters.store.schema import entries, files
from bot.case.entries.base import Body, Entry
from bot.case.people import Actor
from bot.ports_store import FileKind, FileRow, Summary

FINAL_OUTCOMES = ("success", "failed")


class Files(Part):
    """Case files and their kin: create, lock, read, append."""

    def create_file(self, file_no: str, kind: FileKind, client_id: str, at: datetime) -> None:
        """An empty file. Raises ValueError where the number is taken."""
        if not self._insert_once(files, _empty_file(file_no, kind, client_id, at)):
            raise ValueError(f"file {file_no} is there already")

    def ensure_file(self, file_no: str, kind: FileKind, client_id: str, at: datetime) -> None:
        """The file, opened where it was not there, and locked: of two who open it, one waits."""
        self._insert_once(files, _empty_file(file_no, kind, client_id, at))
        self._locked(file_no)

    def has_file(self, file_no: str) -> bool:
        """Whether there is a file of this number."""
        return self.connection.scalar(_one(file_no)) is not None

    def lock_file(self, file_no: str) -> FileRow:
        """The index row, nobody else's to write until the transaction ends. Raises KeyError."""
        return _file_row(self._locked(file_no))

    def entries(self, file_no: str) -> list[Entry]:
        """All entries in order. Raises KeyError, and EntryUnreadable for what cannot be read."""
        wanted = select(entries).where(entries.c.file_no == file_no).order_by(entries.c.seq)
        found = [read_entry(row) for row in self.connection.execute(wanted)]
        if not found and not self.has_file(file_no):
            raise KeyError(file_no)
        return found

    def append(
        self, file_no: str, actor: Actor, cause: str, at: datetime, bodies: Sequence[Body]
    ) -> list[Entry]:
        """Adds entries to the chain, numbered on from the last, and gives them as kept.

        Raises KeyError, EntryUnwritable, and ChainBroken where index and entries disagree.
        """
        head = self._locked(file_no)
        self._check_head(head)
        written = _links(file_no, head.head_seq, head.head_hash, actor, cause, at, bodies)
        if not written:
            return []
        self.connection.execute(insert(entries), [_entry_columns(*pair) for pair in written])
        last, last_hash = written[-1]
        self.connection.execute(
            update(files).where(files.c.file_no == file_no)
            .values(head_seq=last.seq, head_hash=last_hash, updated_at=at)
        )  # fmt: skip
        return [
            Entry(file_no, link.seq, link.at, actor, cause, body)
            for (link, _), body in zip(written, bodies, strict=True)
        ]

    def summarise(self, file_no: str, summary: Summary) -> None:
        """Rewrites what lists and clocks need. Raises KeyError."""
        columns = _summary_columns(summary)
        self._change(update(files).where(files.c.file_no == file_no).values(**columns), file_no)

    def files(
        self, kind: FileKind = "case", *, client_id: str = "", open_only: bool = False
    ) -> list[FileRow]:
        """Files of a kind, oldest first; of one client only, without final outcome only."""
        wanted = select(files).where(files.c.kind == kind)
        if client_id:
            wanted = wanted.where(files.c.client_id == client_id)
        if open_only:
            wanted = wanted.where(files.c.outcome.not_in(FINAL_OUTCOMES))
        ordered = wanted.order_by(files.c.opened_at, files.c.file_no)
        return [_file_row(row) for row in self.connection.execute(ordered)]

    def next_due_file(self, now: datetime) -> str | None:
        """The case due longest, locked; cases another worker has are passed over (rule 2)."""
        wanted = (
            select(files.c.file_no)
            .where(*_SOUND_CASE, files.c.next_due <= now)
            .order_by(files.c.next_due, files.c.file_no)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return self.connection.scalar(wanted)

    def earliest_due(self) -> datetime | None:
        """When the clock will matter next for any sound case."""
        earliest = select(func.min(files.c.next_due)).where(*_SOUND_CASE)
        due: datetime | None = self.connection.scalar(earliest)
        return due

    def quarantine(self, file_no: str, reason: str) -> None:
        """Takes a file off the clocks; an empty reason puts it back. Raises KeyError."""
        wanted = update(files).where(files.c.file_no == file_no).values(quarantined=reason)
        self._change(wanted, file_no)

    def _locked(self, file_no: str) -> Row[Any]:
        row = self.connection.execute(_one(file_no).with_for_update()).one_or_none()
        if row is None:
            raise KeyError(file_no)
        return row

    def _check_head(self, head: Row[Any]) -> None:
        newest = (
            select(entries.c.seq, entries.c.hash)
            .where(entries.c.file_no == head.file_no)
            .order_by(entries.c.seq.desc())
            .limit(1)
        )
        last = self.connection.execute(newest).one_or_none() or (0, FIRST_PREVIOUS)
        if tuple(last) != (head.head_seq, head.head_hash):
            raise ChainBroken(head.file_no, head.head_seq)


_SOUND_CASE = (files.c.kind == spelt_out("case"), files.c.quarantined == spelt_out(""))


def _one(file_no: str) -> Select[Any]:
    return select(files).where(files.c.file_no == file_no)


def _empty_file(file_no: str, kind: FileKind, client_id: str, at: datetime) -> dict[str, Any]:
    return {
        "file_no": file_no, "kind": kind, "client_id": client_id, "opened_at": at,
        "updated_at": at, "head_seq": 0, "head_hash": FIRST_PREVIOUS, "quarantined": "",
        **_summary_columns(Summary()),
    }  # fmt: skip


def _links(
    file_no: str, seq: int, previous: str, actor: Actor, cause: str, at: datetime,
    bodies: Sequence[Body],
) -> list[tuple[Link, str]]:  # fmt: skip
    written: list[tuple[Link, str]] = []
    named = encode_actor(actor)
    for number, body in enumerate(bodies, start=seq + 1):
        text = encode_body(body)
        kind, version = kind_of(body)
        link = Link(file_no, number, at, named, cause, kind, version, text, previous)
        previous = link_hash(link)
        written.append((link, previous))
    return written


def _entry_columns(link: Link, own_hash: str) -> dict[str, Any]:
    return {**vars(link), "hash": own_hash}


def read_entry(row: Row[Any]) -> Entry:
    """The entry of a row of the table. Raises EntryUnreadable."""
    body = decode_body(row.file_no, row.seq, row.kind, row.version, row.body)
    try:
        actor = decode_actor(row.actor)
    except Exception as error:
        raise EntryUnreadable(row.file_no, row.seq, row.kind, f"actor: {error}") from error
    return Entry(row.file_no, row.seq, row.at, actor, row.cause, body)


def _summary_columns(summary: Summary) -> dict[str, Any]:
    return {**vars(summary), "risk_types": canonical(summary.risk_types)}


def _file_row(row: Row[Any]) -> FileRow:
    summary = Summary(
        row.state, row.severity, row.outcome, row.handler, row.account,
        tuple(json.loads(row.risk_types)), row.next_due,
    )  # fmt: skip
    return FileRow(
        row.file_no, row.kind, row.client_id, row.opened_at, row.updated_at, row.head_seq,
        row.quarantined, summary,
    )  # fmt: skip
