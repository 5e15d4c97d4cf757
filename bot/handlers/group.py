"""What happens in groups: becoming the staff group, commands and presses of staff."""

from __future__ import annotations

from dataclasses import replace

from bot.case.decision import Decision, Say, To
from bot.case.entries import people as p
from bot.case.entries.talk import PressRefused
from bot.case.people import Actor, may
from bot.handlers.addressing import GROUP_SETTING, move_group
from bot.handlers.arrival import Incoming, received
from bot.handlers.desk import ensure_file
from bot.handlers.office import Office
from bot.handlers.staff import handle_staff
from bot.handlers.staff_case import note, staff_file
from bot.handlers.writing import apply
from bot.ports_store import StaffRow, Transaction


def handle_group(office: Office, tx: Transaction, who: StaffRow | None, incoming: Incoming) -> str:
    """An arrival in a group; what people of no right do there changes nothing but is kept."""
    came = incoming.arrival
    if came.migrated_to is not None and came.chat is not None:
        move_group(tx, came.chat, came.migrated_to)
        return ""
    if came.command and came.detail.lower() not in ("", f"@{office.bot_username.lower()}"):
        return ""  # Another bot's command: none of our business, so not even kept in a file.
    if who is None:
        return _keep_unknown(office, tx, incoming)
    joins = came.kind == "membership" and came.membership == "joined"
    if joins or came.command == "here":
        bind_group(office, tx, who, incoming)
        return ""
    if came.kind == "press" or came.command in ("case", "status"):
        return handle_staff(office, tx, who, incoming)
    actor = Actor(who.role, who.staff_id, who.name)
    return note(office, tx, who, actor, incoming, Decision("group.talk"), "")


def _keep_unknown(office: Office, tx: Transaction, incoming: Incoming) -> str:
    """Somebody without a role: kept at the front desk; a press counts for nothing."""
    came = incoming.arrival
    file_no = ensure_file(office, tx, incoming.account, came.language_code)
    pressed = came.kind == "press"
    refused = PressRefused("", came.press_data[:64], incoming.account, "may_not")
    decision = Decision("group.unknown", (refused,) if pressed else ())
    apply(office, tx, file_no, Actor("stranger", str(incoming.account)), incoming.cause, decision,
          case=None, before=[received(incoming)])  # fmt: skip
    return "may_not" if pressed else ""


def bind_group(office: Office, tx: Transaction, who: StaffRow, incoming: Incoming) -> None:
    """Makes this group the staff group where the person may do so; says so in the group."""
    came = incoming.arrival
    actor = Actor(who.role, who.staff_id, who.name)
    if not may(who.role, "group.bind") or came.chat is None:
        note(office, tx, who, actor, incoming, Decision("group.may_not_bind"), "")
        return
    tx.put_setting(GROUP_SETTING, str(came.chat))
    tx.put_setting(f"language:{came.chat}", who.language)
    bound = p.GroupBound(came.chat, came.chat_title)
    say = Say(To("group"), "staff_group_bound", "group", {"title": came.chat_title})
    apply(office, tx, staff_file(who.staff_id), actor, incoming.cause,
          Decision("group.bound", (bound,), (say,)), case=None,
          before=[received(replace(incoming))])  # fmt: skip
