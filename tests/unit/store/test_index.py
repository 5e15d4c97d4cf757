"""Prompts, sent messages, alert keys, settings and counters are found again."""

from __future__ import annotations

import pytest

from bot.adapters.store import SqlStore
from bot.ports import Outgoing
from tests.unit.store.conftest import NOW


def test_a_prompt_belongs_to_one_file(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.file_of_prompt("p1") is None
        tx.index_prompt("p1", "C-1")
        tx.index_prompt("p1", "C-1")
        assert tx.file_of_prompt("p1") == "C-1"
        with pytest.raises(ValueError, match="p1"):
            tx.index_prompt("p1", "C-2")
        assert tx.file_of_prompt("p1") == "C-1"


def test_a_sent_message_is_found_by_chat_and_number(store: SqlStore) -> None:
    with store.begin() as tx:
        for chat, message_id in ((5, "m1"), (6, "m2")):
            tx.enqueue(message_id, f"C-{chat}", Outgoing(chat, "hello"), NOW)
            row = tx.claim_outgoing("w", NOW, 30, overall_gap=0, chat_gap=0)
            assert row is not None
            assert tx.settle_outgoing(row.outbox_id, "w", "sent", NOW, 1000)
        assert tx.file_of_telegram_message(5, 1000) == ("C-5", "m1")
        assert tx.file_of_telegram_message(6, 1000) == ("C-6", "m2")
        assert tx.file_of_telegram_message(5, 1001) is None


def test_an_alert_key_is_claimed_once(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.claim_alert_key("risk:1", "C-1")
    with store.begin() as tx:
        assert not tx.claim_alert_key("risk:1", "C-2")
        assert tx.claim_alert_key("risk:2", "C-2")


def test_a_setting_is_set_and_replaced(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.setting("group") is None
        tx.put_setting("group", "-100")
        tx.put_setting("group", "-200")
        assert tx.setting("group") == "-200"


def test_counters_count_from_one_each_by_itself(store: SqlStore) -> None:
    with store.begin() as tx:
        assert [tx.next_number("case:2026") for _ in range(3)] == [1, 2, 3]
        assert tx.next_number("case:2027") == 1
