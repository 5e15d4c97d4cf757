"""A story on each database; what people write is read by the engine of `--engine`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio

from bot.adapters.understanding import EngineUnderstanding, engine_behind
from bot.config import NluSettings
from bot.config.settings import Engine
from bot.ports import Understander
from nlu.embedded import EmbeddedEngine
from tests.flow.world import SaysNothing, Story, story


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """The embedded engine, trained once for all stories."""
    return EmbeddedEngine.load(cache_dir=tmp_path_factory.mktemp("nlu"))


def _engine(name: str, request: pytest.FixtureRequest) -> Understander:
    local: EmbeddedEngine = request.getfixturevalue("embedded")
    url = request.getfixturevalue("rasa_url") if name != "embedded" else ""
    # Far above what Rasa needs: a story must not depend on how busy the machine is.
    settings = NluSettings(cast(Engine, name), url, 30.0)
    return EngineUnderstanding(name, lambda: engine_behind(settings, local))


@pytest_asyncio.fixture
async def world(
    fresh_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Story]:
    """An empty world on an empty database."""
    name = request.config.getoption("--engine")
    reader = SaysNothing() if name == "none" else _engine(name, request)
    async with story(fresh_url, tmp_path, understander=reader) as told:
        yield told


@pytest_asyncio.fixture
async def understood(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Story]:
    """A world in which a real engine reads what people write, the embedded one unless told."""
    name = request.config.getoption("--engine")
    reader = _engine("embedded" if name == "none" else name, request)
    async with story(f"sqlite:///{tmp_path}/casebot.db", tmp_path, understander=reader) as told:
        yield told
