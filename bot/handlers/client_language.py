"""The language a client is spoken to in belongs to her, not to a case: all her files follow."""

from __future__ import annotations

from dataclasses import replace

from bot.case.decision import Decision
from bot.case.entries.talk import LanguageChosen
from bot.case.people import Actor
from bot.handlers.arrival import Incoming
from bot.handlers.office import Office
from bot.handlers.writing import apply, load_case
from bot.ports_store import ClientRow, Transaction
from bot.procedures.speaking import language_heard


def hear_language(office: Office, tx: Transaction, who: ClientRow, incoming: Incoming) -> ClientRow:
    """Follows the language she writes in, unless she has chosen one (nlu.md)."""
    heard = language_heard(
        spoken(office, tx, who, incoming.account), incoming.meant.language,
        incoming.arrival.text, wished=bool(tx.setting(_wish(who))),
        offered=office.playbook.languages,
    )  # fmt: skip
    return keep_language(office, tx, who, incoming, heard) if heard else who


def spoken(office: Office, tx: Transaction, who: ClientRow, account: int) -> str:
    """The language she is spoken to in now."""
    stored = tx.setting(f"language:{account}") or who.language
    return stored or office.playbook.default_language


def spread_choice(
    office: Office, tx: Transaction, who: ClientRow, incoming: Incoming, decision: Decision,
    but: str,
) -> None:  # fmt: skip
    """A wish decided in one file holds in all others, and against what she may write later."""
    for body in decision.entries:
        if isinstance(body, LanguageChosen):
            tx.put_setting(_wish(who), body.language)
            keep_language(office, tx, who, incoming, body, but)


def keep_language(
    office: Office, tx: Transaction, who: ClientRow, incoming: Incoming, chosen: LanguageChosen,
    but: str = "",
) -> ClientRow:  # fmt: skip
    """Writes the language into the register and each of her cases, except the one named."""
    kept = replace(who, language=chosen.language)
    tx.put_client(kept)
    tx.put_setting(f"language:{incoming.account}", chosen.language)
    decision = Decision(f"language.{chosen.why}", (chosen,))
    actor = Actor("client", who.client_id, who.name)
    for row in tx.files(client_id=who.client_id):
        if row.file_no != but:
            case = load_case(tx, row.file_no)
            apply(office, tx, row.file_no, actor, incoming.cause, decision, case=case)
    return kept


def _wish(who: ClientRow) -> str:
    return f"language_wish:{who.client_id}"
