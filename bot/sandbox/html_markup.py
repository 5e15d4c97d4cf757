"""Telegram's HTML: its tags, its strictness, its error messages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.records import Json
from bot.sandbox.utf16 import units

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
CHARACTER = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
VALUE = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9._-]+)")


@dataclass
class _Open:
    """A start tag that waits for its end; ``offset`` in UTF-16 units of the plain text."""

    name: str
    offset: int
    attributes: dict[str, str]


@dataclass
class _Reader:
    """Walks through the source; keeps the plain text, the open tags and the entities found."""

    source: str
    position: int = 0
    plain: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def fail(self, reason: str) -> Refusal:
        return bad_request(f"can't parse entities: {reason}")

    def bytes_before(self, position: int) -> int:
        return len(self.source[:position].encode())

    def say(self, text: str) -> None:
        self.plain.append(text)
        self.length += units(text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of Telegram's HTML; Refusal 400 ``can't parse entities``."""
    reader = _Reader(source)
    while reader.position < len(source):
        character = source[reader.position]
        if character == "<":
            _tag(reader)
        elif character == "&":
            _character_reference(reader)
        else:
            _run(reader)
    if reader.open:
        name = reader.open[-1].name
        raise reader.fail(f'Can\'t find end tag corresponding to start tag "{name}"')
    return "".join(reader.plain), reader.entities


def _run(reader: _Reader) -> None:
    match = re.compile(r"[^<&]+").match(reader.source, reader.position)
    assert match is not None
    reader.say(match.group())
    reader.position = match.end()


def _character_reference(reader: _Reader) -> None:
    match = CHARACTER.match(reader.source, reader.position)
    if match is None:
        reader.say("&")
        reader.position += 1
        return
    reader.say(_decoded(match))
    reader.position = match.end()


def _decoded(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not 0 < code < 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match.group()
    return chr(code)


def _tag(reader: _Reader) -> None:
    if reader.source.startswith("</", reader.position):
        _end_tag(reader)
    else:
        _start_tag(reader)


def _start_tag(reader: _Reader) -> None:
    begin = reader.position
    name = _name(reader, begin + 1)
    if reader.position >= len(reader.source):
        raise reader.fail(f"Unclosed start tag at byte offset {reader.bytes_before(begin)}")
    if name not in TAGS:
        offset = reader.bytes_before(begin)
        raise reader.fail(f'Unsupported start tag "{name}" at byte offset {offset}')
    attributes = _attributes(reader, name, begin)
    if name == "span" and attributes.get("class") != "tg-spoiler":
        offset = reader.bytes_before(begin)
        raise reader.fail(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    reader.open.append(_Open(name, reader.length, attributes))


def _name(reader: _Reader, start: int) -> str:
    match = re.compile(r"[^\s>]*").match(reader.source, start)
    assert match is not None
    reader.position = match.end()
    return match.group().lower()


def _attributes(reader: _Reader, tag: str, begin: int) -> dict[str, str]:
    """Read up to and over the closing ``>``."""
    found: dict[str, str] = {}
    where = reader.bytes_before(begin)
    while True:
        _skip_space(reader)
        if reader.position >= len(reader.source):
            raise reader.fail(f"Unclosed start tag at byte offset {where}")
        if reader.source[reader.position] == ">":
            reader.position += 1
            return found
        name = _attribute_name(reader, tag, where)
        found[name] = _attribute_value(reader, tag, name, where)


def _attribute_name(reader: _Reader, tag: str, where: int) -> str:
    match = re.compile(r"[^\s=>]*").match(reader.source, reader.position)
    assert match is not None
    if not match.group():
        raise reader.fail(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
    reader.position = match.end()
    return match.group().lower()


def _attribute_value(reader: _Reader, tag: str, name: str, where: int) -> str:
    _skip_space(reader)
    if not reader.source.startswith("=", reader.position):
        if tag == "blockquote" and name == "expandable":
            return ""
        raise reader.fail(
            f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
            f"at byte offset {where}"
        )
    reader.position += 1
    _skip_space(reader)
    match = VALUE.match(reader.source, reader.position)
    if match is None:
        raise reader.fail(f"Unclosed start tag at byte offset {where}")
    reader.position = match.end()
    value = next(group for group in match.groups() if group is not None)
    return CHARACTER.sub(_decoded, value)


def _skip_space(reader: _Reader) -> None:
    while reader.position < len(reader.source) and reader.source[reader.position].isspace():
        reader.position += 1


def _end_tag(reader: _Reader) -> None:
    begin = reader.position
    where = reader.bytes_before(begin)
    if not reader.open:
        raise reader.fail(f"Unexpected end tag at byte offset {where}")
    name = _name(reader, begin + 2)
    _skip_space(reader)
    if not reader.source.startswith(">", reader.position):
        raise reader.fail(f"Unclosed end tag at byte offset {where}")
    reader.position += 1
    tag = reader.open.pop()
    if name not in ("", tag.name):
        raise reader.fail(
            f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{name}>"'
        )
    _close(reader, tag)


def _close(reader: _Reader, tag: _Open) -> None:
    length = reader.length - tag.offset
    if length == 0:
        return
    entity: Json = {"type": TAGS[tag.name], "offset": tag.offset, "length": length}
    if tag.name == "code" and _gives_language(reader, tag):
        return
    if tag.name == "a":
        url = tag.attributes.get("href") or "".join(reader.plain)[-length:]
        if "." not in url and ":" not in url:
            return
        entity["url"] = url
    elif tag.name == "pre" and "language" in tag.attributes:
        entity["language"] = tag.attributes["language"]
    elif tag.name == "tg-emoji":
        entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
    elif "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    reader.entities.append(entity)


def _gives_language(reader: _Reader, tag: _Open) -> bool:
    """``<pre><code class="language-x">`` is one entity with a language."""
    language = tag.attributes.get("class", "")
    if not reader.open or reader.open[-1].name != "pre" or not language.startswith("language-"):
        return False
    reader.open[-1].attributes["language"] = language.removeprefix("language-")
    return True
