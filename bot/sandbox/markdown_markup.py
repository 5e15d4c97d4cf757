"""Telegram's MarkdownV2, and the older Markdown that simple bots still use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.records import Json
from bot.sandbox.utf16 import units

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {
    "__": "underline",
    "||": "spoiler",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
}
NAMES = {"bold": "Bold", "italic": "Italic", "underline": "Underline"} | {
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "text_link": "TextUrl",
    "code": "Code",
    "pre": "Pre",
    "blockquote": "Blockquote",
}
CODE = re.compile(r"```(?:([\w+-]*)\n)?((?:\\.|[^\\])*?)```|`((?:\\.|[^`\\])*)`", re.DOTALL)
LINK = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")
OLD = re.compile(
    r"```(?:([\w+-]+)\n)?(.*?)```|`([^`]*)`|\*([^*]*)\*|_([^_]*)_|\[([^\]]*)\]\(([^)]*)\)",
    re.DOTALL,
)


@dataclass
class _Writer:
    """The plain text so far, what is open, and the entities found."""

    plain: list[str] = field(default_factory=list)
    length: int = 0
    open: list[tuple[str, int, int]] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.plain.append(text)
        self.length += units(text)

    def add(self, kind: str, offset: int, more: Json | None = None) -> None:
        if self.length > offset:
            entity = {"type": kind, "offset": offset, "length": self.length - offset}
            self.entities.append(entity | (more or {}))


def _fail(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def _bytes(source: str, position: int) -> int:
    return len(source[:position].encode())


def parse_markdown_v2(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of MarkdownV2; Refusal 400 ``can't parse entities``."""
    writer, position = _Writer(), 0
    while position < len(source):
        position = _step(writer, source, position)
    _end_quote(writer)
    if writer.open:
        kind, _, where = writer.open[-1]
        raise _fail(f"Can't find end of {NAMES[kind]} entity at byte offset {where}")
    return "".join(writer.plain), writer.entities


def _step(writer: _Writer, source: str, position: int) -> int:
    character = source[position]
    if character == "\\" and position + 1 < len(source) and ord(source[position + 1]) < 127:
        writer.say(source[position + 1])
        return position + 2
    if character == "`":
        return _code(writer, source, position)
    for mark, kind in MARKS.items():
        if source.startswith(mark, position):
            _toggle(writer, kind, _bytes(source, position))
            return position + len(mark)
    if character == "[":
        writer.open.append(("text_link", writer.length, _bytes(source, position)))
        return position + 1
    if character == "]":
        return _link(writer, source, position)
    return _plain(writer, source, position)


def _plain(writer: _Writer, source: str, position: int) -> int:
    character = source[position]
    if character == ">" and (position == 0 or source[position - 1] == "\n"):
        if not _in_quote(writer):
            writer.open.append(("blockquote", writer.length, _bytes(source, position)))
        return position + 1
    if character in RESERVED:
        raise _fail(
            f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
        )
    if character == "\n" and not source.startswith(">", position + 1):
        _end_quote(writer)
    writer.say(character)
    return position + 1


def _in_quote(writer: _Writer) -> bool:
    return bool(writer.open) and writer.open[-1][0] == "blockquote"


def _end_quote(writer: _Writer) -> None:
    if _in_quote(writer):
        writer.add("blockquote", writer.open.pop()[1])


def _toggle(writer: _Writer, kind: str, where: int) -> None:
    if writer.open and writer.open[-1][0] == kind:
        writer.add(kind, writer.open.pop()[1])
    else:
        writer.open.append((kind, writer.length, where))


def _code(writer: _Writer, source: str, position: int) -> int:
    match = CODE.match(source, position)
    if match is None:
        kind = "Pre" if source.startswith("```", position) else "Code"
        where = _bytes(source, position)
        raise _fail(f"Can't find end of {kind} entity at byte offset {where}")
    language, block, inline = match.groups()
    start = writer.length
    writer.say(re.sub(r"\\(.)", r"\1", block if inline is None else inline, flags=re.DOTALL))
    if inline is None:
        writer.add("pre", start, {"language": language} if language else None)
    else:
        writer.add("code", start)
    return match.end()


def _link(writer: _Writer, source: str, position: int) -> int:
    match = LINK.match(source, position)
    if not writer.open or writer.open[-1][0] != "text_link" or match is None:
        raise _fail("Character ']' is reserved and must be escaped with the preceding '\\'")
    url = re.sub(r"\\(.)", r"\1", match.group(1))
    writer.add("text_link", writer.open.pop()[1], {"url": url})
    return match.end()


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of the older Markdown; Refusal 400 ``can't parse entities``."""
    writer, position = _Writer(), 0
    while position < len(source):
        character = source[position]
        if character == "\\" and source[position + 1 : position + 2] in tuple("_*`["):
            writer.say(source[position + 1])
            position += 2
        elif character in "_*`[":
            position = _old_entity(writer, source, position)
        else:
            writer.say(character)
            position += 1
    return "".join(writer.plain), writer.entities


def _old_entity(writer: _Writer, source: str, position: int) -> int:
    match = OLD.match(source, position)
    if match is None:
        where = _bytes(source, position)
        raise _fail(f"Can't find end of the entity starting at byte offset {where}")
    language, block, code, bold, italic, label, url = match.groups()
    found = {"pre": block, "code": code, "bold": bold, "italic": italic, "text_link": label}
    kind = next(name for name, text in found.items() if text is not None)
    start = writer.length
    writer.say(found[kind])
    more = {"url": url} if kind == "text_link" else {"language": language} if language else None
    writer.add(kind, start, more)
    return match.end()
