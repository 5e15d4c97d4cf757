"""What goes wrong outside and inside: the rest goes on, nothing is lost, a person is told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from bot.adapters.store.engine import SqlStore
from bot.adapters.store.schema import inbox
from bot.adapters.store.verify import verify
from bot.case.inputs import Delivered, Tick
from bot.handlers.alert import register_client
from bot.handlers.update import handle_update
from bot.ports import Outcome, Outgoing
from bot.ports_store import ClientRow
from tests.flow.world import Json, Phone, Story

WONG, LAM = "+85291234567", "+85291234568"
POISON = "the text that breaks the handler"


def sql(world: Story) -> SqlStore:
    """The store as it is."""
    assert isinstance(world.app.store, SqlStore)
    return world.app.store


def register(world: Story, client_id: str, name: str, phone: str) -> None:
    """A client on the register who has no account with us yet."""
    row = ClientRow(client_id, name, phone, "en", "****8812", "")
    with world.app.store.begin() as tx:
        register_client(world.app.office, tx, row, "test")


def fails_for(
    world: Story, monkeypatch: pytest.MonkeyPatch, kind: type, case_no: Callable[[], str]
) -> None:
    """From now on nothing can be decided for one case when this kind of input comes."""
    decide = world.app.office.registry.decide

    def broken(case: Any, what: Any, *rest: Any) -> Any:
        if isinstance(what, kind) and case.case_no == case_no():
            raise ZeroDivisionError
        return decide(case, what, *rest)

    monkeypatch.setattr(world.app.office.registry, "decide", broken)


async def sends(world: Story, chat: int) -> list[Json]:
    """Every attempt to send something to a chat."""
    calls = (await world.get("/sandbox/calls?after=0"))["calls"]
    return [
        c for c in calls
        if c["method"].lower().startswith("send") and str(c["parameters"].get("chat_id")) == str(chat)
    ]  # fmt: skip


async def test_an_update_that_always_fails_is_set_aside_and_the_rest_goes_on(
    world: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(office: Any, tx: Any, incoming: Any) -> str:
        if incoming.arrival.text == POISON:
            raise ZeroDivisionError
        return handle_update(office, tx, incoming)

    monkeypatch.setattr("bot.loops.handle_update", broken)
    compliance = await world.staff("Wu Min", "compliance")
    stranger = await world.person("Lee")
    other = await world.person("Mei")
    await stranger.say(POISON)
    told = await compliance.hears_one("staff_quarantined")
    assert "ZeroDivisionError" in told["text"]
    with sql(world).reading() as tx:
        rows = tx.connection.execute(select(inbox).where(inbox.c.state != "done")).all()
    (aside,) = rows
    assert (aside.state, aside.attempts) == ("aside", 4)
    assert POISON in aside.raw
    await stranger.say("hello?")
    await stranger.hears("welcome_stranger")
    await other.say("hello")
    await other.hears("welcome_stranger")
    assert world.bodies("FD-0", "received")[0]["what"] == "set_aside"


async def test_a_due_time_that_always_fails_is_set_aside_and_other_cases_go_on(
    world: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    jack = await world.staff("Jack Chow", "branch_manager")
    karen = await world.staff("Karen Ho", "handler")
    for client_id, name, phone in (("T1", "Mrs Wong", WONG), ("T2", "Mr Lam", LAM)):
        register(world, client_id, name, phone)
    broken = await world.alert("T1", "operational", "medium")
    sound = await world.alert("T2", "operational", "medium")
    await karen.hears("staff_new_alert", "staff_new_alert")
    fails_for(world, monkeypatch, Tick, lambda: broken)
    before = len(world.kinds(broken))
    await world.advance(hours=25)
    told = await jack.hears("staff_quarantined", "staff_clock_breach")
    assert broken in told[0]["text"] and sound in told[1]["text"]
    await karen.hears("staff_clock_breach")
    with world.app.store.reading() as tx:
        assert [row.file_no for row in tx.files() if row.quarantined] == [broken]
    assert "clock.breached" in world.kinds(sound)
    assert "clock.breached" not in world.kinds(broken)
    assert world.kinds(broken)[before:] == ["message.recorded", "message.outcome"]
    await world.advance(hours=25)
    with sql(world).reading() as tx:
        assert verify(tx).ok


async def test_an_outcome_that_nothing_can_be_decided_from_is_on_file_all_the_same(
    world: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    compliance = await world.staff("Wu Min", "compliance")
    karen = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", WONG)
    case: list[str] = ["C-2026-000001"]
    fails_for(world, monkeypatch, Delivered, lambda: case[0])
    assert await world.alert("T1", "operational", "low") == case[0]
    await teacher.hears("notice_low")
    await karen.hears("staff_new_alert")
    await compliance.hears("staff_quarantined", "staff_quarantined")
    assert [o["state"] for o in world.bodies(case[0], "message.outcome")] == ["sent", "sent"]


async def test_a_chat_that_is_told_to_wait_waits_and_the_others_go_on(world: Story) -> None:
    karen = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", WONG)
    tried = len(await sends(world, teacher.person_id))
    fault = {"method": "sendMessage", "kind": "429", "count": 1, "retry_after": 30}
    await world.post("/sandbox/faults", fault)
    case_no = await world.alert("T1", "operational", "low")
    assert await teacher.unread() == []
    await karen.hears("staff_new_alert")
    await world.advance(seconds=29)
    assert len(await sends(world, teacher.person_id)) == tried + 1
    await world.advance(seconds=2)
    await teacher.hears("notice_low")
    assert len(await sends(world, teacher.person_id)) == tried + 2
    assert {o["state"] for o in world.bodies(case_no, "message.outcome")} == {"sent"}


async def test_when_three_chats_are_told_to_wait_all_wait(world: Story) -> None:
    people = [await world.person(f"Visitor {number}") for number in range(4)]
    fault = {"method": "sendMessage", "kind": "429", "count": 3, "retry_after": 30}
    await world.post("/sandbox/faults", fault)
    for person in people:
        await world.post(f"{person.path}/messages", {"text": "hello"})
    await world.settle()
    assert [await person.unread() for person in people] == [[], [], [], []]
    assert sum([len(await sends(world, person.person_id)) for person in people]) == 3
    await world.advance(seconds=31)
    for person in people:
        await person.hears("welcome_stranger")


async def test_of_a_client_who_blocked_the_bot_staff_are_told_once_with_a_task(
    world: Story,
) -> None:
    karen = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", WONG)
    await teacher.block()
    case_no = await world.alert("T1", "operational", "low", ref="1")
    told = await karen.hears("staff_new_alert", "staff_delivery_problem")
    await world.alert("T1", "operational", "low", ref="2")
    await karen.hears("staff_new_alert")
    outcomes = {o["message_id"]: o["state"] for o in world.bodies(case_no, "message.outcome")}
    notices = [
        m["message_id"] for m in world.bodies(case_no, "message.recorded")
        if m["template"] == "notice_low"
    ]  # fmt: skip
    assert [outcomes[message] for message in notices] == ["refused", "refused"]
    (task,) = world.bodies(case_no, "task.opened")
    assert task["task"] == "call_client"
    await karen.press("📞 Log a call", told[1])
    await karen.hears("staff_ask_words")
    await karen.say("Told her everything on the telephone; she will unblock the bot.")
    await karen.hears("staff_done")
    assert [done["task_id"] for done in world.bodies(case_no, "task.done")] == [task["task_id"]]


@dataclass
class Upgraded:
    """Telegram after a group became a supergroup: the old number leads to the new one."""

    real: Any
    old: int
    new: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    async def send(self, message: Outgoing, content: bytes | None = None) -> Outcome:
        """Refuses the old number, as Telegram does."""
        if message.chat == self.old:
            reason = "group migrated to supergroup"
            return Outcome("refused", reason=reason, migrated_to=self.new)
        done: Outcome = await self.real.send(message, content)
        return done


async def test_what_is_said_to_a_group_that_became_a_supergroup_arrives_there(
    world: Story,
) -> None:
    jack = await world.staff("Jack Chow", "branch_manager")
    karen = await world.staff("Karen Ho", "handler")
    old = await world.make_group(jack, karen)
    new = await world.make_group(jack, karen)
    with world.app.store.begin() as tx:
        tx.put_setting("staff_group", str(old))
    engine = world.app.engine
    engine.messenger = Upgraded(engine.messenger, old, new)
    register(world, "T1", "Mrs Wong", WONG)
    case_no = await world.alert("T1", "operational", "medium")
    await karen.hears("staff_new_alert")
    await world.advance(hours=25)
    await karen.hears("staff_clock_breach")
    await jack.hears("staff_clock_breach", chat_id=new)
    assert await said_in(jack, old) == ["staff_group_bound"]
    assert {o["state"] for o in world.bodies(case_no, "message.outcome")} == {"sent"}
    with world.app.store.reading() as tx:
        assert tx.setting("staff_group") == str(new)


async def said_in(phone: Phone, chat: int) -> list[str]:
    """Which templates the bot has used in a chat."""
    found = await phone.story.get(f"/sandbox/chats/{chat}?after=0")
    return [
        phone.story.template_of(chat, m["message_id"])
        for m in found["messages"] if m["from"]["is_bot"]
    ]  # fmt: skip


async def test_an_update_that_another_worker_has_done_is_left_alone(world: Story) -> None:
    stranger = await world.person("Lee")
    engine = world.app.engine
    await world.post(f"{stranger.path}/messages", {"text": "hello"})
    await engine.receive_once(0)
    with world.app.store.begin() as tx:
        row = tx.first_in_lane(str(stranger.person_id))
        assert row is not None
        tx.finish(row.inbox_id, world.clock.now())
    assert await engine._work_row(row) is False
    await engine._failed(row, ZeroDivisionError())
    await world.settle()
    assert await stranger.unread() == []
    with sql(world).reading() as tx:
        assert tx.connection.execute(select(inbox.c.state, inbox.c.attempts)).all() == [("done", 0)]
