"""Lengths and offsets as Telegram counts them: in UTF-16 code units."""

from __future__ import annotations


def units(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def slice_units(text: str, offset: int, length: int) -> str:
    """The part of the text that starts ``offset`` units in and is ``length`` units long."""
    encoded = text.encode("utf-16-le")
    return encoded[2 * offset : 2 * (offset + length)].decode("utf-16-le", errors="replace")
