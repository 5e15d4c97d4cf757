"""Values made ready before rendering: checked against their kinds, cut to their longest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.adapters.templates.kinds import ALWAYS, NEVER_EMPTY, ValueKind
from bot.case.decision import Scalar, Value

# What no reader sees, but what can turn the order of a line around or break a message.
_UNSEEN: Final = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def units(text: str) -> int:
    """The length of a text in UTF-16 units, as Telegram counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, longest: int) -> str:
    """The text, or its beginning and `…`, in no more than `longest` UTF-16 units."""
    if units(text) <= longest:
        return text
    kept, used = [], 1
    for letter in text:
        used += units(letter)
        if used > longest:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def clean(text: str) -> str:
    """The text without control characters and without marks that turn a line around."""
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n"))


def ready_values(values: Mapping[str, Value], kinds: Mapping[str, ValueKind]) -> dict[str, Value]:
    """Every declared value, ready to be rendered.

    Raises ValueError with every value that is undeclared, missing, of another kind, or too long
    where it cannot be cut.
    """
    wrong = [f"{name}: not declared" for name in values if name not in kinds]
    made: dict[str, Value] = {}
    for name, kind in kinds.items():
        try:
            given = _given(values, name, kind)
            made[name] = _rows(given, kind) if kind.kind == "list" else _scalar(given, kind)
        except ValueError as error:
            wrong.append(f"{name}: {error}")
    if wrong:
        raise ValueError("; ".join(wrong))
    return made


def _given(values: Mapping[str, Value], name: str, kind: ValueKind) -> Value:
    if name in values:
        return values[name]
    if name in ALWAYS and name not in NEVER_EMPTY:
        return ""
    if kind.optional:
        return None
    raise ValueError("missing")


def _rows(value: Value, kind: ValueKind) -> tuple[Mapping[str, Scalar], ...]:
    if not isinstance(value, tuple | list):
        raise ValueError(f"is {type(value).__name__}, not a list of rows")
    if len(value) > kind.most:
        raise ValueError(f"has {len(value)} rows, more than {kind.most}")
    return tuple(_row(row, kind) for row in value)


def _row(row: object, kind: ValueKind) -> Mapping[str, Scalar]:
    if not isinstance(row, Mapping):
        raise ValueError(f"has a row that is {type(row).__name__}")
    return {name: _field(value, kind.inner) for name, value in row.items()}


def _field(value: Scalar, longest: int) -> Scalar:
    if isinstance(value, str):
        return cut(clean(value), longest)
    return _aware(value) if isinstance(value, datetime) else value


def _aware(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("is a moment without a zone")
    return value


def _scalar(value: Value, kind: ValueKind) -> Scalar:
    if value is None and kind.optional:
        return None
    if isinstance(value, str):
        return _words(value, kind)
    if kind.kind == "moment" and isinstance(value, datetime):
        return _aware(value)
    if kind.kind == "bool" and isinstance(value, bool):
        return value
    if kind.kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f"is {type(value).__name__}, not {kind.kind}")


def _words(value: str, kind: ValueKind) -> str:
    if kind.kind == "text" and not kind.whole:
        return cut(clean(value), kind.longest)
    if kind.kind not in ("text", "code"):
        raise ValueError(f"is text, not {kind.kind}")
    if units(value) > kind.longest:
        raise ValueError(f"is longer than {kind.longest} and cannot be cut")
    if not value and not kind.optional:
        raise ValueError("is empty")
    return value
