"""What someone with the database's own tools could do to entries, once the guards are down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from bot.adapters.store import SqlStore, SqlTransaction

Tamper = Callable[[SqlTransaction], None]


def guards_down(tx: SqlTransaction) -> None:
    """Takes away what refuses changes."""
    if tx.connection.dialect.name == "sqlite":
        for guard in ("update", "delete", "replace"):
            run(tx, f"DROP TRIGGER entries_no_{guard}")
        return
    run(tx, "ALTER TABLE entries DISABLE TRIGGER entries_guard")
    run(tx, "ALTER TABLE entries DROP CONSTRAINT fk_entries_file_no")


def run(tx: SqlTransaction, statement: str, **values: Any) -> None:
    """One statement, past everything."""
    tx.connection.execute(text(statement), values)


def tamper(store: SqlStore, *statements: str, **values: Any) -> None:
    """Takes the guards down and runs the statements in one go."""
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN")
        tx = SqlTransaction(connection)
        guards_down(tx)
        for statement in statements:
            run(tx, statement, **values)
        connection.commit()
    store.engine.dispose()
