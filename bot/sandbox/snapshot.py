"""Keeps the sandbox's people, chats and files over a restart of the demo."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.sandbox.state import Sandbox

KEPT = ("people", "groups", "messages", "files", "presses")
# Whatever was numbered after the last snapshot must not be numbered again.
SKIPPED_NUMBERS = 100_000
SNAPSHOT_SECONDS = 2.0


def save(sandbox: Sandbox, path: Path) -> None:
    """Writes the snapshot whole or not at all."""
    content = {name: getattr(sandbox, name) for name in KEPT}
    content["next_update"] = sandbox.updates.next_id
    content["pending"] = sandbox.updates.pending
    fresh = path.with_suffix(".new")
    fresh.write_bytes(pickle.dumps(content))
    fresh.replace(path)


def load(sandbox: Sandbox, path: Path) -> bool:
    """Brings a snapshot back; False where there is none. The file is the demo's own."""
    if not path.exists():
        return False
    content = pickle.loads(path.read_bytes())  # noqa: S301 - written by `save` in our own folder
    for name in KEPT:
        getattr(sandbox, name).update(content[name])
    sandbox.updates.pending.extend(content.get("pending", ()))
    sandbox.updates.number_from(content["next_update"] + SKIPPED_NUMBERS)
    return True


@asynccontextmanager
async def kept(sandbox: Sandbox, path: Path) -> AsyncIterator[None]:
    """Writes a snapshot soon after anything has happened, and one at the end."""
    keeping = asyncio.ensure_future(_keep(sandbox, path))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        save(sandbox, path)


async def _keep(sandbox: Sandbox, path: Path) -> None:
    seen = _mark(sandbox)
    while True:
        await asyncio.sleep(SNAPSHOT_SECONDS)
        if (now := _mark(sandbox)) != seen:
            save(sandbox, path)
            seen = now


def _mark(sandbox: Sandbox) -> tuple[int, ...]:
    """Differs whenever people or the bot have done something."""
    said = sum(len(chat) for chat in sandbox.messages.values())
    waiting = len(sandbox.updates.pending)
    return said, len(sandbox.people), len(sandbox.groups), sandbox.updates.next_id, waiting
