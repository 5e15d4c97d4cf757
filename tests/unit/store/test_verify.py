"""Verifying names the first entry that is not as it was written, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.adapters.store import SqlStore
from bot.adapters.store.chain import Link, link_hash
from bot.adapters.store.verify import Verification, verify
from tests.unit.store.conftest import NOW, OFFICER, said
from tests.unit.store.tampering import tamper

Write = Callable[..., None]


def verified(store: SqlStore, file_no: str | None = None) -> Verification:
    with store.reading() as tx:
        return verify(tx, file_no)


def test_what_was_only_written_is_whole(store: SqlStore, written: Write) -> None:
    written("C-1", 3)
    written("C-2", 2)
    written("C-3", 0)
    assert verified(store) == Verification(True, 5, 3, None)
    assert verified(store, "C-2") == Verification(True, 2, 1, None)


def test_an_empty_store_is_whole(store: SqlStore) -> None:
    assert verified(store) == Verification(True, 0, 0, None)


def test_a_file_that_is_not_there_is_a_key_error(store: SqlStore) -> None:
    with pytest.raises(KeyError, match="C-9"):
        verified(store, "C-9")


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, '2', '9')",
        "cause = 'cli:other'",
        "kind = 'checkin.asked'",
        "version = 2",
        "actor = replace(actor, 'compliance', 'handler')",
        "actor = replace(actor, ',', ', ')",
        "actor = 'nobody'",
        "hash = prev_hash",
    ],
)
def test_a_changed_entry_is_named(store: SqlStore, written: Write, change: str) -> None:
    written()
    tamper(store, f"UPDATE entries SET {change} WHERE seq = 2")
    assert verified(store).first_broken == ("C-1", 2, "changed")


def test_a_changed_moment_is_named(store: SqlStore, written: Write) -> None:
    written()
    tamper(store, "UPDATE entries SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 3")
    assert verified(store).first_broken == ("C-1", 3, "changed")


def test_no_nonsense_put_into_sqlite_stops_the_search(store: SqlStore, written: Write) -> None:
    if store.engine.dialect.name != "sqlite":
        with pytest.raises(Exception, match="invalid input syntax"):
            tamper(store, "UPDATE entries SET at = 'no moment'")
        return
    written()
    tamper(store, "UPDATE entries SET at = 'no moment', body = x'00ff' WHERE seq = 3")
    assert verified(store).first_broken == ("C-1", 3, "changed")


def test_entries_that_changed_places_are_named(store: SqlStore, written: Write) -> None:
    written()
    tamper(
        store,
        "UPDATE entries SET seq = 99 WHERE seq = 2",
        "UPDATE entries SET seq = 2 WHERE seq = 3",
        "UPDATE entries SET seq = 3 WHERE seq = 99",
    )
    assert verified(store).first_broken == ("C-1", 2, "reordered")


def test_a_gap_is_named(store: SqlStore, written: Write) -> None:
    written()
    tamper(store, "DELETE FROM entries WHERE seq = 2")
    assert verified(store).first_broken == ("C-1", 2, "missing")


def test_a_gap_that_was_numbered_over_is_named(store: SqlStore, written: Write) -> None:
    written()
    tamper(
        store,
        "DELETE FROM entries WHERE seq = 2",
        "UPDATE entries SET seq = 2 WHERE seq = 3",
        "UPDATE entries SET seq = 3 WHERE seq = 4",
    )
    assert verified(store).first_broken == ("C-1", 2, "missing")


def test_an_entry_put_in_between_with_a_chain_of_its_own_is_named(
    store: SqlStore, written: Write
) -> None:
    written()
    push_up = ["UPDATE entries SET seq = seq + 100 WHERE seq >= 3",
               "UPDATE entries SET seq = seq - 99 WHERE seq > 100"]  # fmt: skip
    tamper(store, *push_up, FORGED, **forged(store, seq=3, body='{"count":77}'))
    assert verified(store).first_broken == ("C-1", 3, "inserted")


def test_an_entry_put_in_between_without_a_chain_is_named(store: SqlStore, written: Write) -> None:
    written()
    push_up = ["UPDATE entries SET seq = seq + 100 WHERE seq >= 3",
               "UPDATE entries SET seq = seq - 99 WHERE seq > 100"]  # fmt: skip
    values = forged(store, seq=3) | {"prev_hash": "a" * 64, "hash": "b" * 64}
    tamper(store, *push_up, FORGED, **values)
    assert verified(store).first_broken == ("C-1", 3, "inserted")


def test_an_entry_put_at_the_end_past_the_index_is_named(store: SqlStore, written: Write) -> None:
    written()
    tamper(store, FORGED, **forged(store, seq=5))
    assert verified(store).first_broken == ("C-1", 5, "inserted")


@pytest.mark.parametrize("left", [3, 1, 0])
def test_a_tail_cut_off_is_named(store: SqlStore, written: Write, left: int) -> None:
    written()
    tamper(store, f"DELETE FROM entries WHERE seq > {left}")
    assert verified(store).first_broken == ("C-1", left + 1, "tail_cut")


def test_an_end_written_anew_with_its_right_hash_differs_from_the_index(
    store: SqlStore, written: Write
) -> None:
    written()
    tamper(
        store, "DELETE FROM entries WHERE seq = 4", FORGED,
        **forged(store, seq=4, body='{"count":77}'),
    )  # fmt: skip
    assert verified(store).first_broken == ("C-1", 4, "changed")


def test_entries_whose_index_row_is_gone_are_named(store: SqlStore, written: Write) -> None:
    written("C-1")
    written("C-2")
    tamper(store, "DELETE FROM files WHERE file_no = 'C-1'")
    assert verified(store) == Verification(False, 8, 2, ("C-1", 1, "no_index"))
    assert verified(store, "C-1").first_broken == ("C-1", 1, "no_index")
    assert verified(store, "C-2").ok


def test_an_entry_this_version_cannot_read_is_named(store: SqlStore, written: Write) -> None:
    written("C-1", 2)
    values = forged(store, seq=3, kind="of.the.future")
    tamper(
        store, FORGED, "UPDATE files SET head_seq = 3, head_hash = :hash", **values
    )  # fmt: skip
    assert verified(store).first_broken == ("C-1", 3, "unreadable")


def test_the_first_harm_is_named_and_all_files_are_counted(store: SqlStore, written: Write) -> None:
    for file_no in ("C-1", "C-2", "C-3"):
        written(file_no)
    tamper(store, "UPDATE entries SET cause = 'x' WHERE file_no > 'C-1' AND seq > 2")
    assert verified(store) == Verification(False, 12, 3, ("C-2", 3, "changed"))
    assert verified(store, "C-1").ok


def test_verifying_sees_one_moment_while_others_write(store: SqlStore, written: Write) -> None:
    written("C-1", 3)
    with store.reading() as reading:
        reading.has_file("C-1")
        with store.begin() as tx:
            tx.append("C-1", OFFICER, "tick", NOW, [said(4)])
        assert verify(reading) == Verification(True, 3, 1, None)
    assert verified(store).entries == 4


FORGED = (
    "INSERT INTO entries (file_no, seq, at, actor, cause, kind, version, body, prev_hash, hash)"
    " SELECT file_no, :seq, at, actor, cause, :kind, version, :body, :prev_hash, :hash"
    " FROM entries WHERE seq = 1"
)


def forged(store: SqlStore, **change: Any) -> dict[str, Any]:
    """An entry with the right hashes for its place, as one who knows the chain can make it."""
    with store.reading() as tx:
        first = tx.connection.execute(text("SELECT actor, cause, kind, body FROM entries")).first()
        before = tx.connection.execute(
            text("SELECT hash FROM entries WHERE seq = :seq"), {"seq": change["seq"] - 1}
        ).scalar_one()
    assert first is not None
    actor, cause, kind, body = first
    link = replace(
        Link("C-1", 0, NOW, actor, cause, kind, 1, body, before), **change
    )  # fmt: skip
    return {
        "seq": link.seq, "kind": link.kind, "body": link.body, "prev_hash": link.prev_hash,
        "hash": link_hash(link),
    }  # fmt: skip
