"""Makes the stored examples that later versions must still read.

Run as `python -m tests.unit.store.stored_entries` after adding a kind: adds what is missing and
leaves alone what is there.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from bot.adapters.store.codec import encode_body
from bot.case.entries import KINDS

STORED = Path(__file__).with_name("stored_entries.json")

PLAIN = {int: 3, bool: True, datetime: datetime(2026, 11, 2, 1, 30, 0, 5, tzinfo=UTC)}


def read_stored() -> dict[str, str]:
    """Body texts by `kind@version`."""
    return dict(json.loads(STORED.read_text(encoding="utf-8"))) if STORED.exists() else {}


def filled(kind: type[Any]) -> Any:
    """A value of this dataclass with every field filled."""
    hints = get_type_hints(kind)
    return kind(**{field.name: _value(hints[field.name], field.name) for field in fields(kind)})


def _value(hint: Any, name: str) -> Any:
    if hint is str:
        return f"{name} 風險"
    if hint in PLAIN:
        return PLAIN[hint]
    inner = [part for part in get_args(hint) if part not in (NoneType, Ellipsis)]
    if get_origin(hint) is tuple:
        return tuple(_value(part, name) for part in inner)
    return _value(inner[0], name) if inner else filled(hint)


def add_missing() -> None:
    """Writes the file anew with an example of every kind and version that had none."""
    stored = read_stored()
    for (kind, version), body in KINDS.items():
        stored.setdefault(f"{kind}@{version}", encode_body(filled(body)))
    text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
    STORED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    add_missing()
