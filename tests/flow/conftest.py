"""A story on each database; stories with a real engine on one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.understanding import EngineUnderstanding, engine_behind
from bot.config import NluSettings
from nlu.embedded import EmbeddedEngine
from tests.flow.world import Story, story


@pytest_asyncio.fixture
async def world(fresh_url: str, tmp_path: Path) -> AsyncIterator[Story]:
    """An empty world on an empty database."""
    async with story(fresh_url, tmp_path) as told:
        yield told


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """The embedded engine, trained once for all stories."""
    return EmbeddedEngine.load(cache_dir=tmp_path_factory.mktemp("nlu"))


@pytest_asyncio.fixture
async def understood(
    tmp_path: Path, embedded: EmbeddedEngine, request: pytest.FixtureRequest
) -> AsyncIterator[Story]:
    """A world in which the engine of `--engine` reads what people write."""
    name = request.config.getoption("--engine")
    url = request.getfixturevalue("rasa_url") if name != "embedded" else ""
    # Far above what Rasa needs: a story must not depend on how busy the machine is.
    settings = NluSettings(name, url, 30.0)
    engine = EngineUnderstanding(name, lambda: engine_behind(settings, embedded))
    database = f"sqlite:///{tmp_path}/casebot.db"
    async with story(database, tmp_path, understander=engine) as told:
        yield told
