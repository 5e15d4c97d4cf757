"""What is measured, on the real parts: store, procedures, templates, engine, the whole round trip."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import text

from bot.adapters.store import SqlStore
from bot.adapters.store.stored import verify_files
from bot.case.entries.talk import Received
from bot.case.inputs import Tick
from bot.case.people import BOT, Actor
from bot.case.state import Case
from bot.procedures.stage import stage
from nlu.embedded import EmbeddedEngine
from tests.bench.measuring import Subject
from tests.flow.world import Phone, Story

CLIENT = Actor("client", "B1", "Mrs Wong")
SENTENCE = "上周那笔一万二的转账是我自己做的，没有问题，不过身份证要下周三才能补给你们"
BARE, SHORT = "bare SQLite transaction", "replay, 100 entries"


async def subjects(story: Story, cache: Path) -> list[Subject]:
    """Everything measured, in the order of the table; builds two files of 100 and 1,000 entries."""
    await story.staff("Karen Ho", "handler", staff_id="E001")
    phone = await story.client("B1", "Mrs Wong", "+85291234567", handler="E001")
    short = await _file(story, "B2", 100)
    long = await _file(story, "B3", 1000)
    engine = EmbeddedEngine.load(cache_dir=cache)
    return [
        Subject(BARE, _bare(story)),
        Subject("a message and its answer, phone to phone", _round_trip(story, phone), BARE),
        Subject(SHORT, _replay(story, short)),
        Subject("replay, 1,000 entries", _replay(story, long), SHORT),
        Subject("decide, 100 entries", _decide(story, short), SHORT),
        Subject("decide, 1,000 entries", _decide(story, long), "decide, 100 entries"),
        Subject("verify, all files", _verify(story), SHORT),
        Subject("render a message", _render(story), BARE),
        Subject("read a sentence", _soon(lambda: engine.parse(SENTENCE)), BARE),
    ]


def _soon(work: Callable[[], object]) -> Callable[[], Awaitable[None]]:
    async def once() -> None:
        work()

    return once


async def _file(story: Story, client_id: str, entries: int) -> str:
    await story.client(client_id, "Somebody", f"+8529123{4000 + int(client_id[1:])}")
    case_no = await story.alert(client_id, "operational", "low")
    missing = entries - len(story.kinds(case_no))
    said = [Received("text", 1, f"message {number}") for number in range(missing)]
    with story.app.store.begin() as tx:
        tx.append(case_no, CLIENT, "bench", story.clock.now(), said)
    return case_no


def _bare(story: Story) -> Callable[[], Awaitable[None]]:
    """One row written and committed with the same settings: what nothing can be faster than."""
    store = story.app.store
    assert isinstance(store, SqlStore)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE bench (words TEXT)"))

    def write() -> None:
        with store.engine.begin() as connection:
            connection.execute(text("INSERT INTO bench VALUES ('a row')"))

    return _soon(write)


def _round_trip(story: Story, phone: Phone) -> Callable[[], Awaitable[None]]:
    """Said over HTTP, journalled, decided, written, sent over HTTP, recorded: all six steps."""

    async def once() -> None:
        await phone.say("/status")
        phone.seen[phone.person_id] = (await phone.unread())[-1]["message_id"]

    return once


def _replay(story: Story, case_no: str) -> Callable[[], Awaitable[None]]:
    office = story.app.office

    def replay() -> None:
        with office.store.reading() as tx:
            case = Case(tx.entries(case_no))
        stage(case)
        office.registry.next_due(case, office.playbook)

    return _soon(replay)


def _decide(story: Story, case_no: str) -> Callable[[], Awaitable[None]]:
    office = story.app.office
    with office.store.reading() as tx:
        entries = tx.entries(case_no)
    now = story.clock.now()
    return _soon(lambda: office.registry.decide(Case(entries), Tick(BOT), office.playbook, now))


def _verify(story: Story) -> Callable[[], Awaitable[None]]:
    def verify() -> None:
        with story.app.office.store.reading() as tx:
            assert verify_files(tx, None).ok

    return _soon(verify)


def _render(story: Story) -> Callable[[], Awaitable[None]]:
    office = story.app.office
    values = {
        "firm": "啟明證券有限公司", "phone": "+852 3700 0000", "complaint_phone": "+852 3700 0001",
        "name": "黃美玲", "client_name": "黃美玲", "now": story.clock.now(),
        "case_no": "C-2026-000001", "handler_name": "Karen Ho",
    }  # fmt: skip
    return _soon(lambda: office.renderer.render("greeting", "zh-Hant", values))
