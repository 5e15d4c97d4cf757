"""What all handlers of updates share: the stored form of what came, and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.case.entries.talk import Received
from bot.case.meaning import Meant
from bot.ports import Arrival, PlainReading, Understanding

NOTHING_UNDERSTOOD = Understanding("", 0.0, False)
NOTHING_READ = PlainReading()
KEPT_TEXT = 8192


@dataclass(frozen=True)
class Incoming:
    """An arrival with what was fetched and understood before the transaction began.

    `problem` says why a file cannot count, empty where it can; `digest` is empty where nothing
    was stored.
    """

    arrival: Arrival
    cause: str
    digest: str = ""
    content_type: str = ""
    size: int = 0
    problem: str = ""
    understanding: Understanding = NOTHING_UNDERSTOOD
    plain: PlainReading = NOTHING_READ

    @property
    def meant(self) -> Meant:
        """What the engine and the rules read, as the procedures want it."""
        engine, plain = self.understanding, self.plain
        language = plain.language or engine.language or ""
        return Meant(
            engine.intent, engine.accepted, engine.intents, plain.reading, language, plain.values
        )

    @property
    def account(self) -> int:
        """The person's account. Raises AssertionError for an arrival without one."""
        assert self.arrival.account is not None
        return self.arrival.account


def received(incoming: Incoming) -> Received:
    """The entry that keeps an arrival as it came (laws 1 and 6)."""
    came, meant = incoming.arrival, incoming.understanding
    text = came.text or (f"/{came.command} {came.argument}".strip() if came.command else "")
    return Received(
        what=came.kind, account=came.account or 0, text=_masked(came, text)[:KEPT_TEXT],
        detail=came.press_data or came.detail or came.membership, telegram_id=came.message_id,
        digest=incoming.digest, file_name=came.file.name if came.file else "",
        content_type=incoming.content_type or (came.file.claimed_type if came.file else ""),
        size=incoming.size or (came.file.size if came.file else None), intent=meant.intent,
        confidence_percent=round(meant.confidence * 100) if meant.intent else None,
        engine=meant.engine if meant.intent else "", model_version=meant.model_version,
        language=incoming.meant.language,
    )  # fmt: skip


def _masked(came: Arrival, text: str) -> str:
    """A link's secret never enters a file: whoever reads it could use it."""
    if came.command == "start" and came.argument:
        return "/start (link)"
    if came.kind == "contact":
        return f"contact …{came.contact_phone[-4:]}"
    return text
