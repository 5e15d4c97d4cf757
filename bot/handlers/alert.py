"""An alert from the risk system: into the client's open case, or a new one, exactly once (R6)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from bot.case.entries import alerts as a
from bot.case.entries import people as p
from bot.case.inputs import AlertReceived
from bot.case.people import BOT, Actor
from bot.case.state import Case
from bot.handlers.client_menu import client_file
from bot.handlers.office import Office
from bot.handlers.writing import apply, load_case, summarise
from bot.ports_store import ClientRow, StaffRow, Transaction


@dataclass(frozen=True)
class NewAlert:
    """A risk alert with what its report says of the client; empty texts where it says nothing."""

    client_id: str
    name: str
    risk_type: str
    severity: str
    detected_at: datetime | None
    description: str
    source: str
    ref: str = ""
    phone: str = ""
    language: str = ""
    account_masked: str = ""
    handler: str = ""
    reason: str = "client_request"

    @property
    def key(self) -> str:
        """What tells this alert from its twin: the source's number, else all that it says."""
        said = (
            [self.ref] if self.ref
            else [self.risk_type, self.severity, str(self.detected_at), self.description]
        )  # fmt: skip
        return hashlib.sha256("\x1f".join([self.client_id, *said]).encode()).hexdigest()


def register_client(office: Office, tx: Transaction, row: ClientRow, cause: str) -> ClientRow:
    """Brings the register up to date with what a report says; nothing known is lost."""
    # First of all, and held to the end: two reports of one new client open one case.
    tx.ensure_file(client_file(row.client_id), "client", row.client_id, office.now())
    known = tx.client(row.client_id)
    merged = row
    if known is not None:
        said = {k: v for k, v in row.__dict__.items() if v}
        merged = replace(known, **{**said, "language": known.language or row.language})
    if merged == known:
        return merged
    tx.put_client(merged)
    facts = p.ClientRegistered(**merged.__dict__)
    tx.append(client_file(row.client_id), BOT, cause, office.now(), [facts])
    return merged


def take_alert(office: Office, tx: Transaction, alert: NewAlert, by: Actor, cause: str) -> str:
    """Records one alert; gives the case number, or an empty text where it was known already."""
    if not tx.claim_alert_key(alert.key, alert.client_id):
        return ""
    client = register_client(office, tx, _row(tx, alert), cause)
    case_no = _open_case(tx, alert) or _new_case(office, tx, client, alert, cause)
    case = load_case(tx, case_no)
    what = AlertReceived(
        by, alert.key, alert.risk_type, alert.severity, alert.detected_at, alert.description,
        alert.source,
    )  # fmt: skip
    decision = office.registry.decide(case, what, office.playbook, office.now())
    apply(office, tx, case_no, by, cause, decision, case=case)
    return case_no


def _row(tx: Transaction, alert: NewAlert) -> ClientRow:
    handler = next(
        (s.staff_id for s in tx.all_staff() if alert.handler in (s.staff_id, s.name)), ""
    ) if alert.handler else ""  # fmt: skip
    return ClientRow(
        alert.client_id, alert.name, alert.phone, alert.language, alert.account_masked, handler
    )


def _open_case(tx: Transaction, alert: NewAlert) -> str:
    """Her open case; where the alert names an account, the one about it: each is closed alone."""
    rows = tx.files(client_id=alert.client_id, open_only=True)
    about = {row.file_no: Case(tx.entries(row.file_no)).opened.account_masked for row in rows}
    same = [no for no, own in about.items() if alert.account_masked in ("", own) or not own]
    return same[-1] if same else ""


def _new_case(
    office: Office, tx: Transaction, client: ClientRow, alert: NewAlert, cause: str
) -> str:
    now = office.now()
    year = now.astimezone(office.playbook.zone).year
    case_no = f"C-{year}-{tx.next_number(f'case:{year}'):06d}"
    handler = tx.staff(client.handler) or _only_handler(tx)
    tx.create_file(case_no, "case", client.client_id, now)
    opened = a.CaseOpened(
        client.client_id, client.name, alert.reason, client.account_masked,
        handler.staff_id if handler else client.handler, handler.name if handler else "",
        client.language or office.playbook.default_language,
        tx.account_of("client", client.client_id),
    )  # fmt: skip
    tx.append(case_no, BOT, cause, now, [opened])
    summarise(office, tx, case_no)
    return case_no


def _only_handler(tx: Transaction) -> StaffRow | None:
    """Where no account manager is named and there is just one, the case is that person's."""
    handlers = [row for row in tx.all_staff() if row.role == "handler" and row.active]
    return handlers[0] if len(handlers) == 1 else None
