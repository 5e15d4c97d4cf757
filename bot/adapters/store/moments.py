"""Moments as stored: aware, UTC, to the microsecond."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine


def as_text(moment: datetime) -> str:
    """ISO 8601 in UTC, 32 characters whatever the moment, so that texts compare as moments do.

    Raises ValueError for a naive moment.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs its time zone: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The moment written by `as_text`. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if as_text(moment) != text:
        raise ValueError(f"not a moment as stored: {text!r}")
    return moment


class Moment(TypeDecorator[datetime]):
    """timestamptz on PostgreSQL; on SQLite, which has no such thing, text of fixed width."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type on this database."""
        kind: TypeEngine[Any] = DateTime(timezone=True)
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """What is handed to the driver. Raises ValueError for a naive moment."""
        if value is None:
            return None
        text = as_text(value)
        return text if dialect.name == "sqlite" else datetime.fromisoformat(text)

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        """What the driver gave, as UTC. Raises ValueError for text not written by `as_text`."""
        if isinstance(value, str):
            return from_text(value)
        return value.astimezone(UTC) if isinstance(value, datetime) else None
