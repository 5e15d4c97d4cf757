"""The hash chain of a file: each entry's hash covers the entry and the hash before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.adapters.store.canonical import canonical
from bot.adapters.store.moments import as_text

FIRST_PREVIOUS: Final = "0" * 64


@dataclass(frozen=True)
class Link:
    """One entry exactly as its row has it; `actor` and `body` are their stored texts."""

    file_no: str
    seq: int
    at: datetime
    actor: str
    cause: str
    kind: str
    version: int
    body: str
    prev_hash: str


def link_hash(link: Link) -> str:
    """SHA-256 in hexadecimal over the canonical JSON of all nine fields, in their order.

    Raises ValueError where the actor's text is not JSON in canonical form.
    """
    actor = json.loads(link.actor)
    if canonical(actor) != link.actor:
        raise ValueError("the actor is not in canonical form")
    text = canonical([
        link.file_no, link.seq, as_text(link.at), actor, link.cause, link.kind, link.version,
        link.body, link.prev_hash,
    ])  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()
