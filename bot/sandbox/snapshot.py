"""Keeps the sandbox's people, chats and files over a restart of the demo."""

from __future__ import annotations

import pickle
from pathlib import Path

from bot.sandbox.state import Sandbox

KEPT = ("people", "groups", "messages", "files", "presses")
# Whatever was numbered after the last snapshot must not be numbered again.
SKIPPED_NUMBERS = 100_000


def save(sandbox: Sandbox, path: Path) -> None:
    """Writes the snapshot whole or not at all."""
    content = {name: getattr(sandbox, name) for name in KEPT}
    content["next_update"] = sandbox.updates._next_id
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
    sandbox.updates._next_id = content["next_update"] + SKIPPED_NUMBERS
    return True
