"""What happens in groups: becoming the staff group, commands and presses of staff."""

from __future__ import annotations

from dataclasses import replace

from bot.case.decision import Decision, Say, To
from bot.case.entries import people as p
from bot.case.people import Actor, may
from bot.handlers.addressing import GROUP_SETTING
from bot.handlers.arrival import Incoming, received
from bot.handlers.office import Office
from bot.handlers.staff import handle_staff, staff_file
from bot.handlers.writing import apply
from bot.ports_store import StaffRow, Transaction


def handle_group(office: Office, tx: Transaction, who: StaffRow | None, incoming: Incoming) -> str:
    """An arrival in a group; what people of no right do there changes nothing but is kept."""
    came = incoming.arrival
    if came.migrated_to is not None:
        _migrated(tx, came.chat, came.migrated_to)
        return ""
    if who is None:
        return ""
    joins = came.kind == "membership" and came.membership == "joined"
    if joins or came.command == "here":
        bind_group(office, tx, who, incoming)
        return ""
    if came.kind == "press" or came.command in ("case", "status"):
        return handle_staff(office, tx, who, incoming)
    return ""


def bind_group(office: Office, tx: Transaction, who: StaffRow, incoming: Incoming) -> None:
    """Makes this group the staff group where the person may do so; says so in the group."""
    came = incoming.arrival
    actor = Actor(who.role, who.staff_id, who.name)
    if not may(who.role, "group.bind") or came.chat is None:
        return
    tx.put_setting(GROUP_SETTING, str(came.chat))
    tx.put_setting(f"language:{came.chat}", who.language)
    bound = p.GroupBound(came.chat, came.chat_title)
    say = Say(To("group"), "staff_group_bound", "group", {"title": came.chat_title})
    apply(office, tx, staff_file(who.staff_id), actor, incoming.cause,
          Decision("group.bound", (bound,), (say,)), case=None,
          before=[received(replace(incoming))])  # fmt: skip


def _migrated(tx: Transaction, old: int | None, new: int) -> None:
    if old is not None and tx.setting(GROUP_SETTING) == str(old):
        tx.put_setting(GROUP_SETTING, str(new))
        tx.put_setting(f"language:{new}", tx.setting(f"language:{old}") or "")
        tx.redirect_chat(old, new)
