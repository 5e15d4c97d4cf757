"""Files go both ways with the name and type that their senders claim."""

from __future__ import annotations

import struct
from typing import Any

import aiohttp
import pytest

from tests.unit.sandbox.sandbox_world import World

pytestmark = pytest.mark.asyncio
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + struct.pack(">II", 300, 200) + b"\x00" * 8


def form(
    data: bytes, name: str, mime_type: str, field: str = "file", **more: str
) -> aiohttp.FormData:
    body = aiohttp.FormData(quote_fields=False)
    body.add_field(field, data, filename=name, content_type=mime_type)
    for key, value in more.items():
        body.add_field(key, value)
    return body


async def send(world: World, person: int, body: aiohttp.FormData) -> dict[str, Any]:
    url = f"{world.url}/sandbox/people/{person}/files"
    async with world.session.post(url, data=body) as response:
        answer: dict[str, Any] = await response.json()
        return answer | {"status": response.status}


async def test_a_persons_document_reaches_the_bot_as_claimed(world: World) -> None:
    person = await world.client()
    body = form(
        b"MZ not a pdf", "结单 三月.pdf", "application/pdf", kind="document", caption="见附件"
    )
    await send(world, person, body)
    [update] = await world.updates()
    document = update["message"]["document"]
    assert document["file_name"] == "结单 三月.pdf"
    assert document["mime_type"] == "application/pdf"
    assert update["message"]["caption"] == "见附件"
    path = (await world.result("getFile", file_id=document["file_id"]))["file_path"]
    url = f"{world.url}/file/bot{world.sandbox.token}/{path}"
    async with world.session.get(url) as response:
        assert await response.read() == b"MZ not a pdf"


async def test_photo_and_voice_have_their_own_shapes(world: World) -> None:
    person = await world.client()
    await send(world, person, form(PNG, "a.png", "image/png", kind="photo"))
    await send(world, person, form(b"OggS", "v.ogg", "audio/ogg", kind="voice"))
    photo, voice = await world.updates()
    assert photo["message"]["photo"][-1]["width"] == 300
    assert voice["message"]["voice"]["mime_type"] == "audio/ogg"


async def test_more_than_20_mb_cannot_be_fetched(world: World) -> None:
    person = await world.client()
    big = b"x" * (20 * 1024 * 1024 + 1)
    sent = await send(world, person, form(big, "big.bin", "application/octet-stream"))
    refused = await world.refusal("getFile", file_id=sent["message"]["document"]["file_id"])
    assert refused == "400 Bad Request: file is too big"


async def test_bots_document_can_be_downloaded_by_the_person(world: World) -> None:
    person = await world.client()
    body = form(b"%PDF-1.7", "minutes.pdf", "application/pdf", field="document", caption="<b>m</b>")
    body.add_field("chat_id", str(person))
    body.add_field("parse_mode", "HTML")
    async with world.session.post(world.method_url("sendDocument"), data=body) as response:
        assert (await response.json())["result"]["document"]["file_name"] == "minutes.pdf"
    [shown] = await world.chat(person, after=1)
    assert (shown["text"], shown["document"]["size"]) == ("m", 8)
    async with world.session.get(world.url + shown["document"]["url"]) as download:
        assert await download.read() == b"%PDF-1.7"
        assert download.headers["Content-Disposition"].startswith("attachment")
        assert download.headers["X-Content-Type-Options"] == "nosniff"


async def test_attached_and_known_files_are_sent_too(world: World) -> None:
    person = await world.client()
    body = form(PNG, "a.png", "image/png", field="pic")
    body.add_field("chat_id", str(person))
    body.add_field("photo", "attach://pic")
    async with world.session.post(world.method_url("sendPhoto"), data=body) as response:
        photo = (await response.json())["result"]["photo"][-1]["file_id"]
    again = await world.result("sendPhoto", chat_id=person, photo=photo)
    assert again["photo"][-1]["file_id"] == photo
    wrong = await world.refusal("sendDocument", chat_id=person, document="nothing")
    assert wrong == "400 Bad Request: wrong file identifier/HTTP URL specified"
    none = await world.refusal("sendDocument", chat_id=person)
    assert none == "400 Bad Request: there is no document in the request"


async def test_a_picture_must_be_one(world: World) -> None:
    person = await world.client()
    body = form(b"not a picture", "a.png", "image/png", field="photo")
    body.add_field("chat_id", str(person))
    async with world.session.post(world.method_url("sendPhoto"), data=body) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_an_album_arrives_as_messages_with_one_group_id(world: World) -> None:
    person = await world.client()
    body = form(b"1", "1.txt", "text/plain", field="one")
    body.add_field("two", b"2", filename="2.txt", content_type="text/plain")
    body.add_field("chat_id", str(person))
    media = (
        '[{"type":"document","media":"attach://one"},{"type":"document","media":"attach://two"}]'
    )
    body.add_field("media", media)
    async with world.session.post(world.method_url("sendMediaGroup"), data=body) as response:
        sent = (await response.json())["result"]
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message["document"]["file_name"] for message in sent] == ["1.txt", "2.txt"]


@pytest.mark.parametrize("path", ["/sandbox/files/nothing", "/file/bot{token}/documents/nothing"])
async def test_an_unknown_file_is_not_found(world: World, path: str) -> None:
    async with world.session.get(world.url + path.format(token=world.sandbox.token)) as response:
        assert response.status == 404


async def test_files_need_multipart_with_a_file(world: World) -> None:
    person = await world.client()
    as_json = await world.post(f"/sandbox/people/{person}/files", kind="document")
    odd_kind = await send(world, person, form(b"x", "x", "text/plain", kind="hologram"))
    empty = await send(world, person, form(b"", "x", "text/plain"))
    assert [as_json["status"], odd_kind["status"], empty["status"]] == [400, 400, 400]
