"""The inbox: every update as it came, processed once, in order within a lane (law 1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Update, func, select, update

from bot.adapters.store.part import Part, spelt_out
from bot.adapters.store.schema import inbox
from bot.ports_store import InboxRow

WAITING, DONE, ASIDE = "waiting", "done", "aside"


class Inbox(Part):
    """Updates from journalling to done or set aside."""

    def journal(self, bot_id: int, update_id: int, lane: str, raw: str, at: datetime) -> int | None:
        """Keeps an update and gives its number; None where this bot's update is there already."""
        self._journal_in_order(bot_id)
        row = {
            "bot_id": bot_id, "update_id": update_id, "lane": lane, "raw": _storable(raw),
            "received_at": at, "attempts": 0, "state": WAITING, "reason": "",
        }  # fmt: skip
        statement = self._insert(inbox, row).on_conflict_do_nothing()
        return self.connection.execute(statement.returning(inbox.c.inbox_id)).scalar()

    def waiting(self, limit: int) -> list[InboxRow]:
        """Unfinished updates of all lanes, oldest first, at most `limit`."""
        wanted = _UNFINISHED.order_by(inbox.c.inbox_id).limit(limit)
        return [_inbox_row(row) for row in self.connection.execute(wanted)]

    def waiting_lanes(self) -> list[str]:
        """The lanes in which something is unfinished, longest waiting first."""
        wanted = (
            select(inbox.c.lane)
            .where(_IS_WAITING)
            .group_by(inbox.c.lane)
            .order_by(func.min(inbox.c.inbox_id))
        )
        return list(self.connection.scalars(wanted))

    def oldest_in_lane(self, lane: str) -> InboxRow | None:
        """The lane's oldest unfinished update, locked; None also while another worker has it."""
        oldest = select(func.min(inbox.c.inbox_id)).where(_IS_WAITING, inbox.c.lane == lane)
        # Two steps: skipping locked rows in the search itself would hand out the second oldest.
        locked = _UNFINISHED.where(inbox.c.inbox_id == self.connection.scalar(oldest))
        row = self.connection.execute(locked.with_for_update(skip_locked=True)).one_or_none()
        return None if row is None else _inbox_row(row)

    def first_in_lane(self, lane: str) -> InboxRow | None:
        """The lane's oldest unfinished update as a look at it, whoever has it in hand."""
        wanted = _UNFINISHED.where(inbox.c.lane == lane).order_by(inbox.c.inbox_id).limit(1)
        row = self.connection.execute(wanted).one_or_none()
        return None if row is None else _inbox_row(row)

    def finish(self, inbox_id: int, at: datetime) -> None:
        """Done. Raises KeyError where it is not waiting any more: someone else has done it."""
        self._change(_unfinished(inbox_id).values(state=DONE, finished_at=at), inbox_id)

    def set_aside(self, inbox_id: int, reason: str, at: datetime) -> None:
        """Out of the way of its lane, kept with the reason. Raises KeyError as `finish` does."""
        aside = _unfinished(inbox_id).values(state=ASIDE, reason=_storable(reason), finished_at=at)
        self._change(aside, inbox_id)

    def attempt_failed(self, inbox_id: int) -> int:
        """Counts a failed attempt and gives how many there were. Raises KeyError as `finish`."""
        counted = _unfinished(inbox_id).values(attempts=inbox.c.attempts + 1)
        attempts = self.connection.execute(counted.returning(inbox.c.attempts)).scalar()
        if attempts is None:
            raise KeyError(inbox_id)
        return int(attempts)

    def last_update_id(self, bot_id: int) -> int | None:
        """The update journalled last: not the highest, as Telegram may begin anew lower down."""
        newest = select(func.max(inbox.c.inbox_id)).where(inbox.c.bot_id == bot_id)
        wanted = select(inbox.c.update_id).where(inbox.c.inbox_id == newest.scalar_subquery())
        return self.connection.scalar(wanted)

    def _journal_in_order(self, bot_id: int) -> None:
        # Without this two receivers could commit the numbers of one chat the wrong way round.
        if self._on_postgresql:
            key = func.hashtextextended(f"inbox:{bot_id}", 0)
            self.connection.execute(select(func.pg_advisory_xact_lock(key)))


_IS_WAITING: ColumnElement[bool] = inbox.c.state == spelt_out(WAITING)
_UNFINISHED: Select[Any] = select(inbox).where(_IS_WAITING)


def _unfinished(inbox_id: int) -> Update:
    return update(inbox).where(inbox.c.inbox_id == inbox_id, inbox.c.state == WAITING)


def _storable(text: str) -> str:
    # PostgreSQL's text holds neither NUL nor half a surrogate pair. JSON escapes stand for them:
    # in JSON they mean the same, and anywhere else one still sees what was there.
    return text.replace("\0", "\\u0000").encode("utf-8", "backslashreplace").decode()


def _inbox_row(row: Row[Any]) -> InboxRow:
    return InboxRow(
        row.inbox_id, row.bot_id, row.update_id, row.lane, row.raw, row.received_at, row.attempts
    )
