"""Deadlines: the case due longest comes first, each to one worker (law 5)."""

from __future__ import annotations

from datetime import timedelta

from bot.adapters.store import SqlStore
from bot.ports_store import FileKind, Summary, Transaction
from tests.unit.store.conftest import NOW


def due(tx: Transaction, file_no: str, minutes: float | None, kind: FileKind = "case") -> None:
    tx.create_file(file_no, kind, "K-1", NOW)
    at = None if minutes is None else NOW + timedelta(minutes=minutes)
    tx.summarise(file_no, Summary(next_due=at))


def test_the_case_due_longest_comes_first(store: SqlStore) -> None:
    with store.begin() as tx:
        due(tx, "C-1", 2)
        due(tx, "C-2", 1)
        due(tx, "C-3", None)
        assert tx.earliest_due() == NOW + timedelta(minutes=1)
        assert tx.next_due_file(NOW) is None
        assert tx.next_due_file(NOW + timedelta(minutes=1)) == "C-2"
        assert tx.next_due_file(NOW + timedelta(hours=1)) == "C-2"
        tx.summarise("C-2", Summary())
        assert tx.next_due_file(NOW + timedelta(hours=1)) == "C-1"


def test_due_to_the_microsecond(store: SqlStore) -> None:
    moment = NOW + timedelta(microseconds=1)
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        tx.summarise("C-1", Summary(next_due=moment))
        assert tx.next_due_file(NOW) is None
        assert tx.next_due_file(moment) == "C-1"


def test_a_quarantined_case_is_off_the_clock_until_it_is_put_back(store: SqlStore) -> None:
    with store.begin() as tx:
        due(tx, "C-1", 0)
        due(tx, "C-2", 1)
        tx.quarantine("C-1", "replay failed")
        assert tx.lock_file("C-1").quarantined == "replay failed"
        assert tx.next_due_file(NOW + timedelta(hours=1)) == "C-2"
        assert tx.earliest_due() == NOW + timedelta(minutes=1)
        tx.quarantine("C-1", "")
        assert tx.next_due_file(NOW + timedelta(hours=1)) == "C-1"


def test_only_cases_are_on_the_clock(store: SqlStore) -> None:
    with store.begin() as tx:
        due(tx, "K-1", 0, "client")
        assert tx.next_due_file(NOW + timedelta(days=1)) is None
        assert tx.earliest_due() is None
