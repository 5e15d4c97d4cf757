"""What every kind of entry has in common: a name, a version, and who, when and why around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar

from bot.case.people import Actor


class Body:
    """What one kind of entry says. Subclasses are frozen dataclasses and never change once used."""

    kind: ClassVar[str]
    version: ClassVar[int]


KINDS: dict[tuple[str, int], type[Body]] = {}

B = TypeVar("B", bound=Body)


def entry(kind: str, version: int = 1) -> Callable[[type[B]], type[B]]:
    """Gives a dataclass its kind and version and keeps both readable for ever (R17).

    Raises ValueError where the same kind and version are given twice.
    """

    def name(body: type[B]) -> type[B]:
        if (kind, version) in KINDS:
            raise ValueError(f"entry kind {kind} version {version} stands twice")
        body.kind, body.version = kind, version
        KINDS[kind, version] = body
        return body

    return name


@dataclass(frozen=True)
class Entry:
    """One line of a file: `seq` counts from 1 without gaps, `at` is UTC, `cause` is what led to it.

    `cause` is `update:<bot>:<id>`, `alert:<key>`, `tick`, `cli:<command>` or `delivery:<message>`.
    """

    file_no: str
    seq: int
    at: datetime
    actor: Actor
    cause: str
    body: Body
