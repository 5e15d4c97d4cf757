"""The front desk: accounts that belong to nobody yet, their links, notices and contacts."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from bot.case.decision import Decision, Say, To
from bot.case.entries import alerts as a
from bot.case.entries import people as p
from bot.case.entries import talk as t
from bot.case.inputs import Enrolled
from bot.case.people import Actor
from bot.handlers.arrival import Incoming, received
from bot.handlers.client_menu import client_file
from bot.handlers.office import Office
from bot.handlers.outgoing import read_press
from bot.handlers.staff_case import staff_file
from bot.handlers.writing import apply, load_case
from bot.ports_store import AccountRow, InviteRow, Transaction
from bot.procedures import enrolment
from bot.procedures.contact import by_phone
from bot.procedures.conversation import LANGUAGES
from bot.procedures.enrolment import Link, Visitor


def desk_file(account: int) -> str:
    """The front desk keeps one file per account that belongs to nobody."""
    return f"FD-{account}"


def hash_payload(payload: str) -> str:
    """Only the hash of a link's secret is ever stored."""
    return hashlib.sha256(payload.encode()).hexdigest()


def ensure_file(office: Office, tx: Transaction, account: int, language_code: str) -> str:
    """The file of a visitor, opened at her first word, with a first guess at her language."""
    file_no = desk_file(account)
    if not tx.has_file(file_no):
        tx.create_file(file_no, "desk", "", office.now())
    if not tx.setting(f"language:{account}"):
        tx.put_setting(f"language:{account}", guessed_language(language_code, office))
    return file_no


def guessed_language(code: str, office: Office) -> str:
    """From Telegram's language code; the firm's default where that says nothing useful."""
    lower = code.lower()
    if lower.startswith("zh"):
        traditional = any(mark in lower for mark in ("hant", "hk", "tw", "mo"))
        return "zh-Hant" if traditional else "zh-Hans"
    return "en" if lower.startswith("en") else office.playbook.default_language


def handle_desk(office: Office, tx: Transaction, incoming: Incoming) -> str:
    """Decides one arrival of an unbound account; gives the toast for a press, else nothing."""
    came = incoming.arrival
    file_no = ensure_file(office, tx, incoming.account, came.language_code)
    tx.lock_file(file_no)
    visitor = Visitor(incoming.account, tx.entries(file_no))
    actor = Actor("stranger", str(incoming.account))
    if came.command == "start" and came.argument:
        open_link(office, tx, visitor, actor, incoming)
        return ""
    if came.kind == "contact":
        _contact(office, tx, visitor, actor, incoming)
        return ""
    if came.kind == "press":
        return _press(office, tx, visitor, actor, incoming)
    decision = enrolment.stranger(visitor)
    if came.kind == "membership":
        decision = Decision("talk.membership")
    elif came.command == "language":
        decision = enrolment.language_menu(visitor)
    _keep(office, tx, actor, incoming, decision)
    return ""


