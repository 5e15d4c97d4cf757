"""One journalled update: whose it is, and what follows, in one transaction (laws 1 and 3)."""

from __future__ import annotations

from bot.case.decision import Decision
from bot.case.people import Actor
from bot.handlers.arrival import Incoming, received
from bot.handlers.client import handle_client
from bot.handlers.desk import desk_file, ensure_file, handle_desk
from bot.handlers.group import handle_group
from bot.handlers.office import Office
from bot.handlers.second_link import client_contact, client_link, staff_link
from bot.handlers.staff import handle_staff
from bot.handlers.writing import apply
from bot.ports_store import StaffRow, Transaction


def handle_update(office: Office, tx: Transaction, incoming: Incoming) -> str:
    """Decides and writes one arrival; gives the toast code for a press, empty for none."""
    came = incoming.arrival
    if came.account is None:
        _keep_undecodable(office, tx, incoming)
        return ""
    owner = tx.account(came.account)
    staff = tx.staff(owner.subject) if owner and owner.kind == "staff" else None
    if came.chat_type in ("group", "channel"):
        return handle_group(office, tx, _active(staff), incoming)
    opens_link = came.command == "start" and bool(came.argument)
    if staff is not None and staff.active:
        if opens_link:
            staff_link(office, tx, staff, incoming)
            return ""
        return handle_staff(office, tx, staff, incoming)
    client = tx.client(owner.subject) if owner and owner.kind == "client" else None
    if client is None:
        return handle_desk(office, tx, incoming)
    if opens_link:
        client_link(office, tx, client, incoming)
        return ""
    if came.kind == "contact" and came.contact_user == came.account:
        client_contact(office, tx, client, incoming)
        return ""
    return handle_client(office, tx, client, incoming)


def _active(staff: StaffRow | None) -> StaffRow | None:
    return staff if staff is not None and staff.active else None


def _keep_undecodable(office: Office, tx: Transaction, incoming: Incoming) -> None:
    """What nobody can be named for is kept at the front desk under account 0."""
    file_no = ensure_file(office, tx, 0, "")
    assert file_no == desk_file(0)
    apply(office, tx, file_no, Actor("stranger", "0"), incoming.cause,
          Decision("desk.undecodable"), case=None, before=[received(incoming)])  # fmt: skip
