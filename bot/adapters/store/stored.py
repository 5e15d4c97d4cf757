"""Entries as they lie in the store, with their links: for reading out and for proving."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.adapters.store.schema import entries
from bot.adapters.store.transaction import SqlTransaction
from bot.adapters.store.verify import Verification, verify
from bot.ports_store import Transaction


@dataclass(frozen=True)
class StoredEntry:
    """One stored entry; actor and body are parsed JSON, hashes are hexadecimal."""

    seq: int
    at: datetime
    actor: dict[str, Any]
    cause: str
    kind: str
    version: int
    body: dict[str, Any]
    prev_hash: str
    hash: str


def stored_entries(tx: Transaction, file_no: str) -> list[StoredEntry]:
    """All entries of a file in order; empty where there is no such file."""
    wanted = select(entries).where(entries.c.file_no == file_no).order_by(entries.c.seq)
    return [
        StoredEntry(
            row.seq, row.at, json.loads(row.actor), row.cause, row.kind, row.version,
            json.loads(row.body), row.prev_hash, row.hash,
        )
        for row in _sql(tx).connection.execute(wanted)
    ]  # fmt: skip


def verify_files(tx: Transaction, file_no: str | None) -> Verification:
    """Proves the chains of one file or of all. Raises KeyError for no such file."""
    return verify(_sql(tx), file_no)


def _sql(tx: Transaction) -> SqlTransaction:
    assert isinstance(tx, SqlTransaction)
    return tx
