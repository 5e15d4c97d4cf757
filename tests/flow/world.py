"""A whole world for a story: the sandbox over HTTP, the app, a clock that only stories move.

People act only through the sandbox's HTTP contract. What the bot says must be expected: a story
that leaves a message unheard fails at its end.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.adapters.store import open_store
from bot.app import App, SeededEntropy, World, build_app
from bot.casefiles import file_document
from bot.config import Config, load_config
from bot.handlers.alert import NewAlert, register_client, take_alert
from bot.handlers.invite import CLI, invite_client, invite_staff
from bot.loops import Pace, on_the_spot
from bot.ports import Audience, Understander, Understanding
from bot.ports_store import ClientRow
from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import serve
from bot.sandbox.state import Sandbox

ROOT = Path(__file__).resolve().parents[2]
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, ten o'clock in Hong Kong
Json = dict[str, Any]


class SaysNothing:
    """An engine that understands nothing: stories must work with buttons alone."""

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Never accepted."""
        return Understanding("", 0.0, False)

    def counters(self) -> dict[str, int | str]:
        """Nothing is counted."""
        return {}

    async def close(self) -> None:
        """Nothing is held."""


@dataclass
class Phone:
    """A person's phone, used as a person would."""

    story: Story
    person_id: int
    name: str
    seen: dict[int, int] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where this phone lies in the sandbox's contract."""
        return f"/sandbox/people/{self.person_id}"

    async def say(
        self, text: str, *, chat_id: int | None = None, reply_to: int | None = None
    ) -> None:
        """Writes to the bot (or in a group) and lets the bot work."""
        body: Json = {"text": text}
        if chat_id is not None:
            body["chat_id"] = chat_id
        if reply_to is not None:
            body["reply_to"] = reply_to
        await self.story.post(f"{self.path}/messages", body)
        await self.story.settle()

    async def press(self, label: str, message: Json | None = None, *, fails: bool = False) -> str:
        """Presses a button by its label and gives the toast the person sees."""
        body: Json = {"button": label}
        if message is not None:
            body["message_id"] = message["message_id"]
            if message.get("chat_id") is not None:
                body["chat_id"] = message["chat_id"]
        answer = await self.story.post(f"{self.path}/press", body, fails=fails)
        await self.story.settle()
        return await self._toast() if answer.get("ok") else ""

    async def _toast(self) -> str:
        chat = await self.story.get(f"{self.path}/chat")
        answers = chat["callback_answers"]
        return str(answers[-1]["text"]) if answers else ""

    async def press_data(self, message_id: int, data: str, *, chat_id: int | None = None) -> Json:
        """Presses with raw data, as a forged client could."""
        body: Json = {"message_id": message_id, "data": data}
        if chat_id is not None:
            body["chat_id"] = chat_id
        answer = await self.story.post(f"{self.path}/press", body, fails=True)
        await self.story.settle()
        return answer

    async def share_contact(self, phone: str = "") -> None:
        """Shares the own contact, or with a number somebody else's."""
        await self.story.post(f"{self.path}/contact", {"phone": phone} if phone else {})
        await self.story.settle()

    async def send_file(
        self, name: str, content: bytes, kind: str = "document", caption: str = ""
    ) -> None:
        """Sends a file from the phone."""
        form = aiohttp.FormData()
        form.add_field("file", content, filename=name)
        form.add_field("kind", kind)
        if caption:
            form.add_field("caption", caption)
        await self.story.post_form(f"{self.path}/files", form)
        await self.story.settle()

    async def edit(self, message_id: int, text: str) -> None:
        """Changes an own earlier message."""
        await self.story.post(f"{self.path}/edits", {"message_id": message_id, "text": text})
        await self.story.settle()

    async def own_last(self) -> Json:
        """The newest message this person wrote in the private chat."""
        chat = await self.story.get(f"{self.path}/chat")
        own: Json = [m for m in chat["messages"] if not m["from"]["is_bot"]][-1]
        return own

    async def block(self) -> None:
        """Blocks the bot."""
        await self.story.post(f"{self.path}/block", {})
        await self.story.settle()

    async def unread(self, chat_id: int | None = None) -> list[Json]:
        """The bot's messages in a chat that the story has not looked at yet."""
        chat = chat_id or self.person_id
        path = f"{self.path}/chat" if chat_id is None else f"/sandbox/chats/{chat_id}"
        found = await self.story.get(f"{path}?after={self.seen.get(chat, 0)}")
        return [m for m in found["messages"] if m["from"]["is_bot"]]

    async def hears(self, *templates: str, chat_id: int | None = None) -> list[Json]:
        """Reads the next messages, which must be made from these templates, in this order."""
        chat = chat_id or self.person_id
        messages = await self.unread(chat_id)
        made = [self.story.template_of(chat, m["message_id"]) for m in messages]
        assert made[: len(templates)] == list(templates), (
            f"{self.name} expected {list(templates)}, got {made}"
        )
        taken = messages[: len(templates)]
        if taken:
            self.seen[chat] = taken[-1]["message_id"]
        return taken

    async def hears_one(self, template: str, chat_id: int | None = None) -> Json:
        """Reads the next message, which must be made from this template."""
        (message,) = await self.hears(template, chat_id=chat_id)
        return message


