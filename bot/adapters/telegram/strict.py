"""JSON values taken for what they are to be: PTB's types accept any value anywhere."""

from __future__ import annotations

from typing import TypeGuard

# Beyond 64 bits neither database can hold a number.
_BIGGEST = 2**63


def is_whole(value: object) -> TypeGuard[int]:
    """Whether it is a whole number of 64 bits; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _BIGGEST


def whole(value: object) -> int:
    """The number itself. Raises TypeError where it is none."""
    if not is_whole(value):
        raise TypeError("not a whole number of 64 bits")
    return value


def whole_or_none(value: object) -> int | None:
    """As `whole`, but nothing stays nothing."""
    return None if value is None else whole(value)


def words(value: object) -> str:
    """Clean Unicode; nothing becomes "". Raises TypeError for what is not text.

    Half surrogates cannot be encoded and PostgreSQL takes no NUL: both become U+FFFD.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError("not text")
    clean = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean.replace("\x00", "\ufffd")
