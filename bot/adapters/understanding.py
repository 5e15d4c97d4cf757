"""The engines that read free text, as the port wants them (nlu.md)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from bot.config import NluSettings
from bot.ports import Audience, Understander, Understanding

if TYPE_CHECKING:
    from nlu.rasa_engine import BothEngine, EmbeddedOnly, RasaOnly
    from nlu.understanding import Engine

    Behind = EmbeddedOnly | RasaOnly | BothEngine

log = logging.getLogger(__name__)


class NoUnderstanding:
    """Understands nothing; buttons carry everything, and people are asked to use them."""

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Never accepted."""
        return Understanding("", 0.0, False)

    def counters(self) -> Mapping[str, int | str]:
        """Nothing is counted."""
        return {}

    async def close(self) -> None:
        """Nothing is held."""


class EngineUnderstanding:
    """The configured engine, loaded in the background: buttons need not wait for it.

    Rasa, where it is wanted, has the embedded engine behind it: a service that is away or slow
    costs its time-out at most, and what was read by whom stands in the entry.
    """

    def __init__(self, name: str, load: Callable[[], Behind]) -> None:
        self._name = name
        self._loading: Future[Behind] = Future()
        # A daemon: whoever stops the bot during its first training need not wait for the end.
        work = partial(_load, self._loading, load)
        Thread(target=work, name="understanding", daemon=True).start()

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Read beside the event loop; the first text may wait for loading."""
        loading = asyncio.wrap_future(self._loading)
        await asyncio.wait([loading])
        if loading.exception():
            return await NoUnderstanding().understand(text)
        found = await loading.result().understand(text, audience)
        return Understanding(
            found.intent, found.confidence, found.accepted, found.language, found.engine,
            found.model_version, found.runner_up,
            tuple((entity.type, entity.value) for entity in found.entities), found.intents,
        )  # fmt: skip

    def counters(self) -> Mapping[str, int | str]:
        """Which engine is wanted, whether it is there, and what became of the calls to Rasa."""
        if not self._loading.done():
            return {"engine": self._name, "state": "loading"}
        if self._loading.exception():
            return {"engine": self._name, "state": "failed"}
        return {"engine": self._name, "state": "ready", **self._loading.result().counters()}

    async def close(self) -> None:
        """Closes the connection to Rasa, where there is one."""
        if self._loading.done() and not self._loading.exception():
            await self._loading.result().close()


def _loaded(settings: NluSettings, cache: Path) -> Behind:
    from nlu.embedded import EmbeddedEngine

    local = EmbeddedEngine.load(cache_dir=cache)
    local.warm_up()
    return engine_behind(settings, local)


def engine_behind(settings: NluSettings, local: Engine) -> Behind:
    """The engine of the configuration, with the embedded one in it or behind it."""
    from nlu import rasa_engine

    if settings.engine == "embedded":
        return rasa_engine.EmbeddedOnly(local)
    client = rasa_engine.RasaClient(settings.rasa_url, settings.timeout_s)
    if settings.engine == "rasa":
        return rasa_engine.RasaOnly(client, local)
    return rasa_engine.BothEngine(client, local)


def _load(loading: Future[Behind], load: Callable[[], Behind]) -> None:
    try:
        loading.set_result(load())
    except Exception as fault:
        log.critical("free text is not understood: the engine did not load", exc_info=fault)
        loading.set_exception(fault)


def understander_for(settings: NluSettings, var: Path) -> Understander:
    """The engine that the configuration names."""
    if settings.engine == "none":
        return NoUnderstanding()
    return EngineUnderstanding(settings.engine, lambda: _loaded(settings, var / "nlu"))
