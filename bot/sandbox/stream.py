"""Everything that happens, live, for whoever listens (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from bot.sandbox.records import Json

BACKLOG = 2000
HEARTBEAT_S = 15.0


class Stream:
    """Hands each event to every listener; a listener that lags far behind loses the oldest."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()

    @property
    def watched(self) -> bool:
        """Whether anyone listens; building an event for nobody is wasted work."""
        return bool(self._listeners)

    def publish(self, kind: str, data: Json) -> None:
        """Tell every listener; ``data`` must be JSON."""
        if not self._listeners:
            return
        event = f"event: {kind}\ndata: {json.dumps(data, default=str)}\n\n"
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)

    def close(self) -> None:
        """End every listener's stream (the server is stopping)."""
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    @contextmanager
    def _listen(self) -> Iterator[asyncio.Queue[str | None]]:
        queue: asyncio.Queue[str | None] = asyncio.Queue(BACKLOG)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    async def events(self) -> AsyncIterator[str]:
        """Text of the event stream from now on, with a comment as heartbeat."""
        with self._listen() as queue:
            yield "retry: 1000\n: listening\n\n"
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT_S):
                        event = await queue.get()
                except TimeoutError:
                    event = ": heartbeat\n\n"
                if event is None:
                    return
                yield event
