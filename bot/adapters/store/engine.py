"""Opens the store: one SQLite file, or PostgreSQL with any number of workers (rule 6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text

from bot.adapters.store.transaction import SqlTransaction
from bot.adapters.store.upgrade import upgrade

_SQLITE_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
)

# A host that died without a word gives its locks back within about a minute.
_POSTGRESQL_CONNECTION: Final = {
    "application_name": "casebot",
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_POSTGRESQL_SETTINGS: Final = (
    "-c TimeZone=UTC -c synchronous_commit=on -c lock_timeout=30s"
    " -c idle_in_transaction_session_timeout=60s"
)

_READING: Final = "casebot_reading"


class SqlStore:
    """Implements `bot.ports_store.Store`; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """One transaction: BEGIN IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.

        A block that raises leaves nothing behind.
        """
        with self.engine.begin() as connection:
            yield SqlTransaction(connection)

    @contextmanager
    def reading(self) -> Iterator[SqlTransaction]:
        """One unchanging view of everything that keeps no writer waiting; writing in it fails."""
        with self.engine.connect() as connection:
            options: dict[str, Any] = {_READING: True}
            if self.engine.dialect.name == "postgresql":
                options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            with connection.execution_options(**options).begin(), _query_only(connection):
                yield SqlTransaction(connection)

    def server_time(self) -> datetime:
        """The database's clock, the one that several workers share (rule 6); UTC."""
        if self.engine.dialect.name == "sqlite":
            return datetime.now(UTC)
        with self.reading() as tx:
            at: datetime = tx.connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return at.astimezone(UTC)

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()


def open_store(url: str) -> SqlStore:
    """The store at a database URL, brought to this version's tables.

    `sqlite:///file` or `postgresql://user:password@host/database`. Raises ValueError for other
    databases, and what the driver raises where the database cannot be reached.
    """
    engine = make_engine(url)
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)


def make_engine(url: str) -> Engine:
    """An engine set up by rule 6, without looking at what is in the database."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(parsed)
    if backend in ("postgresql", "postgres"):
        return _postgresql(parsed)
    raise ValueError(f"the store is SQLite or PostgreSQL, not {backend}")


def _sqlite(url: URL) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    # A database in memory lives in its one connection; the others wait for it.
    size, more = (1, 0) if in_memory else (5, 20)
    engine = create_engine(
        url, poolclass=QueuePool, pool_size=size, max_overflow=more,
        connect_args={"check_same_thread": False}, hide_parameters=True,
    )  # fmt: skip
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin by itself: it would begin too late and not IMMEDIATE.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def _query_only(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA query_only=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA query_only=OFF")


def _postgresql(url: URL) -> Engine:
    given = url.query.get("options", "")
    options = f"{given if isinstance(given, str) else ' '.join(given)} {_POSTGRESQL_SETTINGS}"
    return create_engine(
        url.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
        isolation_level="READ COMMITTED", pool_pre_ping=True, pool_size=5, max_overflow=20,
        # What a failed statement was given is personal data, and errors are logged.
        hide_parameters=True,
        connect_args={**_POSTGRESQL_CONNECTION, "options": options.strip()},
    )  # fmt: skip
