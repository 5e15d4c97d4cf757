"""The inbox: stored once, processed in order within a lane (law 1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.adapters.store import SqlStore
from bot.ports_store import InboxRow
from tests.unit.store.conftest import NOW


def test_an_update_is_journalled_once_per_bot(store: SqlStore) -> None:
    with store.begin() as tx:
        first = tx.journal(7, 41, "5", '{"a":1}', NOW)
    with store.begin() as tx:
        assert tx.journal(7, 41, "5", '{"a":2}', NOW) is None
        assert tx.journal(8, 41, "5", '{"a":3}', NOW) is not None
        assert [row.raw for row in tx.waiting(10)] == ['{"a":1}', '{"a":3}']
    assert first is not None


def test_an_update_comes_back_as_it_was_journalled(store: SqlStore) -> None:
    at = NOW + timedelta(microseconds=3)
    with store.begin() as tx:
        number = tx.journal(7, 2**40, "-1001234567890", '{"t":"風\\u0000"}', at)
        assert number is not None
        expected = InboxRow(number, 7, 2**40, "-1001234567890", '{"t":"風\\u0000"}', at, 0)
        assert tx.waiting(1) == [expected]


def test_raw_text_no_database_can_hold_is_journalled_escaped(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.journal(7, 41, "5", '{"t":"\ud83d\0"}', NOW)
    with store.begin() as tx:
        assert tx.waiting(1)[0].raw == '{"t":"\\ud83d\\u0000"}'


def test_order_within_a_lane_is_that_of_arrival_not_of_update_numbers(store: SqlStore) -> None:
    with store.begin() as tx:
        for update_id, lane in ((90, "5"), (10, "5"), (50, "6")):
            tx.journal(7, update_id, lane, "{}", NOW)
        assert tx.waiting_lanes() == ["5", "6"]
        first = tx.oldest_in_lane("5")
        assert first is not None
        assert first.update_id == 90
        tx.finish(first.inbox_id, NOW)
        second = tx.oldest_in_lane("5")
        assert second is not None
        assert second.update_id == 10
        tx.finish(second.inbox_id, NOW)
        assert tx.oldest_in_lane("5") is None
        assert tx.waiting_lanes() == ["6"]
        assert tx.oldest_in_lane("nobody") is None


def test_waiting_gives_no_more_than_asked_for(store: SqlStore) -> None:
    with store.begin() as tx:
        for update_id in range(5):
            tx.journal(7, update_id, str(update_id), "{}", NOW)
        assert [row.update_id for row in tx.waiting(3)] == [0, 1, 2]


def test_poison_is_set_aside_with_its_reason_and_frees_its_lane(store: SqlStore) -> None:
    with store.begin() as tx:
        poison = tx.journal(7, 1, "5", "{}", NOW)
        tx.journal(7, 2, "5", "{}", NOW)
        assert poison is not None
        assert [tx.attempt_failed(poison), tx.attempt_failed(poison)] == [1, 2]
        assert tx.waiting(1)[0].attempts == 2
        tx.set_aside(poison, "KeyError: 'x\0'", NOW)
        following = tx.oldest_in_lane("5")
        assert following is not None
        assert following.update_id == 2
        kept = tx.connection.execute(text("SELECT state, reason FROM inbox WHERE update_id = 1"))
        assert tuple(kept.one()) == ("aside", "KeyError: 'x\\u0000'")


def test_what_is_done_cannot_be_done_again(store: SqlStore) -> None:
    with store.begin() as tx:
        number = tx.journal(7, 1, "5", "{}", NOW)
        assert number is not None
        tx.finish(number, NOW)
        for again in (
            lambda: tx.finish(number, NOW),
            lambda: tx.set_aside(number, "late", NOW),
            lambda: tx.attempt_failed(number),
            lambda: tx.finish(999, NOW),
        ):
            with pytest.raises(KeyError):
                again()
        assert tx.waiting(9) == []


def test_the_last_update_is_the_newest_even_where_numbers_began_anew(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.last_update_id(7) is None
        for update_id in (900, 901, 3):
            tx.journal(7, update_id, "5", "{}", NOW)
        tx.journal(8, 5000, "5", "{}", NOW)
        assert tx.last_update_id(7) == 3


def test_a_look_at_a_lane_takes_nothing_and_needs_no_right_to_write(store: SqlStore) -> None:
    with store.begin() as tx:
        first = tx.journal(7, 1, "5", "{}", NOW)
        tx.journal(7, 2, "5", "{}", NOW)
    with store.begin() as other, store.reading() as tx:
        if store.engine.dialect.name == "postgresql":
            other.oldest_in_lane("5")
        row = tx.first_in_lane("5")
        assert row is not None
        assert (row.inbox_id, row.update_id) == (first, 1)
        assert tx.first_in_lane("6") is None
