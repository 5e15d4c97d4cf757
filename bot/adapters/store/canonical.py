"""Canonical JSON after RFC 8785: one value, one text, so that a hash over it means something."""

from __future__ import annotations

import json
import re

# Beyond this, JSON readers in other languages lose digits (RFC 7493, 2.2).
GREATEST_INTEGER = 2**53 - 1

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: object) -> str:
    """Sorted keys, no spaces, characters as they are. Raises ValueError for floats and the like.

    Half a surrogate pair, which UTF-8 cannot carry, is escaped: what a person sent is kept.
    """
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _check(value: object) -> None:
    if value is None or isinstance(value, (str, bool)):
        return
    if isinstance(value, int):
        _check_integer(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_key(key)
            _check(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _check(inner)
    else:
        raise ValueError(f"{type(value).__name__} has no canonical form: {value!r}")


def _check_integer(value: int) -> None:
    if abs(value) > GREATEST_INTEGER:
        raise ValueError(f"integer beyond 2^53-1: {value}")


def _check_key(key: object) -> None:
    # Python sorts by code point, RFC 8785 by UTF-16 unit: the same for the keys there are.
    if not (isinstance(key, str) and key.isascii()):
        raise ValueError(f"a key is ASCII text: {key!r}")
