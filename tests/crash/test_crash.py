"""`kill -9` between every two steps of journeys 4 and 6: the same case file comes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.store import open_store
from tests.crash.driver import crash_story
from tests.crash.journeys import Cast, closing, enrol, medium
from tests.crash.lives import preload
from tests.crash.results import check_whole, told

JOURNEYS: dict[str, Callable[[Cast], Awaitable[None]]] = {"medium": medium, "closing": closing}
SEED = 20260302
# The share of messages' doubtful steps at which the bot dies; in a group each counts several times.
DOUBT = {"medium": 0.2, "closing": 0.08}


@dataclass
class Telling:
    """A journey told to its end."""

    case_file: list[str]
    kills: dict[str, int]
    steps: set[str]


# What comes of a journey when nobody dies: the same on every database.
UNDISTURBED: dict[str, Telling] = {}


async def tell(
    journey: str, database: str, var: Path, *, doubt: float = 0.0, mortal: float = 0.0
) -> Telling:
    """Tells a journey to a bot of which a share of the lives is mortal."""
    preload()
    async with crash_story(database, var, seed=SEED, doubt=doubt, mortal=mortal) as world:
        assert world.lives is not None
        cast = await enrol(world, with_group=journey == "closing")
        world.lives.deadly = mortal > 0
        world.lives.steps.clear()
        await JOURNEYS[journey](cast)
        check_whole(world)
        return Telling(told(world), world.lives.kills, world.lives.steps)


async def undisturbed(journey: str, folder: Path) -> Telling:
    """The journey told to a bot that lives on, kept for the next who compares with it."""
    if journey not in UNDISTURBED:
        database = f"sqlite:///{folder}/undisturbed.db"
        open_store(database).close()
        UNDISTURBED[journey] = await tell(journey, database, folder / "undisturbed")
    return UNDISTURBED[journey]


@pytest.mark.parametrize("journey", ["medium", "closing"])
async def test_the_same_case_file_comes_of_it_however_often_the_bot_is_killed(
    journey: str, fresh_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = await undisturbed(journey, tmp_path)
    assert expected.kills == {}
    thorough = fresh_url.startswith("sqlite")
    found = await tell(
        journey, fresh_url, tmp_path / "var", doubt=DOUBT[journey], mortal=1.0 if thorough else 0.9
    )
    killed = sum(found.kills.values())
    with capsys.disabled():
        where = ", ".join(f"{name} {times}" for name, times in sorted(found.kills.items()))
        print(f"\n{killed} kills in journey {journey}: {where}")
    assert found.case_file == expected.case_file
    assert killed >= (120 if thorough else 20)
    if thorough:
        # No step of the journey at which nobody died.
        assert set(found.kills) == expected.steps
