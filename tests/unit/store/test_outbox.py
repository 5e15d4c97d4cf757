"""The outbox: claimed in order, under a lease, at a pace, settled by its owner alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.adapters.store import SqlStore, SqlTransaction
from bot.ports import Attachment, Button, Outgoing
from bot.ports_store import OutboxRow
from tests.unit.store.conftest import NOW

CLIENT, OTHER, GROUP = 5, 6, -100


def put(tx: SqlTransaction, *messages: tuple[str, int]) -> None:
    for message_id, chat in messages:
        tx.enqueue(message_id, "C-1", Outgoing(chat, message_id), NOW)


def claim(
    tx: SqlTransaction, seconds: float = 0, *, owner: str = "w1", overall: float = 0,
    chat: float = 1, group: float | None = None,
) -> str | None:  # fmt: skip
    """The identifier of what is claimed so many seconds later."""
    now = NOW + timedelta(seconds=seconds)
    row = tx.claim_outgoing(
        owner, now, 30, overall_gap=overall, chat_gap=chat, group_gap=group
    )  # fmt: skip
    return None if row is None else row.message_id


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_message_is_handed_out_whole_and_marked(store: SqlStore) -> None:
    message = Outgoing(
        CLIENT, "《通知》\n…", ((Button("好", "p1:yes", tone="success"),), (Button("?", url="u"),)),
        "電話", True, Attachment("d" * 64, "證明.pdf", "application/pdf"), 12, True,
    )  # fmt: skip
    with store.begin() as tx:
        tx.enqueue("m1", "C-1", message, NOW)
        assert tx.outgoing_state("m1") == "waiting"
    with store.begin() as tx:
        row = tx.claim_outgoing("w1", NOW, 30, overall_gap=0, chat_gap=1)
        assert row is not None
        assert row == OutboxRow(row.outbox_id, "m1", "C-1", message, 1, "w1")
        assert tx.outgoing_state("m1") == "sending"
        assert tx.outgoing_state("m9") is None


def test_one_chat_gets_its_messages_in_order_one_at_a_time(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m2", CLIENT), ("m3", OTHER))
        assert claim(tx, chat=0) == "m1"
        assert claim(tx, 1, chat=0) == "m3"
        assert claim(tx, 2, chat=0) is None
        assert tx.settle_outgoing(1, "w1", "sent", after(2), 1)
        assert claim(tx, 2, chat=0) == "m2"


def test_a_chat_keeps_its_gap_and_all_chats_keep_theirs(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m2", CLIENT), ("m3", OTHER))
        assert claim(tx, 0, overall=0.25) == "m1"
        assert tx.settle_outgoing(1, "w1", "sent", after(0.1), 1)
        assert claim(tx, 0.2, overall=0.25) is None
        assert claim(tx, 0.25, overall=0.25) == "m3"
        assert claim(tx, 0.9, overall=0.25) is None
        assert claim(tx, 1, overall=0.25) == "m2"


def test_groups_may_keep_a_gap_of_their_own(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", GROUP), ("m2", GROUP))
        assert claim(tx, 0, group=3) == "m1"
        assert tx.settle_outgoing(1, "w1", "sent", NOW, 1)
        assert claim(tx, 2.9, group=3) is None
        assert claim(tx, 3, group=3) == "m2"


@pytest.mark.parametrize("state", ["sent", "refused", "unknown"])
def test_a_settled_message_blocks_nobody(store: SqlStore, state: str) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m2", CLIENT))
        claim(tx)
        assert tx.settle_outgoing(1, "w1", state, NOW)
        assert tx.outgoing_state("m1") == state
        assert claim(tx, 1) == "m2"


def test_only_the_owner_settles_and_only_once(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT))
        assert not tx.settle_outgoing(1, "w1", "sent", NOW, 1)
        claim(tx)
        assert not tx.settle_outgoing(1, "w2", "sent", NOW, 1)
        assert tx.settle_outgoing(1, "w1", "sent", NOW, 1)
        assert not tx.settle_outgoing(1, "w1", "refused", NOW)
        assert not tx.put_back(1, "w1", NOW, whole_lane=False)
        assert tx.outgoing_state("m1") == "sent"
        with pytest.raises(ValueError, match="waiting"):
            tx.settle_outgoing(1, "w1", "waiting", NOW)


def test_a_lease_that_ran_out_is_shown_and_the_late_owner_fenced_off(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m2", OTHER))
        claim(tx, 0)
        claim(tx, 10)
        assert tx.expired_leases(after(29)) == []
        (expired,) = tx.expired_leases(after(30))
        assert (expired.message_id, expired.owner) == ("m1", "w1")
        assert tx.settle_outgoing(expired.outbox_id, expired.owner, "unknown", after(30))
        assert not tx.settle_outgoing(1, "w1", "sent", after(31), 1)
        assert tx.outgoing_state("m1") == "unknown"
        assert tx.expired_leases(after(35)) == []


def test_put_back_waits_with_its_chat_and_leaves_the_others_alone(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m2", CLIENT), ("m3", OTHER))
        claim(tx)
        assert tx.put_back(1, "w1", after(20), whole_lane=False)
        assert tx.outgoing_state("m1") == "waiting"
        assert claim(tx, 1) == "m3"
        assert claim(tx, 19) is None
        row = tx.claim_outgoing("w2", after(20), 30, overall_gap=0, chat_gap=1)
        assert row is not None
        assert (row.message_id, row.attempts, row.owner) == ("m1", 2, "w2")


def test_put_back_of_the_whole_lane_silences_everyone(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m3", OTHER))
        claim(tx)
        assert tx.put_back(1, "w1", after(20), whole_lane=True)
        assert tx.next_outgoing_at() == after(20)
        assert claim(tx, 19) is None
        assert claim(tx, 20) == "m1"


def test_a_short_wait_never_shortens_a_long_one(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT), ("m2", OTHER), ("m3", 7))
        claim(tx)
        claim(tx)
        assert tx.put_back(1, "w1", after(60), whole_lane=True)
        assert tx.put_back(2, "w1", after(5), whole_lane=True)
        assert claim(tx, 59) is None
        assert claim(tx, 60) == "m1"


def test_the_next_moment_to_send_is_told(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.next_outgoing_at() is None
        put(tx, ("m1", CLIENT), ("m2", CLIENT))
        assert tx.next_outgoing_at() == NOW
        claim(tx, chat=7, overall=2)
        assert tx.next_outgoing_at() is None
        assert tx.settle_outgoing(1, "w1", "sent", NOW, 1)
        assert tx.next_outgoing_at() == after(7)
        put(tx, ("m3", OTHER))
        assert tx.next_outgoing_at() == after(2)


def test_what_waits_for_a_group_follows_it_to_its_new_chat(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", GROUP), ("m2", GROUP), ("m3", CLIENT))
        claim(tx)
        assert tx.settle_outgoing(1, "w1", "refused", NOW)
        tx.redirect_chat(GROUP, -200)
        row = tx.claim_outgoing("w1", NOW, 30, overall_gap=0, chat_gap=0)
        assert row is not None
        assert row.message == Outgoing(-200, "m2")
        assert claim(tx) == "m3"


def test_a_message_identifier_is_taken_once(store: SqlStore) -> None:
    with store.begin() as tx:
        put(tx, ("m1", CLIENT))
    with pytest.raises(IntegrityError), store.begin() as tx:
        put(tx, ("m2", CLIENT), ("m1", OTHER))
    with store.begin() as tx:
        assert tx.outgoing_state("m2") is None


def test_chats_put_back_are_those_that_were_tried_and_wait(store: SqlStore) -> None:
    with store.begin() as tx:
        for chat in (1, 2, 3):
            tx.enqueue(f"m{chat}", "C-1", Outgoing(chat, "x"), NOW)
        row = tx.claim_outgoing("w", NOW, 30, overall_gap=0, chat_gap=0)
        assert row is not None
        later = NOW + timedelta(seconds=30)
        tx.put_back(row.outbox_id, "w", later, whole_lane=False)
        assert tx.chats_put_back(NOW) == {1}
        assert tx.chats_put_back(later) == set()
