"""The engine that reads free text, as the port wants it (nlu.md)."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from bot.config import NluSettings
from bot.ports import Understander, Understanding

log = logging.getLogger(__name__)


class NoUnderstanding:
    """Understands nothing; buttons carry everything, and people are asked to use them."""

    async def understand(self, text: str) -> Understanding:
        """Never accepted."""
        return Understanding("", 0.0, False)


class EmbeddedUnderstanding:
    """The engine in this process; loaded at the first sentence or by `warm_up`."""

    def __init__(self, cache: Path) -> None:
        from nlu.embedded import EmbeddedEngine

        self._engine = EmbeddedEngine.load(cache_dir=cache)
        self._engine.warm_up()

    async def understand(self, text: str) -> Understanding:
        """Read in a thread, so that no other chat waits for it."""
        found = await asyncio.to_thread(self._engine.parse, text)
        return Understanding(
            found.intent, found.confidence, found.accepted, found.language, found.engine,
            found.model_version, found.runner_up,
            tuple((entity.type, entity.value) for entity in found.entities),
        )  # fmt: skip


def understander_for(settings: NluSettings, var: Path) -> Understander:
    """The engine that the configuration names."""
    if settings.engine == "none":
        return NoUnderstanding()
    return EmbeddedUnderstanding(var / "nlu")
