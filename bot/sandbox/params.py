"""Parameters of a Bot API call, however a client sends them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.records import Json
from bot.sandbox.strict_json import parse_json

MAX_UPLOAD = 50 * 1024 * 1024
SPARE = 1024 * 1024
MAX_INTEGER = 2**63


@dataclass(frozen=True)
class Upload:
    """A file as it came in a multipart body; name and type are the uploader's claim."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True)
class Params:
    """Named values (strings, or JSON values from a JSON body) and uploaded files."""

    values: dict[str, Any]
    files: dict[str, Upload]

    def has(self, name: str) -> bool:
        """Whether the value is given and not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """The value as text; empty if it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return encodable(text)

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; Refusal 400 if it is something else."""
        value = self.values.get(name)
        if value in (None, ""):
            return default
        try:
            number = int(str(value)[:24])
        except ValueError:
            raise bad_request(f'field "{name}" must be a valid Number') from None
        if abs(number) >= MAX_INTEGER:
            raise bad_request(f'field "{name}" must be a valid Number')
        return number

    def flag(self, name: str) -> bool:
        """The value as yes or no, as Telegram reads it."""
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def structure(self, name: str, what: str) -> Any:
        """A JSON value, given as such or as text; None if missing, Refusal 400 if malformed."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, str):
            return value
        try:
            return parse_json(encodable(value))
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def logged(self) -> Json:
        """The parameters for the calls log; of a file only name, type and size."""
        files = {
            name: {"file_name": f.name, "mime_type": f.mime_type, "file_size": len(f.data)}
            for name, f in self.files.items()
        }
        return {**self.values, **files}


def encodable(text: str) -> str:
    """The text itself; Refusal 400 if it cannot be UTF-8 (lone surrogates)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return text


async def read_params(request: web.Request) -> Params:
    """Query string and body together; Refusal 400 for a malformed body, 413 for a huge one."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    kind = request.content_type if "Content-Type" in request.headers else ""
    if kind == "application/json":
        values.update(_json_object(await request.read()))
    elif kind == "application/x-www-form-urlencoded":
        values.update(_form(await request.read()))
    elif kind == "multipart/form-data":
        await read_multipart(request, values, files)
    return Params(values, files)


def _json_object(body: bytes) -> Json:
    if not body.strip():
        return {}
    try:
        value = parse_json(body)
    except ValueError:
        raise bad_request("can't parse request body as JSON") from None
    if not isinstance(value, dict):
        raise bad_request("request body must be a JSON object")
    return value


def _form(body: bytes) -> Json:
    try:
        return dict(
            parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=False, errors="strict")
        )
    except ValueError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def read_multipart(
    request: web.Request, values: dict[str, Any], files: dict[str, Upload]
) -> None:
    """Read a multipart body into text values and files; Refusal 400 or 413."""
    left = MAX_UPLOAD + SPARE
    try:
        reader = await request.multipart()
        async for part in reader:
            if not isinstance(part, BodyPartReader) or not part.name:
                raise bad_request("can't parse multipart body")
            data = await _read_part(part, left)
            left -= len(data)
            if part.filename is None:
                values[part.name] = data.decode()
            else:
                mime_type = part.headers.get("Content-Type", "application/octet-stream")
                name = encodable(_claimed_name(part.filename))
                files[part.name] = Upload(name, mime_type, data)
    except (ValueError, AssertionError, KeyError):
        raise bad_request("can't parse multipart body") from None


def _claimed_name(name: str) -> str:
    """The file's name; some clients send what is not ASCII in it percent-encoded."""
    try:
        decoded = unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name
    return name if decoded.isascii() and '"' not in decoded else decoded


async def _read_part(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(256 * 1024):
        data += chunk
        if len(data) > most:
            raise Refusal(413, "Request Entity Too Large")
    return bytes(part.decode(data))