@dataclass
class Story:
    """The sandbox, the app and everybody in it."""

    app: App
    sandbox: Sandbox
    clock: SandboxClock
    http: aiohttp.ClientSession
    base: str
    phones: list[Phone] = field(default_factory=list)
    group_id: int = 0
    watch_group: bool = True

    async def get(self, path: str) -> Json:
        """A GET of the contract."""
        async with self.http.get(self.base + path) as answer:
            found: Json = await answer.json()
            assert answer.status == 200, f"{path}: {found}"
            return found

    async def post(self, path: str, body: Json, *, fails: bool = False) -> Json:
        """A POST of the contract; with `fails` an error answer is given back."""
        async with self.http.post(self.base + path, json=body) as answer:
            found: Json = await answer.json()
            assert fails or answer.status == 200, f"{path} {body}: {found}"
            return found

    async def post_form(self, path: str, form: aiohttp.FormData) -> Json:
        """A multipart POST of the contract."""
        async with self.http.post(self.base + path, data=form) as answer:
            found: Json = await answer.json()
            assert answer.status == 200, f"{path}: {found}"
            return found

    async def fault(self, kind: str, count: int = 1, method: str = "") -> None:
        """The sandbox's next calls or deliveries go wrong in this way."""
        body: Json = {"kind": kind, "count": count, "hold_s": 0}
        await self.post("/sandbox/faults", {**body, **({"method": method} if method else {})})

    async def arrives(self, kind: str, payload: Json, chat: int = 0) -> None:
        """An update as Telegram would deliver it that no phone of the sandbox can make."""
        self.sandbox.updates.add(kind, payload, chat)
        await self.settle()

    async def settle(self) -> None:
        """Lets the bot do everything there is to do."""
        await self.app.engine.settle_all()

    async def advance(self, **span: float) -> None:
        """Moves the sandbox's clock and lets the bot work."""
        seconds = timedelta(**span).total_seconds()
        await self.post("/sandbox/clock", {"advance_s": seconds})
        await self.settle()

    async def advance_by_hours(self, hours: int) -> None:
        """Moves the clock hour by hour, as a bot that is never down would see it pass."""
        for _ in range(hours):
            await self.advance(hours=1)

    async def person(self, first_name: str, phone: str = "", language: str = "en") -> Phone:
        """Somebody with a phone."""
        body = {"first_name": first_name, "language_code": language}
        if phone:
            body["phone"] = phone
        found = await self.post("/sandbox/people", body)
        phone_of = Phone(self, int(found["id"]), first_name)
        self.phones.append(phone_of)
        return phone_of

    async def staff(self, name: str, role: str, language: str = "en", staff_id: str = "") -> Phone:
        """A member of staff who has enrolled by her own link."""
        with self.app.store.begin() as tx:
            _, made = invite_staff(
                self.app.office, tx, name=name, role=role, language=language, staff_id=staff_id
            )
        phone = await self.person(name)
        await phone.say(f"/start {made.payload}")
        await phone.hears("staff_welcome")
        return phone

    async def make_group(self, *members: Phone) -> int:
        """The staff group; the first member adds the bot."""
        ids = [member.person_id for member in members]
        found = await self.post("/sandbox/groups", {"title": "Case desk", "members": ids})
        self.group_id = int(found.get("id") or found["group"]["id"])
        await self.settle()
        await members[0].hears("staff_group_bound", chat_id=self.group_id)
        return self.group_id

    async def client(
        self, client_id: str, name: str, phone: str, language: str = "en", handler: str = ""
    ) -> Phone:
        """A client who has enrolled: link, notice, own contact."""
        row = ClientRow(client_id, name, phone, language, "****8812", handler)
        with self.app.store.begin() as tx:
            register_client(self.app.office, tx, row, "test")
            made = invite_client(self.app.office, tx, client_id)
        device = await self.person(name, phone, language)
        await device.say(f"/start {made.payload}")
        notice = await device.hears_one("privacy_notice")
        await device.press(notice["keyboard"]["rows"][0][0]["text"], notice)
        await device.hears("share_contact")
        await device.share_contact()
        await device.hears("enrolled")
        return device

    async def on_the_register(
        self, client_id: str, name: str, phone: str, language: str = "en", handler: str = ""
    ) -> None:
        """A client the firm knows, but who has not enrolled."""
        row = ClientRow(client_id, name, phone, language, "****8812", handler)
        with self.app.store.begin() as tx:
            register_client(self.app.office, tx, row, "test")

    async def download(self, message: Json) -> bytes:
        """The file that came with a message, as the phone opens it."""
        async with self.http.get(self.base + message["document"]["url"]) as answer:
            assert answer.status == 200
            return await answer.read()

    async def alert(
        self, client_id: str, risk_type: str, severity: str, description: str = "as reported",
        ref: str = "",
    ) -> str:  # fmt: skip
        """The risk system reports; gives the case number."""
        with self.app.store.begin() as tx:
            client = tx.client(client_id)
            assert client is not None
            new = NewAlert(
                client_id, client.name, risk_type, severity, self.clock.now(), description,
                "test", ref=ref,
            )  # fmt: skip
            case_no = take_alert(self.app.office, tx, new, CLI, "alert:test")
        await self.settle()
        return case_no

    def file(self, file_no: str) -> Json:
        """One file as `casefile --json` gives it."""
        with self.app.store.begin() as tx:
            return file_document(self.app.office, tx, file_no)

    def kinds(self, file_no: str) -> list[str]:
        """The kinds of a file's entries, in order."""
        return [entry["kind"] for entry in self.file(file_no)["entries"]]

    def bodies(self, file_no: str, kind: str) -> list[Json]:
        """The bodies of all entries of one kind."""
        return [e["body"] for e in self.file(file_no)["entries"] if e["kind"] == kind]

    def template_of(self, chat: int, telegram_id: int) -> str:
        """Which template a message in a chat was made from."""
        with self.app.store.begin() as tx:
            found = tx.file_of_telegram_message(chat, telegram_id)
            if found is None:
                return "?"
            entries = file_document(self.app.office, tx, found[0])["entries"]
        for entry in entries:
            if entry["kind"] == "message.recorded" and entry["body"]["message_id"] == found[1]:
                return str(entry["body"]["template"])
        return "?"

    async def nothing_unheard(self) -> None:
        """Fails where the bot said something that the story did not expect."""
        for phone in self.phones:
            left = [
                self.template_of(phone.person_id, m["message_id"]) for m in await phone.unread()
            ]
            assert not left, f"{phone.name} was also told {left}"
        if self.group_id and self.watch_group:
            seen = max((p.seen.get(self.group_id, 0) for p in self.phones), default=0)
            found = await self.get(f"/sandbox/chats/{self.group_id}?after={seen}")
            left = [
                self.template_of(self.group_id, m["message_id"])
                for m in found["messages"] if m["from"]["is_bot"]
            ]  # fmt: skip
            assert not left, f"the group was also told {left}"


@asynccontextmanager
async def story(
    database: str, var: Path, *, understander: Understander | None = None,
    config: Config | None = None,
) -> AsyncIterator[Story]:  # fmt: skip
    """Builds the world, and at the end looks for messages nobody expected."""
    clock = SandboxClock(frozen_at=MORNING)
    sandbox = Sandbox(clock)
    runner, port = await serve("127.0.0.1", 0, sandbox)
    base = f"http://127.0.0.1:{port}"
    plain = config or load_config(ROOT / "config.yml")
    local = replace(plain, telegram=replace(plain.telegram, api_url=base))
    app = await build_app(
        local, var, sandbox.token, World(clock, clock, SeededEntropy(7)),
        run_blocking=on_the_spot, pace=Pace(0.0, 0.0, 60.0, 0), store=open_store(database),
        understander=understander or SaysNothing(),
    )  # fmt: skip
    async with aiohttp.ClientSession() as http:
        told = Story(app, sandbox, clock, http, base)
        try:
            yield told
            await told.nothing_unheard()
        finally:
            await app.close()
            await runner.cleanup()
