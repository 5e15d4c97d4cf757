"""Cuts a message into the clauses that may each say something of their own."""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[.!?;。！？；\n]+(?=\s|$|[\u3400-\u9fff])|[，,]\s*(?:and|but|also|另外|还有|還有|同埋|而且|不过|不過)"
    r"|[，；]|,\s|\b(?:and also|but also|by the way|btw)\b"
)
_SHORTEST = 2
_MOST = 6


def clauses(text: str) -> list[str]:
    """The message's clauses in order, at most six; one-letter remains are left out."""
    cut = [piece.strip() for piece in _BREAK.split(text)]
    return [piece for piece in cut if len(piece) >= _SHORTEST][:_MOST]
