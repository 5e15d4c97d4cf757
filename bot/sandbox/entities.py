"""From what a bot or a person wrote to text and entities, with Telegram's limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.html_markup import parse_html
from bot.sandbox.markdown_markup import parse_markdown, parse_markdown_v2
from bot.sandbox.params import encodable
from bot.sandbox.records import Json
from bot.sandbox.utf16 import units

MAX_TEXT = 4096
MAX_CAPTION = 1024
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CLOSED = frozenset({"code", "pre", "text_link", "text_mention"})
KNOWN_WORDS = (
    "mention hashtag cashtag bot_command url email phone_number bold italic underline "
    "strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention "
    "custom_emoji date_time"
)
KNOWN = frozenset(KNOWN_WORDS.split())
DETECTORS = (
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    ),
    ("url", re.compile(r"(?<![\w@])(?:https?://[^\s<>\"']+|t\.me/[^\s<>\"']+)", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w+")),
    ("phone_number", re.compile(r"(?<!\w)\+\d{7,15}(?!\w)")),
)


@dataclass(frozen=True)
class Formatted:
    """Text without markup, and what its parts are."""

    text: str
    entities: list[Json]


def format_text(text: str, parse_mode: str = "", explicit: Any = None) -> Formatted:
    """Read text as Telegram does: markup or given entities, clean-up, detected entities.

    Raises Refusal 400 with Telegram's description when the markup is broken.
    """
    plain, entities = _parse(encodable(text).replace("\r", ""), parse_mode, explicit)
    plain, entities = _trim(CONTROL.sub(" ", plain), entities)
    return Formatted(plain, _in_order(entities + _detect(plain, entities)))


def message_text(text: str, parse_mode: str = "", explicit: Any = None) -> Formatted:
    """The text of a message: neither empty nor longer than 4096 units."""
    formatted = format_text(text, parse_mode, explicit)
    if not formatted.text:
        raise bad_request("message text is empty")
    if units(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption_text(text: str, parse_mode: str = "", explicit: Any = None) -> Formatted:
    """The caption of a file: at most 1024 units, perhaps empty."""
    formatted = format_text(text, parse_mode, explicit)
    if units(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _parse(text: str, parse_mode: str, explicit: Any) -> tuple[str, list[Json]]:
    match parse_mode.lower():
        case "":
            return text, _checked(explicit, units(text))
        case "html":
            return parse_html(text)
        case "markdownv2":
            return parse_markdown_v2(text)
        case "markdown":
            return parse_markdown(text)
    raise bad_request("unsupported parse_mode")


def _checked(explicit: Any, most: int) -> list[Json]:
    if explicit is None:
        return []
    if not isinstance(explicit, list):
        raise bad_request("can't parse entities JSON object")
    return [_checked_one(entity, most) for entity in explicit]


def _checked_one(entity: Any, most: int) -> Json:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    offset, length = entity.get("offset"), entity.get("length")
    if entity.get("type") not in KNOWN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length < 1:
        raise bad_request("can't parse MessageEntity: wrong offset or length")
    if offset + length > most:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {most}"
        )
    return dict(entity)


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut the white space around the text and shift the entities with it."""
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    most, kept = units(text), []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(most, entity["offset"] + entity["length"] - lead)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, kept


def _detect(text: str, known: list[Json]) -> list[Json]:
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in CLOSED]
    found: list[Json] = []
    for kind, pattern in DETECTORS:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if all(end <= other[0] or start >= other[1] for other in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found


def _in_order(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