def _keep(
    office: Office, tx: Transaction, actor: Actor, incoming: Incoming, decision: Decision
) -> None:
    apply(office, tx, desk_file(incoming.account), actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip


def open_link(
    office: Office, tx: Transaction, visitor: Visitor, actor: Actor, incoming: Incoming
) -> None:
    """A one-time link was opened; staff are enrolled at once, clients go on to the notice."""
    payload_hash = hash_payload(incoming.arrival.argument)
    row = tx.invite(payload_hash)
    link = known_link(row) if row else Link(payload_hash, "", "", None, False)
    decision = enrolment.link_opened(visitor, link, office.playbook, office.now())
    _keep(office, tx, actor, incoming, decision)
    if row is not None and decision.reason == "enrolment.staff":
        _bind_staff(office, tx, visitor.account, row, incoming.cause)


def known_link(row: InviteRow) -> Link:
    """A link that was issued, as the rules want it."""
    return Link(row.payload_hash, row.kind, row.subject, row.expires, row.used_at is not None)


def _bind_staff(office: Office, tx: Transaction, account: int, row: InviteRow, cause: str) -> None:
    staff = tx.staff(row.subject)
    assert staff is not None
    now = office.now()
    tx.put_invite(replace(row, opened_by=account, used_at=now))
    tx.bind_account(AccountRow(account, "staff", staff.staff_id), now)
    tx.put_staff(replace(staff, account=account))
    say = Say(To("staff", staff.staff_id), "staff_welcome", "staff", {"role": staff.role})
    actor = Actor(staff.role, staff.staff_id, staff.name)
    bound = p.AccountBound(account, row.payload_hash)
    apply(office, tx, staff_file(staff.staff_id), actor, cause,
          Decision("enrolment.staff_bound", (bound,), (say,)), case=None)  # fmt: skip


def _press(
    office: Office, tx: Transaction, visitor: Visitor, actor: Actor, incoming: Incoming
) -> str:
    pressed = read_press(incoming.arrival.press_data)
    message = _asked(visitor, pressed[0]) if pressed else None
    options = message.prompt.options if message and message.prompt else ()
    if pressed is None or message is None or pressed[1] >= len(options):
        to = To("account", account=visitor.account)
        say = Say(to, "press_refused", "ack", {"reason": "not_yours"})
        entry = t.PressRefused(pressed[0] if pressed else "", incoming.arrival.press_data[:64],
                               visitor.account, "not_yours")  # fmt: skip
        _keep(office, tx, actor, incoming, Decision("press.refused", (entry,), (say,)))
        return "not_yours"
    option = options[pressed[1]]
    if option in LANGUAGES:
        tx.put_setting(f"language:{visitor.account}", option)
    decision = enrolment.pressed(visitor, message, option, office.playbook, office.now())
    _keep(office, tx, actor, incoming, decision)
    if decision.reason == "enrolment.by_phone":
        _call_her(office, tx, visitor, actor, incoming.cause)
    return ""


def _call_her(office: Office, tx: Transaction, visitor: Visitor, actor: Actor, cause: str) -> None:
    """She chose the telephone: in each open case a person gets the task to call (R80)."""
    row = tx.invite(visitor.invite) if visitor.invite else None
    found = tx.files(client_id=row.subject, open_only=True) if row and row.kind == "client" else []
    for each in found:
        case = load_case(tx, each.file_no)
        decision = by_phone(case, office.playbook, office.now())
        apply(office, tx, each.file_no, actor, cause, decision, case=case)


def _asked(visitor: Visitor, prompt_id: str) -> t.MessageRecorded | None:
    return next(
        (
            e.body for e in visitor.entries
            if isinstance(e.body, t.MessageRecorded) and e.body.prompt
            and e.body.prompt.prompt_id == prompt_id
        ),
        None,
    )  # fmt: skip


def _contact(
    office: Office, tx: Transaction, visitor: Visitor, actor: Actor, incoming: Incoming
) -> None:
    row = tx.invite(visitor.invite) if visitor.invite else None
    if row is None or row.kind != "client":
        _keep(office, tx, actor, incoming, enrolment.stranger(visitor))
        return
    client = tx.client(row.subject)
    assert client is not None
    came = incoming.arrival
    decision = enrolment.contact_shared(
        visitor, known_link(row), own=came.contact_user == visitor.account,
        phone=office.normal_phone(came.contact_phone), on_file=client.phone,
        playbook=office.playbook, now=office.now(),
    )  # fmt: skip
    _keep(office, tx, actor, incoming, decision)
    if decision.reason == "enrolment.bound":
        _bind_client(office, tx, visitor, row, incoming.cause)


def _bind_client(
    office: Office, tx: Transaction, visitor: Visitor, row: InviteRow, cause: str
) -> None:
    client = tx.client(row.subject)
    assert client is not None
    now, account = office.now(), visitor.account
    tx.put_invite(replace(row, opened_by=account, used_at=now))
    tx.bind_account(AccountRow(account, "client", client.client_id), now)
    language = visitor.wish or client.language or tx.setting(f"language:{account}") or ""
    language = language or office.playbook.default_language
    tx.put_client(replace(client, language=language))
    tx.put_setting(f"language:{account}", language)
    actor = Actor("client", client.client_id, client.name)
    to = To("account", client.name, account=account)
    hello = Say(to, "enrolled", "enrolled")
    bound = p.AccountBound(account, row.payload_hash)
    apply(office, tx, client_file(client.client_id), actor, cause,
          Decision("enrolment.client_bound", (bound,), (hello,)), case=None)  # fmt: skip
    for found in tx.files(client_id=client.client_id, open_only=True):
        attach(office, tx, found.file_no, actor, cause, account, language)


def attach(
    office: Office, tx: Transaction, case_no: str, actor: Actor, cause: str, account: int,
    language: str,
) -> None:  # fmt: skip
    """Tells an open case that its client can be reached now; what waited goes out."""
    now = office.now()
    tx.lock_file(case_no)
    tx.append(case_no, actor, cause, now, [a.AccountAttached(account, language)])
    case = load_case(tx, case_no)
    what = Enrolled(actor, account, language)
    decision = office.registry.decide(case, what, office.playbook, now)
    apply(office, tx, case_no, actor, cause, decision, case=case)
