"""Bodies, actors and outgoing messages to canonical JSON and back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, TypeVar

from cattrs import Converter

from bot.adapters.store.canonical import canonical
from bot.adapters.store.errors import EntryUnreadable, EntryUnwritable
from bot.adapters.store.moments import as_text, from_text
from bot.case.entries import KINDS, Body
from bot.case.people import Actor
from bot.ports import Outgoing

T = TypeVar("T")


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_unstructure_hook(datetime, as_text)
    converter.register_structure_hook(datetime, lambda value, _: from_text(value))
    # By default 1 would be read as "1" and "no" as True; here a wrong type is an error.
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly)
    return converter


def _exactly(value: Any, wanted: type[T]) -> T:
    if type(value) is not wanted:
        raise ValueError(f"{value!r} is no {wanted.__name__}")
    return value


_CONVERTER = _converter()


def encode_body(body: Body) -> str:
    """The body's canonical JSON, proved to read back equal before it is kept (R17).

    Raises EntryUnwritable.
    """
    try:
        kind, version = kind_of(body)
        text = canonical(_CONVERTER.unstructure(body))
        if decode_body("", 0, kind, version, text) != body:
            raise ValueError("does not read back as it is")
    except Exception as error:
        raise EntryUnwritable(f"{type(body).__name__}: {error}") from error
    return text


def kind_of(body: Body) -> tuple[str, int]:
    """Kind and version as registered: asked of the class, as a body may have a field so named.

    Raises EntryUnwritable for a class nobody registered.
    """
    known = type(body)
    named = (getattr(known, "kind", ""), getattr(known, "version", 0))
    if KINDS.get(named) is not known:
        raise EntryUnwritable(f"{known.__name__}: not a registered kind")
    return named


def decode_body(file_no: str, seq: int, kind: str, version: int, text: str) -> Body:
    """The body as it was written. Raises EntryUnreadable naming file, sequence and kind."""
    known = KINDS.get((kind, version))
    if known is None:
        raise EntryUnreadable(file_no, seq, kind, f"version {version} of this kind is not known")
    try:
        return _CONVERTER.structure(json.loads(text), known)
    except Exception as error:
        raise EntryUnreadable(file_no, seq, kind, str(error)) from error


def encode_actor(actor: Actor) -> str:
    """The actor's canonical JSON."""
    return canonical(_CONVERTER.unstructure(actor))


def decode_actor(text: str) -> Actor:
    """The actor as written. Raises ValueError or TypeError for anything else."""
    return _CONVERTER.structure(json.loads(text), Actor)


def encode_message(message: Outgoing) -> str:
    """The message exact to the character, as canonical JSON. Raises ValueError."""
    return canonical(_CONVERTER.unstructure(message))


def decode_message(text: str) -> Outgoing:
    """The message as it was enqueued."""
    return _CONVERTER.structure(json.loads(text), Outgoing)
