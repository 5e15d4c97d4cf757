"""The register: people, their accounts, their links."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.adapters.store import AccountTaken, SqlStore
from bot.ports_store import AccountRow, ClientRow, InviteRow, StaffRow
from tests.unit.store.conftest import NOW

MEI = ClientRow("K-1", "陳美", "+85251234567", "zh-Hant", "***123", "E001")
LEGAL = StaffRow("E003", "Lee", "legal", "en", None, True)


def test_a_client_is_added_replaced_and_listed(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.client("K-1") is None
        tx.put_client(replace(MEI, client_id="K-2"))
        tx.put_client(MEI)
        tx.put_client(replace(MEI, phone=""))
        assert tx.client("K-1") == replace(MEI, phone="")
        assert [row.client_id for row in tx.clients()] == ["K-1", "K-2"]


def test_staff_show_the_account_that_is_bound_to_them(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.staff("E003") is None
        tx.put_staff(LEGAL)
        assert tx.staff("E003") == LEGAL
        tx.bind_account(AccountRow(77, "staff", "E003"), NOW)
        tx.bind_account(AccountRow(78, "client", "E003"), NOW)
        assert tx.staff("E003") == replace(LEGAL, account=77)
        tx.put_staff(replace(LEGAL, active=False))
        assert tx.all_staff() == [replace(LEGAL, account=77, active=False)]


def test_an_account_is_one_persons_and_a_person_has_one_account(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.account(77) is None
        assert tx.account_of("client", "K-1") is None
        tx.bind_account(AccountRow(77, "client", "K-1"), NOW)
        assert tx.account(77) == AccountRow(77, "client", "K-1")
        assert tx.account_of("client", "K-1") == 77
        with pytest.raises(AccountTaken, match="K-1"):
            tx.bind_account(AccountRow(77, "client", "K-2"), NOW)
        with pytest.raises(AccountTaken, match="K-1"):
            tx.bind_account(AccountRow(77, "staff", "K-1"), NOW)
        assert tx.account(77) == AccountRow(77, "client", "K-1")


def test_a_new_account_ends_the_old_one_and_the_history_stays(store: SqlStore) -> None:
    later = NOW + timedelta(days=1)
    with store.begin() as tx:
        tx.bind_account(AccountRow(77, "client", "K-1"), NOW)
        tx.bind_account(AccountRow(77, "client", "K-1"), NOW + timedelta(hours=1))
        tx.bind_account(AccountRow(78, "client", "K-1"), later)
        assert tx.account(77) is None
        assert tx.account_of("client", "K-1") == 78
        tx.bind_account(AccountRow(77, "client", "K-2"), later)
        held = text("SELECT account, subject, ended_at IS NULL FROM accounts ORDER BY binding_id")
        history = [tuple(row) for row in tx.connection.execute(held)]
    assert history == [(77, "K-1", False), (78, "K-1", True), (77, "K-2", True)]


@pytest.mark.parametrize(("account", "subject"), [(77, "K-2"), (78, "K-1")])
def test_the_database_itself_holds_both_to_one(store: SqlStore, account: int, subject: str) -> None:
    with store.begin() as tx:
        tx.bind_account(AccountRow(77, "client", "K-1"), NOW)
    twice = text(
        "INSERT INTO accounts (account, kind, subject, bound_at)"
        " SELECT :account, kind, :subject, bound_at FROM accounts"
    )
    with pytest.raises(IntegrityError), store.begin() as tx:
        tx.connection.execute(twice, {"account": account, "subject": subject})


def test_an_invite_is_kept_by_its_hash_and_marked_as_used(store: SqlStore) -> None:
    fresh = InviteRow("abc", "client", "K-1", NOW + timedelta(days=7), None, None)
    used = replace(fresh, opened_by=77, used_at=NOW)
    with store.begin() as tx:
        assert tx.invite("abc") is None
        tx.put_invite(fresh)
        assert tx.invite("abc") == fresh
        tx.put_invite(used)
        assert tx.invite("abc") == used
