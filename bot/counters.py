"""The engines' counters, kept where `python -m bot metrics` beside a running bot can read them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.ports import Understander
from bot.ports_store import Store, Transaction

SETTING = "engine_counters"
EVERY_SECONDS = 5.0


async def keep_counters(store: Store, engine: Understander, stopping: asyncio.Event) -> None:
    """Stores the counters whenever they have changed, and once more at the end."""
    written = ""
    while True:
        ended = stopping.is_set()
        counters = json.dumps(dict(engine.counters()), sort_keys=True)
        if counters != written:
            await asyncio.to_thread(_write, store, counters)
            written = counters
        if ended:
            return
        try:
            await asyncio.wait_for(stopping.wait(), EVERY_SECONDS)
        except TimeoutError:
            continue


def kept_counters(tx: Transaction) -> dict[str, Any]:
    """The counters as they were last stored; empty before the first text was read."""
    found: dict[str, Any] = json.loads(tx.setting(SETTING) or "{}")
    return found


def _write(store: Store, counters: str) -> None:
    with store.begin() as tx:
        tx.put_setting(SETTING, counters)
