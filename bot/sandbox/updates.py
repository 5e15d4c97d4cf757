"""The queue of updates: numbering, long polling, confirmation by offset, what may be delivered."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.errors import Refusal
from bot.sandbox.faults import Faults
from bot.sandbox.records import Json

FIRST_UPDATE_ID = 800_000_001
MAX_POLL_S = 50
MAX_BATCH = 100
KEPT_FOR = timedelta(hours=24)
REORDER_PATIENCE_S = 5.0
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Pending:
    """An update that the bot has not confirmed; ``chat_id`` keeps a chat's order."""

    update_id: int
    kind: str
    payload: Json
    chat_id: int
    at: datetime

    def body(self) -> Json:
        """The update as Telegram sends it."""
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """Updates in the order in which they happened, until confirmed.

    ``expires`` turns on Telegram's rule that an update is kept for 24 hours.
    """

    def __init__(self, now: Callable[[], datetime], faults: Faults) -> None:
        self._now = now
        self._faults = faults
        self._next_id = FIRST_UPDATE_ID
        self._held: tuple[str, Json, int] | None = None
        self._poller = 0
        self._changed = asyncio.Event()
        self.pending: list[Pending] = []
        self.allowed: list[str] = []
        self.webhook_url = ""
        self.expires = False
        self.closing = False

    @property
    def next_id(self) -> int:
        """The number that the next update will have."""
        return self._next_id

    def number_from(self, next_id: int) -> None:
        """Go on numbering from here; a number once used is never given again."""
        self._next_id = max(self._next_id, next_id)

    def add(self, kind: str, payload: Json, chat_id: int) -> None:
        """Queue an update, unless the bot has not asked for its kind."""
        if not self._wanted(kind):
            return
        if self._held is None and self._faults.for_delivery("reorder"):
            self._hold(kind, payload, chat_id)
            return
        self._append(kind, payload, chat_id)
        self._release()

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def _append(self, kind: str, payload: Json, chat_id: int) -> None:
        self.pending.append(Pending(self._next_id, kind, payload, chat_id, self._now()))
        self._next_id += 1
        self.wake()

    def _hold(self, kind: str, payload: Json, chat_id: int) -> None:
        self._held = (kind, payload, chat_id)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        loop.call_later(REORDER_PATIENCE_S, self._release)

    def _release(self) -> None:
        if self._held:
            held, self._held = self._held, None
            self._append(*held)

    def wake(self) -> None:
        """Let everyone who waits for updates look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, timeout_s: float) -> None:
        """Wait until something happens to the queue, or for so many real seconds."""
        # Not wait_for: in Python 3.11 it swallows a cancellation that meets the event.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._changed.wait()

    async def poll(self, offset: int, limit: int, timeout_s: int) -> list[Json]:
        """Answer getUpdates: confirm below ``offset``, then wait for something to deliver.

        Raises Refusal 409 while a webhook is set, or when a newer poll takes over.
        """
        self._refuse_beside_webhook()
        self._confirm(offset)
        self._poller += 1
        mine = self._poller
        self.wake()
        end = asyncio.get_running_loop().time() + min(max(timeout_s, 0), MAX_POLL_S)
        while True:
            if mine != self._poller:
                raise Refusal(409, CONFLICT)
            self._refuse_beside_webhook()
            left = end - asyncio.get_running_loop().time()
            if self.deliverable() or left <= 0 or self.closing:
                return self._batch(min(max(limit, 1), MAX_BATCH))
            await self.changed(left)

    def deliverable(self) -> list[Pending]:
        """Updates not yet confirmed, oldest first, without those that are too old."""
        if self.expires:
            oldest = self._now() - KEPT_FOR
            self.pending = [update for update in self.pending if update.at >= oldest]
        return self.pending

    def confirm(self, update: Pending) -> None:
        """Forget one delivered update (webhook)."""
        if update in self.pending:
            self.pending.remove(update)

    def drop_all(self) -> None:
        """Forget everything that waits (``drop_pending_updates``)."""
        self.pending.clear()
        self._held = None

    def _refuse_beside_webhook(self) -> None:
        if self.webhook_url:
            raise Refusal(409, WEBHOOK_ACTIVE)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update.update_id >= offset]

    def _batch(self, limit: int) -> list[Json]:
        batch: list[Json] = []
        for update in self.pending[:limit]:
            twice = self._faults.for_delivery("duplicate_update")
            batch.extend([update.body()] * (2 if twice else 1))
        return batch
