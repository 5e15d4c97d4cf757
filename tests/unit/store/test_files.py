"""Files: created once, appended to under a lock, found by what their index row says."""

# ruff: noqa: PT012 - the block that fails is the whole transaction
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from bot.adapters.store import ChainBroken, EntryUnreadable, EntryUnwritable, SqlStore
from bot.case.entries.base import KINDS, Body, Entry, entry
from bot.case.people import BOT
from bot.ports_store import FileRow, Summary
from tests.unit.store.conftest import NOW, OFFICER, said


def test_entries_are_numbered_on_and_read_back_as_they_were_given(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        first = tx.append("C-1", OFFICER, "update:7:41", NOW, [said(1), said(2)])
    later = NOW + timedelta(seconds=1)
    with store.begin() as tx:
        second = tx.append("C-1", BOT, "tick", later, [said(3)])
    with store.begin() as tx:
        read = tx.entries("C-1")
    assert read == first + second
    assert read == [
        Entry("C-1", 1, NOW, OFFICER, "update:7:41", said(1)),
        Entry("C-1", 2, NOW, OFFICER, "update:7:41", said(2)),
        Entry("C-1", 3, later, BOT, "tick", said(3)),
    ]


def test_the_index_row_follows_the_entries(store: SqlStore) -> None:
    later = NOW + timedelta(hours=1)
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        before = tx.lock_file("C-1")
        tx.append("C-1", OFFICER, "tick", later, [said(1), said(2)])
        after = tx.lock_file("C-1")
    assert before == FileRow("C-1", "case", "K-1", NOW, NOW, 0, "", Summary())
    assert after == FileRow("C-1", "case", "K-1", NOW, later, 2, "", Summary())


@pytest.fixture
def labelled() -> Iterator[type[Body]]:
    """An entry with a field that has the name of what every entry has."""

    @entry("labelled")
    @dataclass(frozen=True)
    class Labelled(Body):
        """A body whose field hides the class's own `kind`."""

        kind: str  # type: ignore[misc]

    yield Labelled
    del KINDS["labelled", 1]


def test_a_body_with_a_field_named_kind_keeps_its_own_kind(
    store: SqlStore, labelled: Callable[[str], Body]
) -> None:
    body = labelled("call_client")
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        tx.append("C-1", BOT, "tick", NOW, [body])
        kind = tx.connection.execute(text("SELECT kind FROM entries")).scalar_one()
        read = tx.entries("C-1")
    assert kind == "labelled"
    assert read[0].body == body


def test_nothing_appended_changes_nothing(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        assert tx.append("C-1", OFFICER, "tick", NOW + timedelta(days=1), []) == []
        assert tx.lock_file("C-1").updated_at == NOW


def test_a_new_file_is_empty_and_its_number_is_taken(store: SqlStore) -> None:
    with store.begin() as tx:
        assert not tx.has_file("C-1")
        tx.create_file("C-1", "case", "K-1", NOW)
        assert tx.has_file("C-1")
        assert tx.entries("C-1") == []
        with pytest.raises(ValueError, match="C-1"):
            tx.create_file("C-1", "case", "K-2", NOW)
        assert tx.lock_file("C-1").client_id == "K-1"


def test_a_file_that_is_not_there_is_a_key_error_everywhere(store: SqlStore) -> None:
    with store.begin() as tx:
        for ask in (
            lambda: tx.lock_file("C-9"),
            lambda: tx.entries("C-9"),
            lambda: tx.append("C-9", BOT, "tick", NOW, [said(1)]),
            lambda: tx.summarise("C-9", Summary()),
            lambda: tx.quarantine("C-9", "x"),
        ):
            with pytest.raises(KeyError, match="C-9"):
                ask()


def test_a_block_that_raises_leaves_nothing(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        tx.append("C-1", OFFICER, "tick", NOW, [said(1)])
        before = tx.lock_file("C-1")
    with pytest.raises(ZeroDivisionError), store.begin() as tx:
        tx.append("C-1", OFFICER, "tick", NOW, [said(2)])
        tx.create_file("C-2", "case", "K-1", NOW)
        tx.next_number("cases")
        raise ZeroDivisionError
    with store.begin() as tx:
        assert tx.lock_file("C-1") == before
        assert len(tx.entries("C-1")) == 1
        assert not tx.has_file("C-2")
        assert tx.next_number("cases") == 1


def test_one_bad_body_keeps_the_good_ones_out_too(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
    with pytest.raises(EntryUnwritable), store.begin() as tx:
        tx.append("C-1", OFFICER, "tick", NOW, [said(1), said(2**60)])
    with store.begin() as tx:
        assert tx.entries("C-1") == []


def test_a_naive_moment_is_refused(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(Exception, match="time zone"), store.begin() as tx:
        tx.append("C-1", OFFICER, "tick", naive, [said(1)])
    with pytest.raises(Exception, match="time zone"), store.begin() as tx:
        tx.create_file("C-2", "case", "K-1", naive)


def test_a_moment_of_another_zone_comes_back_in_utc(store: SqlStore) -> None:
    there = datetime(2026, 11, 2, 9, 30, 0, 7, tzinfo=timezone(timedelta(hours=8)))
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", there)
        given = tx.append("C-1", OFFICER, "tick", there, [said(1)])
        read = tx.entries("C-1")
    assert given == read
    assert read[0].at.isoformat() == "2026-11-02T01:30:00.000007+00:00"


def test_an_index_that_knows_another_end_is_not_written_to(
    store: SqlStore, written: Callable[..., None]
) -> None:
    written("C-1", 2)
    with store.begin() as tx:
        tx.connection.execute(text("UPDATE files SET head_seq = 1"))
    with pytest.raises(ChainBroken, match="C-1"), store.begin() as tx:
        tx.append("C-1", OFFICER, "tick", NOW, [said(9)])


def test_an_entry_of_an_unknown_kind_is_named(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        tx.append("C-1", OFFICER, "tick", NOW, [said(1)])
        tx.connection.execute(
            text(
                "INSERT INTO entries SELECT file_no, 2, at, actor, cause, 'of.the.future', version,"
                " body, prev_hash, hash FROM entries"
            )
        )
        with pytest.raises(EntryUnreadable, match=r"C-1 entry 2 \(of.the.future\)"):
            tx.entries("C-1")


def test_a_summary_comes_back_whole(store: SqlStore) -> None:
    due = datetime(2026, 11, 3, 4, 5, 6, 7, tzinfo=UTC)
    full = Summary("suspended", "high", "partial", "E1", 2**45, ("fraud", "aml"), due)
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)
        tx.summarise("C-1", full)
        assert tx.lock_file("C-1").summary == full
        tx.summarise("C-1", Summary())
        assert tx.lock_file("C-1").summary == Summary()


def test_files_are_listed_by_kind_client_and_outcome(store: SqlStore) -> None:
    with store.begin() as tx:
        for number, outcome in enumerate(("", "partial", "success", "failed")):
            tx.create_file(f"C-{number}", "case", f"K-{number % 2}", NOW)
            tx.summarise(f"C-{number}", Summary(outcome=outcome))
        tx.create_file("desk", "desk", "", NOW)
        numbers = [row.file_no for row in tx.files()]
        still_open = [row.file_no for row in tx.files(open_only=True)]
        of_client = [row.file_no for row in tx.files(client_id="K-1", open_only=True)]
        desk = [row.file_no for row in tx.files("desk")]
    assert numbers == ["C-0", "C-1", "C-2", "C-3"]
    assert still_open == ["C-0", "C-1"]
    assert of_client == ["C-1"]
    assert desk == ["desk"]


def test_a_file_is_ensured_once_however_often_it_is_asked_for(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.ensure_file("P-1", "client", "K-1", NOW)
        tx.append("P-1", OFFICER, "test", NOW, [said(1)])
    with store.begin() as tx:
        tx.ensure_file("P-1", "client", "K-1", NOW)
        assert [entry.seq for entry in tx.entries("P-1")] == [1]
