"""Migrations make exactly the tables the code knows, once, whoever starts first."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import ProgrammingError

from bot.adapters.store import SqlStore
from bot.adapters.store.engine import make_engine
from bot.adapters.store.schema import metadata
from bot.adapters.store.upgrade import upgrade
from tests.unit.store.conftest import NOW


def test_the_migrated_tables_are_the_tables_of_the_code(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_partial_indexes_are_partial_in_the_database(store: SqlStore) -> None:
    table = "sqlite_master" if store.engine.dialect.name == "sqlite" else "pg_indexes"
    column, name = ("sql", "name") if table == "sqlite_master" else ("indexdef", "indexname")
    with store.engine.connect() as connection:
        rows = connection.execute(
            text(f"SELECT {name} FROM {table} WHERE {column} LIKE '%INDEX%WHERE%'")
        )
        assert {row[0] for row in rows} == {
            "uq_accounts_account", "uq_accounts_subject", "ix_files_due", "ix_inbox_lane",
            "ix_inbox_unfinished", "ix_outbox_open", "ix_outbox_waiting", "ix_outbox_sending",
        }  # fmt: skip


def test_upgrading_again_changes_nothing(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
    upgrade(store.engine)
    with store.begin() as tx:
        assert tx.has_file("C-1")


def test_an_upgrade_that_fails_leaves_nothing(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE outbox (in_the_way int)"))
    with pytest.raises(ProgrammingError, match="outbox"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == ["outbox"]
    engine.dispose()


def test_migrations_are_found_from_any_folder() -> None:
    script = (
        "import os, sys; sys.path.insert(0, os.getcwd()); os.chdir('/');"
        "from bot.adapters.store import open_store;"
        "print(open_store(sys.argv[1]).server_time().tzinfo)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "sqlite://"], capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout.strip()) == (0, "UTC"), ran.stderr
