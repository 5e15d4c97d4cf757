"""The database itself refuses to change or remove an entry (R17)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.adapters.store import SqlStore
from bot.adapters.store.verify import verify

ALTERED = "file_no, seq, at, actor, 'x', kind, version, body, prev_hash, hash"

EVERYWHERE = [
    "UPDATE entries SET cause = 'another' WHERE seq = 2",
    "UPDATE entries SET body = body",
    "DELETE FROM entries WHERE seq = 4",
    "DELETE FROM entries",
    "INSERT INTO entries SELECT * FROM entries WHERE seq = 2",
    (
        f"INSERT INTO entries SELECT {ALTERED} FROM entries WHERE true"
        " ON CONFLICT (file_no, seq) DO UPDATE SET cause = 'x'"
    ),
    "DELETE FROM files",
]
SQLITE_ONLY = [
    f"REPLACE INTO entries SELECT {ALTERED} FROM entries WHERE seq = 2",
    "UPDATE OR REPLACE entries SET seq = 3 WHERE seq = 2",
]
POSTGRESQL_ONLY = [
    "TRUNCATE entries",
    "TRUNCATE files CASCADE",
    "SET LOCAL session_replication_role = replica; DELETE FROM entries",
]


@pytest.mark.parametrize("statement", EVERYWHERE)
def test_entries_are_never_changed_or_removed(
    store: SqlStore, written: Callable[..., None], statement: str
) -> None:
    assert_refused(store, written, statement)


@pytest.mark.parametrize("statement", SQLITE_ONLY + POSTGRESQL_ONLY)
def test_nor_by_what_only_this_database_knows(
    store: SqlStore, written: Callable[..., None], statement: str
) -> None:
    on_sqlite = store.engine.dialect.name == "sqlite"
    if on_sqlite == (statement in SQLITE_ONLY):
        assert_refused(store, written, statement)
    else:
        with pytest.raises(DBAPIError, match=r"syntax|TRUNCATE|REPLACE|SET"), store.begin() as tx:
            tx.connection.execute(text(statement))


def assert_refused(store: SqlStore, written: Callable[..., None], statement: str) -> None:
    written()
    with pytest.raises(DBAPIError, match=r"never|FOREIGN KEY|foreign key|unique"):  # noqa: SIM117
        with store.begin() as tx:
            tx.connection.execute(text(statement))
    with store.reading() as tx:
        assert verify(tx).ok
        assert len(tx.entries("C-1")) == 4
