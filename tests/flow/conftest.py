"""A story on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.flow.world import Story, story


@pytest_asyncio.fixture
async def world(fresh_url: str, tmp_path: Path) -> AsyncIterator[Story]:
    """An empty world on an empty database."""
    async with story(fresh_url, tmp_path) as told:
        yield told
