"""Several workers on one store: nothing is done twice, nothing out of order, nothing lost."""

# ruff: noqa: PT012 - the block that fails is the whole transaction
from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.adapters.store import SqlStore, open_store
from bot.adapters.store.verify import verify
from bot.ports import Outgoing
from bot.ports_store import AccountRow, InboxRow, InviteRow, OutboxRow, Summary
from tests.unit.store.conftest import NOW, OFFICER, said

WORKERS = 6
DEADLINE = 60


def together(work: Callable[[str], list[str]], workers: int = WORKERS) -> list[list[str]]:
    """What each worker did, all begun at the same moment."""
    start = threading.Barrier(workers)

    def begin(name: str) -> list[str]:
        start.wait(DEADLINE)
        return work(name)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(begin, [f"w{number}" for number in range(workers)]))


def test_two_hundred_messages_leave_once_each_and_in_order_per_chat(store: SqlStore) -> None:
    chats = 20
    with store.begin() as tx:
        for number in range(200):
            tx.enqueue(f"m{number:03d}", "C-1", Outgoing(number % chats + 1, "x"), NOW)
    sent: list[OutboxRow] = []
    under_way: Counter[int] = Counter()

    def send(owner: str) -> list[str]:
        mine: list[str] = []
        until = time.monotonic() + DEADLINE
        while len(sent) < 200 and time.monotonic() < until:
            with store.begin() as tx:
                row = tx.claim_outgoing(owner, NOW, 30, overall_gap=0, chat_gap=0)
            if row is None:
                time.sleep(0.005)
                continue
            under_way[row.message.chat] += 1
            assert under_way[row.message.chat] == 1
            sent.append(row)
            mine.append(row.message_id)
            under_way[row.message.chat] -= 1
            with store.begin() as tx:
                assert tx.settle_outgoing(row.outbox_id, owner, "sent", NOW, len(sent))
        return mine

    done = together(send)
    assert sorted(name for mine in done for name in mine) == [f"m{n:03d}" for n in range(200)]
    for chat in range(1, chats + 1):
        order = [row.message_id for row in sent if row.message.chat == chat]
        assert order == sorted(order)
    with store.begin() as tx:
        assert all(tx.outgoing_state(f"m{n:03d}") == "sent" for n in range(200))


def test_the_overall_pace_holds_whatever_the_number_of_senders(store: SqlStore) -> None:
    with store.begin() as tx:
        for number in range(30):
            tx.enqueue(f"m{number}", "C-1", Outgoing(number + 1, "x"), NOW)

    def send(owner: str) -> list[str]:
        claimed = []
        for step in range(10):
            now = NOW + timedelta(seconds=step)
            with store.begin() as tx:
                row = tx.claim_outgoing(owner, now, 30, overall_gap=1, chat_gap=1)
            claimed += [f"{step}"] if row else []
        return claimed

    steps = [step for mine in together(send) for step in mine]
    assert max(Counter(steps).values()) == 1
    assert 1 <= len(steps) <= 10


def test_a_due_case_is_worked_by_one(store: SqlStore) -> None:
    with store.begin() as tx:
        for number in range(40):
            tx.create_file(f"C-{number:02d}", "case", "K-1", NOW)
            tx.summarise(f"C-{number:02d}", Summary(next_due=NOW))

    def work(_owner: str) -> list[str]:
        worked: list[str] = []
        while True:
            with store.begin() as tx:
                file_no = tx.next_due_file(NOW)
                if file_no is None:
                    return worked
                tx.append(file_no, OFFICER, "tick", NOW, [said(1)])
                tx.summarise(file_no, Summary())
                worked.append(file_no)

    worked = sorted(file_no for mine in together(work) for file_no in mine)
    assert worked == [f"C-{number:02d}" for number in range(40)]
    with store.reading() as tx:
        assert verify(tx).entries == 40


