"""Who receives a message: from a role or a person to chats, with everybody's own language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.case.decision import To
from bot.case.state import Case
from bot.handlers.office import Office
from bot.ports_store import StaffRow, Transaction

GROUP_SETTING = "staff_group"
FALLBACK_ROLES = ("branch_manager", "compliance")


@dataclass(frozen=True)
class Reader:
    """One chat that a message goes to."""

    audience: str
    recipient: str
    name: str
    chat: int
    account: int | None
    language: str


def readers(office: Office, tx: Transaction, to: To, case: Case | None) -> list[Reader]:
    """The chats for an address; empty where nobody of those meant has enrolled."""
    if to.audience == "client":
        return _client(case)
    if to.audience == "account":
        return _account(office, tx, to)
    if to.audience == "group":
        return _group(office, tx) or _with_roles(tx, to.roles)
    named = tx.staff(to.id) if to.id else None
    if named and named.active and named.account is not None:
        return [_staff(named)]
    found = [] if to.id else _with_roles(tx, to.roles)
    # Where no account manager has enrolled, an alert must not vanish.
    return found or _group(office, tx) or _with_roles(tx, FALLBACK_ROLES)


def _client(case: Case | None) -> list[Reader]:
    if case is None or case.account is None:
        return []
    opened = case.opened
    return [
        Reader("client", opened.client_id, opened.client_name, case.account, case.account,
               case.language)
    ]  # fmt: skip


def _account(office: Office, tx: Transaction, to: To) -> list[Reader]:
    assert to.account is not None
    language = tx.setting(f"language:{to.account}") or office.playbook.default_language
    return [Reader("account", str(to.account), to.id, to.account, to.account, language)]


def _group(office: Office, tx: Transaction) -> list[Reader]:
    chat = tx.setting(GROUP_SETTING)
    if not chat:
        return []
    language = tx.setting(f"language:{chat}") or office.playbook.default_language
    return [Reader("group", chat, "", int(chat), None, language)]


def move_group(tx: Transaction, old: int, new: int) -> None:
    """A group became another chat: it stays the staff group, and what waits for it goes there."""
    if tx.setting(GROUP_SETTING) == str(old):
        tx.put_setting(GROUP_SETTING, str(new))
        tx.put_setting(f"language:{new}", tx.setting(f"language:{old}") or "")
    tx.redirect_chat(old, new)


def _with_roles(tx: Transaction, roles: tuple[str, ...]) -> list[Reader]:
    return [
        _staff(row)
        for row in tx.all_staff()
        if row.active and row.account is not None and row.role in roles
    ]


def _staff(row: StaffRow) -> Reader:
    assert row.account is not None
    return Reader("staff", row.staff_id, row.name, row.account, None, row.language)
