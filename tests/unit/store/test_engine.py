"""How the store is opened, and what it does when the database fails under it."""

# ruff: noqa: PT012 - the block that fails is the whole transaction
from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.adapters.store import AlreadyRunning, SqlStore, open_store, process_lock
from bot.adapters.store.engine import make_engine
from bot.adapters.store.verify import verify
from bot.ports_store import Store
from tests.unit.store.conftest import NOW, OFFICER, said


def ask(store: SqlStore, question: str) -> object:
    with store.begin() as tx:
        return tx.connection.execute(text(question)).scalar_one()


def test_the_store_is_what_the_rooms_ask_for(store: SqlStore) -> None:
    asked: Store = store
    with asked.begin() as tx:
        assert tx.waiting_lanes() == []


def test_the_database_is_set_up_to_lose_nothing(store: SqlStore) -> None:
    if store.engine.dialect.name == "sqlite":
        found = {
            name: ask(store, f"PRAGMA {name}")
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
        assert found == {
            "journal_mode": "wal", "synchronous": 2, "busy_timeout": 10000, "foreign_keys": 1,
        }  # fmt: skip
    else:
        found = {name: ask(store, f"SHOW {name}")
                 for name in ("transaction_isolation", "synchronous_commit", "TimeZone",
                              "idle_in_transaction_session_timeout", "lock_timeout")}  # fmt: skip
        assert found == {
            "transaction_isolation": "read committed", "synchronous_commit": "on",
            "TimeZone": "UTC", "idle_in_transaction_session_timeout": "1min",
            "lock_timeout": "30s",
        }  # fmt: skip


def test_what_was_committed_is_there_when_opened_again(fresh_url: str) -> None:
    with closing(open_store(fresh_url)) as store, store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        entries = tx.append("C-1", OFFICER, "tick", NOW, [said(1)])
    with closing(open_store(fresh_url)) as store, store.begin() as tx:
        assert tx.entries("C-1") == entries


def test_reading_cannot_write(store: SqlStore) -> None:
    with pytest.raises(DBAPIError, match="read"), store.reading() as tx:
        tx.put_setting("a", "b")
    with store.begin() as tx:
        tx.put_setting("a", "c")
        assert tx.setting("a") == "c"


def test_reading_waits_for_no_writer(store: SqlStore) -> None:
    with store.begin() as writing:
        writing.put_setting("a", "b")
        with store.reading() as tx:
            assert tx.setting("a") is None


def test_the_servers_clock_is_aware_and_near(store: SqlStore) -> None:
    at = store.server_time()
    assert at.utcoffset() == timedelta(0)
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        open_store("mysql://localhost/x")


def test_a_store_in_memory_is_shared_by_its_blocks() -> None:
    with closing(open_store("sqlite://")) as store:
        with store.begin() as tx:
            tx.put_setting("a", "b")
        with store.begin() as tx:
            assert tx.setting("a") == "b"


def test_options_of_the_url_are_kept_beside_ours(postgres_url: str) -> None:
    separator = "&" if "?" in postgres_url else "?"
    url = f"{postgres_url}{separator}options=-c%20work_mem%3D7MB"
    engine = make_engine(url.replace("postgresql+psycopg", "postgresql"))
    with engine.connect() as connection:
        assert connection.execute(text("SHOW work_mem")).scalar_one() == "7MB"
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "30s"
    engine.dispose()


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'casebot.db'}")) as store:
        with store.begin() as tx:
            tx.create_file("C-1", "case", "K-1", NOW)
            tx.append("C-1", OFFICER, "tick", NOW, [said(1)])
        store.close()
        with pytest.raises(OperationalError, match="full"), store.begin() as tx:
            pages = tx.connection.execute(text("PRAGMA page_count")).scalar_one()
            tx.connection.execute(text(f"PRAGMA max_page_count = {pages}"))
            for number in range(2, 2000):
                tx.append("C-1", OFFICER, "update:7:41" * 20, NOW, [said(number)])
        store.close()
        with store.begin() as tx:
            assert len(tx.entries("C-1")) == 1
            assert verify(tx).ok
            tx.append("C-1", OFFICER, "tick", NOW, [said(2)])


def test_a_broken_connection_loses_its_block_and_nothing_more(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store:
        with store.begin() as tx:
            tx.create_file("C-1", "case", "K-1", NOW)
        with pytest.raises(OperationalError), store.begin() as tx:
            tx.append("C-1", OFFICER, "tick", NOW, [said(1)])
            mine = tx.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with store.begin() as other:
                other.connection.execute(text(f"SELECT pg_terminate_backend({mine})"))
            tx.append("C-1", OFFICER, "tick", NOW, [said(2)])
        with store.begin() as tx:
            assert tx.entries("C-1") == []
            tx.append("C-1", OFFICER, "tick", NOW, [said(1)])
            assert verify(tx).ok


KILLED = """
import os, sys
from bot.adapters.store import open_store
from tests.unit.store.conftest import NOW, OFFICER, said
with open_store(sys.argv[1]).begin() as tx:
    tx.append("C-1", OFFICER, "tick", NOW, [said(5), said(6)])
    tx.journal(7, 1, "5", "{}", NOW)
    os.kill(os.getpid(), 9)
"""


def test_a_killed_process_leaves_index_and_entries_at_one(
    store: SqlStore, written: Callable[..., None], fresh_url: str
) -> None:
    written("C-1", 4)
    with store.begin() as tx:
        before = tx.lock_file("C-1")
    killed = subprocess.run([sys.executable, "-c", KILLED, fresh_url], timeout=60, check=False)
    assert killed.returncode == -9
    with store.begin() as tx:
        assert tx.lock_file("C-1") == before
        assert tx.waiting(1) == []
        assert verify(tx).ok
        assert tx.append("C-1", OFFICER, "tick", NOW, [said(5)])[0].seq == 5


HOLDS = """
import sys, time
from pathlib import Path
from bot.adapters.store import process_lock
with process_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_process_holds_the_folder_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning), process_lock(tmp_path):
            pytest.fail("two processes hold the folder")
    finally:
        held.kill()
        held.wait(10)
    with process_lock(tmp_path), pytest.raises(AlreadyRunning), process_lock(tmp_path):
        pytest.fail("the folder is held twice")
    with process_lock(tmp_path):
        assert (tmp_path / "worker.lock").exists()
