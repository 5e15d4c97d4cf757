"""People whose bot dies under their hands: they look for a message, whatever became of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.child import Birth
from tests.crash.lives import Lives
from tests.flow.world import Json, Phone, Story, story

AGAIN = "🔁 Send again"


@dataclass
class CrashStory(Story):
    """A story told to lives of the bot, one after another.

    Where it is unknown whether a client has a message, the account manager has it sent again, as
    he would; `own_doing` are the entries by which he did so.
    """

    lives: Lives | None = None
    manager: Phone | None = None
    case_no: str = ""
    own_doing: set[int] = field(default_factory=set)
    heeded: set[str] = field(default_factory=set)
    busy: bool = False

    async def settle(self) -> None:
        """The bot does everything there is to do, and the account manager what it asks of him."""
        assert self.lives is not None
        await self.lives.work(self.clock.now())
        if self.case_no and not self.busy:
            self.busy = True
            await self._heed()
            self.busy = False

    async def _heed(self) -> None:
        while (problem := self._problem()) is not None:
            self.heeded.add(problem["message_id"])
            assert self.manager is not None
            told = await self._in_chat(problem)
            assert told is not None, f"he was not told: {problem['text']}"
            before = len(self._entries())
            await self.manager.press(AGAIN, told)
            self.own_doing.update(range(before + 1, len(self._entries()) + 1))

    def _entries(self) -> list[Json]:
        found: list[Json] = self.file(self.case_no)["entries"]
        return found

    def _messages(self) -> list[Json]:
        return [e["body"] for e in self._entries() if e["kind"] == "message.recorded"]

    def _problem(self) -> Json | None:
        return next(
            (
                m for m in self._messages()
                if m["purpose"].startswith("undelivered:") and m["message_id"] not in self.heeded
            ),
            None,
        )  # fmt: skip

    async def shown(self, phone: Phone, template: str, chat_id: int | None = None) -> Json:
        """The newest message of this template in a chat, or a repeat of it, as its reader has it.

        Fails where none arrived: then it was lost.
        """
        chat = chat_id or phone.person_id
        meant = [
            m for m in self._messages()
            if m["template"] == template and m["chat"] == chat
            and not m["purpose"].startswith("repeat:")
        ]  # fmt: skip
        assert meant, f"{template} was never said to {phone.name}"
        found = await self._in_chat(meant[-1])
        assert found is not None, f"{template} did not reach {phone.name}"
        return found

    async def _in_chat(self, meant: Json) -> Json | None:
        """Found by its words, or by those of its repeats: its number may be unknown."""
        names = {meant["message_id"]}
        texts = {meant["text"]}
        for message in self._messages():
            if message["purpose"].removeprefix("repeat:") in names:
                names.add(message["message_id"])
                texts.add(message["text"])
        chat = await self.get(f"/sandbox/chats/{meant['chat']}?after=0")
        asked = meant.get("prompt")
        return next(
            (
                m for m in reversed(chat["messages"])
                if m["from"]["is_bot"] and m["text"] in texts
                and (not asked or _carries(m, asked["prompt_id"]))
            ),
            None,
        )  # fmt: skip


def _carries(message: Json, prompt_id: str) -> bool:
    rows = (message["keyboard"] or {}).get("rows", [])
    data = [str(button.get("data")) for row in rows for button in row]
    return any(d.startswith(f"p:{prompt_id}:") for d in data)


@asynccontextmanager
async def crash_story(
    database: str, var: Path, *, seed: int, doubt: float, mortal: float
) -> AsyncIterator[CrashStory]:
    """The world of a crash test; nobody dies before `lives.deadly` is set."""
    async with story(database, var) as told:
        birth = Birth(0, database, var, told.base, told.sandbox.token)
        lives = Lives(birth, seed, doubt, mortal)
        crashing = CrashStory(
            told.app, told.sandbox, told.clock, told.http, told.base, lives=lives
        )  # fmt: skip
        try:
            yield crashing
        finally:
            await lives.end()
