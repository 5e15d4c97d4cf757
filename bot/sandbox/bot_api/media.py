"""Methods that send files, and the one that finds a file for download."""

from __future__ import annotations

import mimetypes
from functools import partial
from typing import Any

from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.entities import caption_text
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.params import MAX_UPLOAD, Upload
from bot.sandbox.pictures import picture_size
from bot.sandbox.records import Json, Message, StoredFile

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
KINDS = ("document", "photo", "voice", "audio", "video", "animation")


def send_file(call: BotCall, kind: str) -> Json:
    """Send one file of this kind, with caption and keyboard."""
    file = _file(call, kind, call.params.values.get(kind), kind)
    caption, markup = call.caption(), call.markup()
    message = call.blank(call.destination(), kind)
    message.file = file
    message.text, message.entities = caption.text, caption.entities
    message.reply_markup = markup
    return call.post(message)


def _file(call: BotCall, kind: str, reference: Any, own_name: str) -> StoredFile:
    """The file that a parameter names: uploaded under its name, attached, or known already."""
    if own_name in call.params.files:
        return _uploaded(call, kind, call.params.files[own_name])
    if not isinstance(reference, str) or not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith("attach://"):
        upload = call.params.files.get(reference.removeprefix("attach://"))
        if upload is None:
            raise bad_request("can't find the attached file in the request")
        return _uploaded(call, kind, upload)
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return _known(call, kind, reference)


def _known(call: BotCall, kind: str, file_id: str) -> StoredFile:
    file = call.sandbox.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if "photo" in (file.kind, kind) and file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _uploaded(call: BotCall, kind: str, upload: Upload) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > MAX_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    size = (0, 0)
    if kind == "photo":
        size = _photo_size(upload.data)
    guessed = mimetypes.guess_type(upload.name)[0]
    claimed = upload.mime_type.partition(";")[0]
    mime_type = claimed if claimed != "application/octet-stream" or not guessed else guessed
    return call.sandbox.store_file(kind, upload.name, mime_type, upload.data, size)


def _photo_size(data: bytes) -> tuple[int, int]:
    if len(data) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO} bytes"
        )
    size = picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * max(1, min(size)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def send_media_group(call: BotCall) -> list[Json]:
    """An album: two to ten files, one message each, one ``media_group_id``."""
    items = call.params.structure("media", "media")
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise bad_request("wrong number of items in the media group; expected 2 to 10")
    parts = [_album_part(call, item) for item in items]
    album = call.sandbox.next_album_id()
    return [_post_part(call, album, *part) for part in parts]


def _album_part(call: BotCall, item: Any) -> tuple[StoredFile, str, Json]:
    if not isinstance(item, dict) or item.get("type") not in KINDS:
        raise bad_request("can't parse InputMedia: wrong type specified")
    kind = str(item["type"])
    return _file(call, kind, item.get("media"), ""), kind, item


def _post_part(call: BotCall, album: str, file: StoredFile, kind: str, item: Json) -> Json:
    caption = caption_text(str(item.get("caption") or ""), str(item.get("parse_mode") or ""))
    message: Message = call.blank(call.destination(), kind)
    message.file = file
    message.text, message.entities = caption.text, caption.entities
    message.extra["media_group_id"] = album
    return call.post(message)


def get_file(call: BotCall) -> Json:
    """Where to download a file; at most 20 MB, as at Telegram."""
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = call.sandbox.files.get(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }


METHODS: dict[str, Method] = {
    **{f"send{kind.title()}": partial(send_file, kind=kind) for kind in KINDS},
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
