"""Confirmations: bound to the hash of the exact text shown, from the bound account (law 6)."""

from __future__ import annotations

from datetime import datetime

from bot.case.decision import CLIENT, Say
from bot.case.entries.base import Body
from bot.case.entries.talk import Confirmed, PromptAnswered
from bot.case.inputs import Pressed
from bot.case.state import Case


def confirmed(
    case: Case, what: Pressed, kind: str, subject: str
) -> tuple[tuple[Body, ...], Confirmed]:
    """The entries that a confirming press makes: the answer and the confirmation (law 6).

    Only a `Pressed` can be given, so words cannot lead here; the caller has checked the account.
    """
    message, prompt = case.prompts[what.prompt.prompt_id]
    bound = Confirmed(
        what=kind, subject=subject, prompt_id=prompt.prompt_id, message_id=message.message_id,
        text_hash=message.text_hash, account=what.account, client_id=case.opened.client_id,
    )  # fmt: skip
    return (PromptAnswered(prompt.prompt_id, what.option), bound), bound


def receipt(bound: Confirmed, now: datetime, alert_id: str = "") -> Say:
    """The client's own copy of what she confirmed, with the hash's first twelve digits."""
    values = {
        "what": bound.what, "short_hash": bound.text_hash[:12], "confirmed_at": now,
        "alert_id": alert_id,
    }  # fmt: skip
    return Say(CLIENT, "confirmation_receipt", f"receipt:{bound.prompt_id}", values)
