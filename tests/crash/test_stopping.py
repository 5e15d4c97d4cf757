"""How `python -m bot run` ends: asked to, refused, or because its database is gone."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, make_url, select, text

from bot.adapters.store.engine import SqlStore, make_engine
from bot.adapters.store.schema import inbox, outbox
from bot.sandbox.faults import Fault
from tests.crash.running_bot import bot, telegram, until

SAID = tuple(f"good morning {number}" for number in range(4))


def left(url: str) -> tuple[list[str], list[str]]:
    """The states of all updates and of all messages."""
    store = SqlStore(make_engine(url))
    with store.reading() as tx:
        updates = list(tx.connection.scalars(select(inbox.c.state)))
        messages = list(tx.connection.scalars(select(outbox.c.state)))
    store.close()
    return updates, messages


async def test_sigterm_ends_it_in_order_and_the_next_one_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/casebot.sqlite"
    async with telegram() as there:
        there.says(*SAID)
        async with bot(there, tmp_path / "var") as first:
            await first.ready()
            await until(lambda: there.answers > 0)
            code, errors = await first.stopped()
        assert (code, errors) == (0, "")
        assert "sending" not in left(url)[1]
        async with bot(there, tmp_path / "var") as second:
            await second.ready()
            await until(lambda: there.answers >= len(SAID))
            assert (await second.stopped())[0] == 0
    updates, messages = left(url)
    assert updates == ["done"] * len(SAID)
    assert messages == ["sent"] * len(SAID)
    assert there.answers == len(SAID)


async def test_stopped_while_sending_it_leaves_no_message_claimed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/casebot.sqlite"
    async with telegram() as there:
        there.sandbox.faults.add(Fault("timeout_after", "sendMessage", hold_s=30))
        there.says("good morning")
        async with bot(there, tmp_path / "var") as alone:
            await alone.ready()
            await until(lambda: there.answers > 0)
            code, _ = await alone.stopped()
        assert code == 0
    assert left(url) == (["done"], ["unknown"])


async def test_a_second_one_on_the_same_folder_is_refused_in_clear_words(tmp_path: Path) -> None:
    async with telegram() as there, bot(there, tmp_path / "var") as first:
        await first.ready()
        async with bot(there, tmp_path / "var") as second:
            code, errors = await second.ended()
        assert code == 1
        assert "another bot works in" in errors
        assert "Traceback" not in errors
        there.says("good morning")
        await until(lambda: there.answers > 0)


async def test_a_database_that_is_gone_stops_it_loudly_and_confirms_nothing(
    postgres_url: str, tmp_path: Path
) -> None:
    url = make_url(postgres_url).set(drivername="postgresql+psycopg")
    server = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    async with telegram() as there:
        async with bot(there, tmp_path / "var", postgres_url) as alone:
            await alone.ready()
            there.says("good morning")
            await until(lambda: there.answers > 0)
            with server.connect() as connection:
                name = str(url.database)
                connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                         " WHERE datname = :name"), {"name": name},
                )  # fmt: skip
            there.says("are you there?")
            code, errors = await alone.ended()
        assert code == 1
        assert "the database failed" in errors
        assert "CRITICAL" in errors
        assert "good morning" not in errors
        (waiting,) = there.sandbox.updates.pending
        assert waiting.payload["text"] == "are you there?"
        with server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
        async with bot(there, tmp_path / "var", postgres_url) as next_one:
            await next_one.ready()
            await until(lambda: there.answers == 2)
    server.dispose()
