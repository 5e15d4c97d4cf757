"""Before a decision: fetch a file, tell its kind by content, understand words; all outside SQL."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.adapters.content_kind import ContentKind, content_kind
from bot.adapters.telegram.arrivals import read_update
from bot.case.playbook import DocumentRules
from bot.handlers.arrival import Incoming
from bot.ports import (
    Arrival,
    Audience,
    Clock,
    DocumentStore,
    FileTooLarge,
    Messenger,
    MessengerError,
    Understander,
    WordReader,
)
from bot.ports_store import InboxRow
from bot.tracing import where

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preparation:
    """What is needed to make an inbox row ready for deciding."""

    messenger: Messenger
    documents: DocumentStore
    understander: Understander
    words: WordReader
    audience_of: Callable[[int | None], Audience]
    clock: Clock
    rules: DocumentRules
    step: Callable[[str], None]

    async def prepare(self, row: InboxRow) -> Incoming:
        """The row as an arrival with its file stored and its words understood.

        Raises MessengerError where a file could not be fetched just now: try again later.
        """
        arrival = decoded(row.raw)
        cause = f"update:{row.bot_id}:{row.update_id}"
        if arrival.kind in ("file", "voice") and arrival.file is not None:
            return await self._with_file(arrival, cause, row.attempts)
        if arrival.kind != "text" or arrival.command or arrival.chat_type != "private":
            return Incoming(arrival, cause)
        try:
            return await self._with_words(arrival, cause)
        except Exception as fault:
            # Words that cannot be read must not hold up what she wrote: she is asked back.
            log.error("words were not read: %s", where(fault))
            return Incoming(arrival, cause)

    async def _with_words(self, arrival: Arrival, cause: str) -> Incoming:
        audience = await asyncio.to_thread(self.audience_of, arrival.account)
        understanding = await self.understander.understand(arrival.text, audience)
        plain = await asyncio.to_thread(self.words.read, arrival.text, self.clock.now())
        return Incoming(arrival, cause, understanding=understanding, plain=plain)

    async def _with_file(self, arrival: Arrival, cause: str, attempts: int) -> Incoming:
        announced = arrival.file
        assert announced is not None
        limit = self.rules.max_bytes
        if announced.size is not None and announced.size > limit:
            return Incoming(arrival, cause, size=announced.size, problem="too_large")
        try:
            content = await self.messenger.fetch(announced.file_id, limit)
        except FileTooLarge:
            return Incoming(arrival, cause, size=announced.size or 0, problem="too_large")
        except MessengerError as fault:
            if fault.permanent or attempts >= 5:
                return Incoming(arrival, cause, problem="not_fetched")
            raise
        self.step("file.fetched")
        digest = self.documents.put(content)
        kind = content_kind(content, announced.name)
        return Incoming(
            arrival, cause, digest, kind.type, len(content), self._problem(content, kind)
        )

    def _problem(self, content: bytes, kind: ContentKind) -> str:
        """Why the content cannot count; told by the bytes, never by the name (R112)."""
        if not content:
            return "empty"
        if kind.type not in self.rules.content_types:
            return "wrong_kind"
        if kind.locked:
            return "locked"
        return "damaged" if kind.damaged else ""


def decoded(raw: str) -> Arrival:
    """An arrival from a journalled update, whatever it is; never raises."""
    try:
        loaded = json.loads(raw)
    except ValueError:
        return Arrival(0, "undecodable", detail="not JSON")
    if not isinstance(loaded, dict):
        return Arrival(0, "undecodable", detail="not an object")
    return read_update(loaded)


def lane_of(arrival: Arrival) -> str:
    """Messages and presses of one chat share a lane, so their order is kept."""
    for place in (arrival.chat, arrival.account):
        if place is not None:
            return str(place)
    return "none"
