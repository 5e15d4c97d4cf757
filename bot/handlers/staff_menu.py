"""Presses on menus in a staff member's own file: language, which case, which question."""

from __future__ import annotations

from dataclasses import replace

from bot.case.decision import Decision, Say, To
from bot.case.entries import talk as t
from bot.case.people import Actor
from bot.handlers.arrival import Incoming
from bot.handlers.office import Office
from bot.handlers.staff_case import note, staff_file
from bot.handlers.staff_queries import answer_query
from bot.ports_store import StaffRow, Transaction
from bot.procedures.queries import query_with


def press_own_menu(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming,
    file_no: str, pressed: tuple[str, int],
) -> str:  # fmt: skip
    """What a press on a menu of her own file leads to; menus of others count for nothing."""
    prompt = _prompt(tx, pressed[0]) if file_no == staff_file(who.staff_id) else None
    option = prompt.options[pressed[1]] if prompt and pressed[1] < len(prompt.options) else ""
    what, _, about = option.partition(":")
    if prompt and what in ("query", "case"):
        kind = about if what == "query" else prompt.about("kind") or "status"
        query = query_with(kind, prompt.context)
        wanted = replace(query, case_no=about) if what == "case" else query
        answer_query(office, tx, who, actor, incoming, wanted)
        return ""
    if option in office.playbook.languages:
        return _language(office, tx, who, actor, incoming, option)
    return note(office, tx, who, actor, incoming, Decision("press.unknown"), "unknown")


def _prompt(tx: Transaction, prompt_id: str) -> t.PromptAsked | None:
    file_no = tx.file_of_prompt(prompt_id)
    entries = tx.entries(file_no) if file_no else []
    asked = (e.body.prompt for e in entries if isinstance(e.body, t.MessageRecorded))
    return next((p for p in asked if p and p.prompt_id == prompt_id), None)


def _language(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, chosen: str
) -> str:
    updated = replace(who, language=chosen)
    tx.put_staff(updated)
    say = Say(To("staff", who.staff_id), "language_changed", "staff")
    decision = Decision("language.chosen", (t.LanguageChosen(chosen, "wish"),), (say,))
    return note(office, tx, updated, actor, incoming, decision, "")
