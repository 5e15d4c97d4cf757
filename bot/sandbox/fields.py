"""JSON bodies of the sandbox's own calls, read strictly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.params import encodable
from bot.sandbox.records import Json
from bot.sandbox.strict_json import parse_json

MAX_INTEGER = 2**53


@dataclass(frozen=True)
class Fields:
    """The fields of a JSON object; a field of the wrong type is a Refusal 400."""

    values: Json

    def text(self, name: str) -> str:
        """A text that must be there."""
        text = self.text_or_none(name)
        if text is None or not text.strip():
            raise bad_request(f"{name} must be a non-empty string")
        return text

    def text_or_none(self, name: str) -> str | None:
        """A text that may be missing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise bad_request(f"{name} must be a string")
        return None if value is None else encodable(value)

    def integer(self, name: str) -> int:
        """A whole number that must be there."""
        value = self.integer_or_none(name)
        if value is None:
            raise bad_request(f"{name} must be an integer")
        return value

    def integer_or_none(self, name: str) -> int | None:
        """A whole number that may be missing."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_INTEGER:
            raise bad_request(f"{name} must be an integer")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """A number, whole or not."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
            raise bad_request(f"{name} must be a number")
        return float(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise bad_request(f"{name} must be true or false")
        return value

    def integers(self, name: str) -> list[int]:
        """A list of whole numbers that must be there."""
        value = self.values.get(name)
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise bad_request(f"{name} must be a list of integers")
        return value


async def read_fields(request: web.Request) -> Fields:
    """The request's JSON object; an empty body counts as an empty object."""
    body = await request.read()
    if not body.strip():
        return Fields({})
    try:
        value: Any = parse_json(body)
    except ValueError:
        raise bad_request("the body is not JSON") from None
    if not isinstance(value, dict):
        raise bad_request("the body must be a JSON object")
    return Fields(value)


def after(request: web.Request) -> int:
    """The number after which a reader wants more (``?after=N``)."""
    text = request.query.get("after", "0")
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise bad_request("after must be a non-negative integer")
    return int(text)


def path_number(request: web.Request, name: str) -> int:
    """A number from the path; Refusal 404 if it is none."""
    text = request.match_info[name]
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        raise Refusal(404, f"Not Found: no {name} {text[:40]}")
    return int(text)
