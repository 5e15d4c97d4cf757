"""A store with nothing in it on each kind of database, and the cast of these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot.adapters.store import SqlStore, open_store
from bot.case.entries.base import Body
from bot.case.entries.talk import Misunderstood
from bot.case.people import COMPLIANCE, Actor

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
OFFICER = Actor(COMPLIANCE, "E002", "陳大文")


@pytest.fixture
def store(fresh_url: str) -> Iterator[SqlStore]:
    """A store of the test's own, once on SQLite and once on PostgreSQL."""
    opened = open_store(fresh_url)
    yield opened
    opened.close()


@pytest.fixture
def written(store: SqlStore) -> Callable[..., None]:
    """Makes a case with so many entries, each in its own transaction."""

    def write(file_no: str = "C-1", count: int = 4) -> None:
        with store.begin() as tx:
            tx.create_file(file_no, "case", "K-1", NOW)
        for number in range(1, count + 1):
            with store.begin() as tx:
                tx.append(file_no, OFFICER, "tick", NOW, [said(number)])

    return write


def said(number: int) -> Body:
    """A body that can be told from the others."""
    return Misunderstood(number)
