"""JSON as it must be: no NaN, no depth that would break whoever writes it out again."""

from __future__ import annotations

import json
from typing import Any

MAX_DEPTH = 60


def parse_json(source: str | bytes) -> Any:
    """The value; ValueError if it is not JSON or nested more than sixty deep."""
    try:
        value = json.loads(source, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if _depth(value) > MAX_DEPTH:
        raise ValueError("nested too deeply")
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _depth(value: Any) -> int:
    """How deeply lists and objects are nested, found without recursion."""
    depth, level = 0, [value]
    while level := [child for one in level for child in _children(one)]:
        depth += 1
    return depth


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
