"""One-time links: made, counted for a while, stored only as a hash (R151)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.case.entries import people as p
from bot.case.people import STAFF_ROLES, Actor
from bot.handlers.client_menu import client_file
from bot.handlers.desk import hash_payload
from bot.handlers.office import Office
from bot.handlers.staff_case import staff_file
from bot.ports_store import InviteRow, StaffRow, Transaction

CLI = Actor("admin", "cli")


@dataclass(frozen=True)
class Invite:
    """A link as it is shown once, and never again."""

    link: str
    payload: str
    expires: datetime


def _issue(office: Office, tx: Transaction, kind: str, subject: str, file_no: str) -> Invite:
    now = office.now()
    payload = office.entropy.token(32)
    expires = now + timedelta(hours=office.playbook.invite_hours)
    payload_hash = hash_payload(payload)
    assert kind in ("client", "staff")
    row = InviteRow(payload_hash, "client" if kind == "client" else "staff", subject, expires,
                    None, None)  # fmt: skip
    tx.put_invite(row)
    tx.append(file_no, CLI, "cli:invite", now, [p.InviteIssued(payload_hash, expires)])
    return Invite(f"https://t.me/{office.bot_username}?start={payload}", payload, expires)


def invite_client(office: Office, tx: Transaction, client_id: str) -> Invite:
    """A link for a client on the register. Raises KeyError where she is not on it."""
    client = tx.client(client_id)
    if client is None:
        raise KeyError(client_id)
    file_no = client_file(client_id)
    if not tx.has_file(file_no):
        tx.create_file(file_no, "client", client_id, office.now())
    return _issue(office, tx, "client", client_id, file_no)


def invite_staff(
    office: Office, tx: Transaction, *, name: str, role: str, language: str, staff_id: str = ""
) -> tuple[str, Invite]:
    """Registers a member of staff and gives her number and link. Raises ValueError for no role."""
    if role not in STAFF_ROLES:
        raise ValueError(f"role {role!r} is none of {', '.join(STAFF_ROLES)}")
    own = staff_id or f"E{tx.next_number('staff'):03d}"
    known = tx.staff(own)
    account = known.account if known else None
    tx.put_staff(StaffRow(own, name, role, language, account, True))
    file_no = staff_file(own)
    if not tx.has_file(file_no):
        tx.create_file(file_no, "staff", "", office.now())
    facts = p.StaffRegistered(own, name, role, language)
    tx.append(file_no, CLI, "cli:staff", office.now(), [facts])
    return own, _issue(office, tx, "staff", own, file_no)