def test_a_lane_is_worked_by_one_at_a_time_in_order(store: SqlStore) -> None:
    with store.begin() as tx:
        for number in range(60):
            tx.journal(7, number, f"lane{number % 3}", "{}", NOW)
    done: list[InboxRow] = []

    def work(_owner: str) -> list[str]:
        until = time.monotonic() + DEADLINE
        while len(done) < 60 and time.monotonic() < until:
            for lane in ("lane0", "lane1", "lane2"):
                with store.begin() as tx:
                    row = tx.oldest_in_lane(lane)
                    if row is not None:
                        tx.finish(row.inbox_id, NOW)
                        done.append(row)
        return []

    together(work)
    for lane in range(3):
        order = [row.update_id for row in done if row.lane == f"lane{lane}"]
        assert order == list(range(lane, 60, 3))


def test_entries_of_many_writers_make_one_chain(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.create_file("C-1", "case", "K-1", NOW)

    def write(_owner: str) -> list[str]:
        for number in range(10):
            with store.begin() as tx:
                tx.append("C-1", OFFICER, "tick", NOW, [said(number), said(number + 1)])
        return []

    together(write)
    with store.reading() as tx:
        assert [entry.seq for entry in tx.entries("C-1")] == list(range(1, 121))
        assert verify(tx).ok


def test_numbers_keys_and_updates_are_given_once(store: SqlStore) -> None:
    def take(owner: str) -> list[str]:
        taken = []
        for number in range(10):
            with store.begin() as tx:
                taken.append(f"number {tx.next_number('cases')}")
                if tx.claim_alert_key(f"risk:{number}", owner):
                    taken.append(f"key {number}")
                if tx.journal(7, number, "5", "{}", NOW) is not None:
                    taken.append(f"update {number}")
        return taken

    taken = Counter(what for mine in together(take) for what in mine)
    assert set(taken.values()) == {1}
    assert sum(what.startswith("number") for what in taken) == 10 * WORKERS
    assert sum(what.startswith(("key", "update")) for what in taken) == 20


def test_an_invite_is_used_by_one_account_only(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.put_invite(InviteRow("abc", "client", "K-1", NOW, None, None))

    def enrol(owner: str) -> list[str]:
        account = int(owner[1:]) + 100
        with store.begin() as tx:
            invite = tx.invite("abc")
            assert invite is not None
            if invite.used_at is not None:
                return []
            tx.put_invite(InviteRow("abc", "client", "K-1", NOW, account, NOW))
            tx.bind_account(AccountRow(account, "client", "K-1"), NOW)
        return [owner]

    assert sum(len(mine) for mine in together(enrol)) == 1


def test_postgres_never_makes_one_worker_wait_for_anothers_case(postgres_url: str) -> None:
    store = open_store(postgres_url)
    with store.begin() as tx:
        for file_no in ("C-1", "C-2"):
            tx.create_file(file_no, "case", "K-1", NOW)
            tx.summarise(file_no, Summary(next_due=NOW))
        tx.journal(7, 1, "5", "{}", NOW)
        tx.journal(7, 2, "5", "{}", NOW)
    with store.begin() as first, store.begin() as second:
        assert first.next_due_file(NOW) == "C-1"
        assert second.next_due_file(NOW) == "C-2"
        held = first.oldest_in_lane("5")
        assert held is not None
        assert held.update_id == 1
        assert second.oldest_in_lane("5") is None
    store.close()


def test_a_case_whose_worker_died_is_free_at_once(postgres_url: str) -> None:
    store = open_store(postgres_url)
    with store.begin() as tx:
        tx.create_file("C-9", "case", "K-1", NOW)
        tx.summarise("C-9", Summary(next_due=NOW - timedelta(days=1)))
    with pytest.raises(ConnectionAbortedError), store.begin() as tx:
        assert tx.next_due_file(NOW) == "C-9"
        raise ConnectionAbortedError
    with store.begin() as tx:
        assert tx.next_due_file(NOW) == "C-9"
    store.close()
