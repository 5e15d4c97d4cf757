"""One engine, opened for the command line as a plain function."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Protocol

from nlu import rasa_yaml
from nlu.embedded import EmbeddedEngine
from nlu.understanding import AsyncEngine, Audience, Understanding

ENGINES = ("embedded", "rasa", "both")


class Parse(Protocol):
    """Reads one message, of a client, of staff, or of anybody."""

    def __call__(self, text: str, audience: Audience = "") -> Understanding:
        """What was understood."""
        ...


class Opened:
    """`with Opened("rasa", url) as parse`: an engine with whatever it needs kept open around it.

    `train` is another training set, `model` a folder that `python -m nlu train --out` wrote.
    Raises ConnectionError where Rasa does not answer.
    """

    def __init__(
        self,
        engine: str,
        url: str,
        *,
        train: Path | None = None,
        model: Path | None = None,
        cache: Path | None = None,
    ) -> None:
        """Nothing is read or asked before the block is entered."""
        self._engine, self._url = engine, url
        self._train, self._model, self._cache = train, model, cache
        self._runner = asyncio.Runner()
        self._remote: AsyncEngine | None = None

    def __enter__(self) -> Parse:
        """The engine, warm."""
        try:
            return self._opened()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        """Close the connection, if there is one."""
        close = getattr(self._remote, "close", None)
        if close is not None:
            self._runner.run(close())
        self._runner.close()

    def _opened(self) -> Parse:
        if self._engine == "rasa":
            return self._asked(None)
        local = own_engine(self._train, self._cache, self._model)
        local.warm_up()
        return local.parse if self._engine == "embedded" else self._asked(local)

    def _asked(self, local: EmbeddedEngine | None) -> Parse:
        from nlu.rasa_engine import BothEngine, RasaClient, RasaOnly

        client = RasaClient(self._url)
        remote = RasaOnly(client) if local is None else BothEngine(client, local)
        self._remote = remote
        self._runner.run(client.warm_up())

        def parse(text: str, audience: Audience = "") -> Understanding:
            return self._runner.run(remote.understand(text, audience))

        return parse


def own_engine(
    train: Path | None, cache: Path | None = None, model: Path | None = None
) -> EmbeddedEngine:
    """The product's engine, or one kept in a folder, or one trained and tuned on another set."""
    if model is not None:
        return EmbeddedEngine.open(model)
    if train is None:
        return EmbeddedEngine.load(cache_dir=cache)
    from nlu.tuning import tune_embedded

    examples = rasa_yaml.read(train)
    tuned = tune_embedded([e.text for e in examples], [e.intent for e in examples])
    return EmbeddedEngine.load(train, cache, tuned)
