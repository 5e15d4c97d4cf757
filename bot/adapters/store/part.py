"""What every part of a transaction stands on: the connection and three ways to write a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Update, literal_column
from sqlalchemy.dialects import postgresql, sqlite

# One statement, so that two workers cannot come between looking and writing; both databases
# know ON CONFLICT, but SQLAlchemy gives each its own insert().
Insert = sqlite.Insert | postgresql.Insert


def spelt_out(constant: str) -> ColumnElement[str]:
    """A constant written into the statement itself.

    An index over some rows only is not used for a value that is bound as a parameter: SQLite never
    does, PostgreSQL not once it has prepared the statement for any value.
    """
    return literal_column(f"'{constant}'")


class Part:
    """A group of a transaction's methods, all on the one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def _on_postgresql(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    def _insert(self, table: Table, values: Mapping[str, Any]) -> Insert:
        insert = postgresql.insert if self._on_postgresql else sqlite.insert
        return insert(table).values(**values)

    def _insert_once(self, table: Table, values: Mapping[str, Any]) -> bool:
        """Whether the row was new; where a unique column stood in the way, nothing is written."""
        statement = self._insert(table, values).on_conflict_do_nothing()
        written = self.connection.execute(statement.returning(*table.primary_key))
        return written.one_or_none() is not None

    def _put(self, table: Table, values: Mapping[str, Any]) -> None:
        """Writes the row with this primary key, whether it is there or not."""
        keys = [column.name for column in table.primary_key]
        changed = {name: value for name, value in values.items() if name not in keys}
        statement = self._insert(table, values).on_conflict_do_update(
            index_elements=keys, set_=changed
        )
        self.connection.execute(statement)

    def _change(self, statement: Update, key: object) -> None:
        """Raises KeyError where the statement found no row."""
        if self.connection.execute(statement).rowcount == 0:
            raise KeyError(key)
