"""One journalled update: whose it is, and what follows, in one transaction (laws 1 and 3)."""

from __future__ import annotations

from bot.case.decision import Decision
from bot.case.people import Actor
from bot.handlers.arrival import Incoming, received
from bot.handlers.client import client_file, handle_client
from bot.handlers.desk import desk_file, ensure_file, handle_desk
from bot.handlers.group import handle_group
from bot.handlers.office import Office
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
    if staff is not None and staff.active:
        return handle_staff(office, tx, staff, incoming)
    client = tx.client(owner.subject) if owner and owner.kind == "client" else None
    if client is None:
        return handle_desk(office, tx, incoming)
    if came.command == "start" and came.argument:
        return _second_link(office, tx, client.client_id, incoming)
    return handle_client(office, tx, client, incoming)


def _active(staff: StaffRow | None) -> StaffRow | None:
    return staff if staff is not None and staff.active else None


def _second_link(office: Office, tx: Transaction, client_id: str, incoming: Incoming) -> str:
    """A link opened by somebody already enrolled: hers again greets, another's is refused."""
    from bot.case.decision import Say, To
    from bot.handlers.desk import hash_payload

    row = tx.invite(hash_payload(incoming.arrival.argument))
    to = To("account", account=incoming.account)
    client = tx.client(client_id)
    assert client is not None
    if row is not None and row.kind == "client" and row.subject == client_id:
        to = To("account", client.name, account=incoming.account)
        say = Say(to, "enrolled", "enrolled")
    else:
        reason = "other_account" if row else "unknown"
        say = Say(to, "link_refused", "ack", {"reason": reason, "tries_left": 0})
    actor = Actor("client", client_id, client.name)
    apply(office, tx, client_file(client_id), actor, incoming.cause,
          Decision("enrolment.second_link", says=(say,)), case=None,
          before=[received(incoming)])  # fmt: skip
    return ""


def _keep_undecodable(office: Office, tx: Transaction, incoming: Incoming) -> None:
    """What nobody can be named for is kept at the front desk under account 0."""
    file_no = ensure_file(office, tx, 0, "")
    assert file_no == desk_file(0)
    apply(office, tx, file_no, Actor("stranger", "0"), incoming.cause,
          Decision("desk.undecodable"), case=None, before=[received(incoming)])  # fmt: skip
