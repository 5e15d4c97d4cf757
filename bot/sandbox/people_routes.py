"""HTTP for the people: what a phone can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aiohttp import web

from bot.sandbox import people
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.fields import Fields, after, path_number, read_fields
from bot.sandbox.params import Upload, read_multipart
from bot.sandbox.pictures import picture_type
from bot.sandbox.pressing import press
from bot.sandbox.records import Json, Message
from bot.sandbox.views import chat_view, group_view, message_view, person_view

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox

FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
    "Cache-Control": "private, max-age=3600",
}


class PeopleRoutes:
    """Handlers for ``/sandbox/people``, ``/sandbox/groups``, ``/sandbox/chats``, files."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def add_to(self, app: web.Application) -> None:
        """Put the routes into the application."""
        person = "/sandbox/people/{person}"
        app.router.add_get("/sandbox/people", self.list_people)
        app.router.add_post("/sandbox/people", self.add_person)
        app.router.add_post(f"{person}/messages", self.say)
        app.router.add_post(f"{person}/files", self.send_file)
        app.router.add_post(f"{person}/contact", self.share_contact)
        app.router.add_post(f"{person}/edits", self.edit)
        app.router.add_post(f"{person}/press", self.press)
        app.router.add_post(f"{person}/block", self.block)
        app.router.add_post(f"{person}/unblock", self.unblock)
        app.router.add_post(f"{person}/deactivate", self.deactivate)
        app.router.add_get(f"{person}/chat", self.private_chat)
        app.router.add_get("/sandbox/groups", self.list_groups)
        app.router.add_post("/sandbox/groups", self.make_group)
        app.router.add_get("/sandbox/chats/{chat}", self.chat)
        app.router.add_get("/sandbox/files/{file}", self.download)

    def _id(self, request: web.Request) -> int:
        return self._sandbox.person(path_number(request, "person")).id

    def _sent(self, message: Message) -> web.Response:
        body = {"ok": True, "message_id": message.message_id, "chat_id": message.chat_id}
        return web.json_response(body | {"message": message_view(self._sandbox, message)})

    async def list_people(self, _: web.Request) -> web.Response:
        """Everybody with a phone."""
        everybody = [person_view(person) for person in self._sandbox.people.values()]
        return web.json_response({"ok": True, "people": everybody})

    async def add_person(self, request: web.Request) -> web.Response:
        """One more person."""
        given = await read_fields(request)
        person = people.add_person(
            self._sandbox,
            given.text("first_name"),
            given.text_or_none("last_name"),
            given.text_or_none("username"),
            given.text_or_none("phone"),
            given.text_or_none("language_code"),
        )
        return web.json_response({"ok": True} | person_view(person))

    async def say(self, request: web.Request) -> web.Response:
        """A text message."""
        person_id, given = self._id(request), await read_fields(request)
        return self._sent(
            people.say(
                self._sandbox,
                person_id,
                given.text("text"),
                given.integer_or_none("chat_id"),
                given.integer_or_none("reply_to"),
            )
        )

    async def send_file(self, request: web.Request) -> web.Response:
        """A file, as multipart."""
        person_id = self._id(request)
        given, upload = await read_upload(request)
        message = people.send_file(
            self._sandbox,
            person_id,
            given.text_or_none("kind") or "document",
            upload,
            given.text_or_none("caption") or "",
            _number_or_none(given, "chat_id"),
        )
        return self._sent(message)

    async def share_contact(self, request: web.Request) -> web.Response:
        """The own contact or somebody else's."""
        person_id, given = self._id(request), await read_fields(request)
        return self._sent(
            people.share_contact(
                self._sandbox,
                person_id,
                given.text_or_none("phone"),
                given.text_or_none("first_name"),
                given.integer_or_none("chat_id"),
            )
        )

    async def edit(self, request: web.Request) -> web.Response:
        """A changed text."""
        person_id, given = self._id(request), await read_fields(request)
        return self._sent(
            people.edit(
                self._sandbox,
                person_id,
                given.integer("message_id"),
                given.text("text"),
                given.integer_or_none("chat_id"),
            )
        )

    async def press(self, request: web.Request) -> web.Response:
        """A button pressed."""
        person_id, given = self._id(request), await read_fields(request)
        made = press(
            self._sandbox,
            person_id,
            given.integer_or_none("message_id"),
            data=given.text_or_none("data"),
            button=given.text_or_none("button"),
            chat_id=given.integer_or_none("chat_id"),
            stale=given.flag("stale"),
        )
        return web.json_response(
            {
                "ok": True,
                "callback_query_id": made.query_id,
                "message_id": made.message_id,
                "chat_id": made.chat_id,
                "data": made.data,
            }
        )

    async def block(self, request: web.Request) -> web.Response:
        """The bot blocked."""
        changed = people.set_blocked(self._sandbox, self._id(request), True)
        return web.json_response({"ok": True, "changed": changed})

    async def unblock(self, request: web.Request) -> web.Response:
        """The bot unblocked."""
        changed = people.set_blocked(self._sandbox, self._id(request), False)
        return web.json_response({"ok": True, "changed": changed})

    async def deactivate(self, request: web.Request) -> web.Response:
        """The account deleted for good."""
        person = self._sandbox.person(self._id(request))
        person.deactivated = True
        self._sandbox.stream.publish("person", person_view(person))
        return web.json_response({"ok": True})

    async def private_chat(self, request: web.Request) -> web.Response:
        """The person's chat with the bot."""
        return web.json_response(chat_view(self._sandbox, self._id(request), after(request)))

    async def chat(self, request: web.Request) -> web.Response:
        """Any chat by its number."""
        chat_id = path_number(request, "chat")
        return web.json_response(chat_view(self._sandbox, chat_id, after(request)))

    async def list_groups(self, _: web.Request) -> web.Response:
        """All groups."""
        groups = [group_view(group) for group in self._sandbox.groups.values()]
        return web.json_response({"ok": True, "groups": groups})

    async def make_group(self, request: web.Request) -> web.Response:
        """A new group with the bot in it."""
        given = await read_fields(request)
        group = people.make_group(
            self._sandbox,
            given.text("title"),
            given.integers("members"),
            given.flag("privacy", True),
            given.flag("bot_admin"),
        )
        return web.json_response({"ok": True} | group_view(group))

    async def download(self, request: web.Request) -> web.Response:
        """A file from a chat, as an attachment unless it is a picture."""
        file = self._sandbox.files.get(request.match_info["file"])
        if file is None:
            raise Refusal(404, "Not Found: no such file")
        headers = dict(FILE_HEADERS)
        if file.kind != "photo":
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        kind = picture_type(file.data) if file.kind == "photo" else "application/octet-stream"
        return web.Response(body=file.data, headers=headers | {"Content-Type": kind})


def _number_or_none(given: Fields, name: str) -> int | None:
    """A whole number that came as text in a multipart body."""
    text = given.text_or_none(name)
    if not text:
        return None
    if not text.removeprefix("-").isdigit() or len(text) > 20:
        raise bad_request(f"{name} must be an integer")
    return int(text)


async def read_upload(request: web.Request) -> tuple[Fields, Upload]:
    """The fields of a multipart body, and its part named ``file``."""
    if request.content_type != "multipart/form-data":
        raise bad_request("the body must be multipart/form-data")
    values: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    await read_multipart(request, values, files)
    if "file" not in files:
        raise bad_request("there is no part named file")
    fields: Json = values
    return Fields(fields), files["file"]
