"""Claiming a message, sending it under a lease, settling it (durability.md rules 1 and 3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Row, Update, case, exists, select, update

from bot.adapters.store.outbox import (
    IS_SENDING,
    IS_WAITING,
    SENDING,
    SETTLED,
    WAITING,
    heads_its_chat,
    outbox_row,
)
from bot.adapters.store.part import Part
from bot.adapters.store.schema import OVERALL_LANE, lanes, outbox
from bot.ports_store import OutboxRow


class Sending(Part):
    """The way of a message from waiting to settled.

    Locks are taken in one order everywhere: overall lane, message, chat's lane.
    """

    def claim_outgoing(
        self, owner: str, now: datetime, lease_seconds: float, *, overall_gap: float,
        chat_gap: float, group_gap: float | None = None,
    ) -> OutboxRow | None:  # fmt: skip
        """The message to send now, leased to `owner`; None while a lane is busy or none is due.

        Gaps are in seconds; chats with negative numbers are groups and keep `group_gap`, where
        given, instead of `chat_gap`.
        """
        if self._overall_free_at() > now:
            return None
        row = self._next_message(now)
        if row is None:
            return None
        gap = group_gap if group_gap is not None and row.chat < 0 else chat_gap
        self._lease(row.outbox_id, owner, now + timedelta(seconds=lease_seconds))
        self._push_lane(OVERALL_LANE, now + timedelta(seconds=overall_gap))
        self._push_lane(row.chat, now + timedelta(seconds=gap))
        claimed = select(outbox).where(outbox.c.outbox_id == row.outbox_id)
        return outbox_row(self.connection.execute(claimed).one())

    def settle_outgoing(
        self, outbox_id: int, owner: str, state: str, at: datetime, telegram_id: int | None = None
    ) -> bool:
        """Whether the message was still this owner's to settle: as sent, refused or unknown.

        False fences off a worker that comes back after its lease was taken. Settle first and
        append the outcome only on True. Raises ValueError for any other state.
        """
        if state not in SETTLED:
            raise ValueError(f"a message is settled as one of {SETTLED}, not {state!r}")
        settled = _held(outbox_id, owner).values(
            state=state, settled_at=at, lease_until=None, telegram_id=telegram_id
        )
        return self.connection.execute(settled).rowcount == 1

    def put_back(
        self, outbox_id: int, owner: str, not_before: datetime, *, whole_lane: bool
    ) -> bool:
        """Back to waiting, its chat silent until then; with `whole_lane` every chat (429).

        False where it was not this owner's any more; then nothing is changed.
        """
        if whole_lane:
            self._overall_free_at()
        back = _held(outbox_id, owner).values(
            state=WAITING, owner="", lease_until=None, not_before=not_before
        )
        chat = self.connection.execute(back.returning(outbox.c.chat)).scalar()
        if chat is None:
            return False
        if whole_lane:
            self._push_lane(OVERALL_LANE, not_before)
        self._push_lane(chat, not_before)
        return True

    def chats_put_back(self, now: datetime) -> set[int]:
        """The chats whose next message was tried, and waits to be tried again."""
        wanted = (
            select(outbox.c.chat)
            .where(IS_WAITING, outbox.c.attempts > 0, outbox.c.not_before > now)
            .distinct()
        )
        return set(self.connection.scalars(wanted))

    def expired_leases(self, now: datetime) -> list[OutboxRow]:
        """What was being sent by someone who is not heard of any more (law 4), oldest first."""
        wanted = (
            select(outbox)
            .where(IS_SENDING, outbox.c.lease_until <= now)
            .order_by(outbox.c.lease_until, outbox.c.outbox_id)
        )
        return [outbox_row(row) for row in self.connection.execute(wanted)]

    def _overall_free_at(self) -> datetime:
        lane = select(lanes.c.free_at).where(lanes.c.chat == OVERALL_LANE).with_for_update()
        free_at: datetime = self.connection.execute(lane).scalar_one()
        return free_at

    def _next_message(self, now: datetime) -> Row[int, int] | None:
        chat_is_busy = exists().where(lanes.c.chat == outbox.c.chat, lanes.c.free_at > now)
        wanted = (
            select(outbox.c.outbox_id, outbox.c.chat)
            .where(IS_WAITING, outbox.c.not_before <= now)
            .where(heads_its_chat(), ~chat_is_busy)
            .order_by(outbox.c.outbox_id)
            .limit(1)
            .with_for_update(of=outbox, skip_locked=True)
        )
        return self.connection.execute(wanted).one_or_none()

    def _lease(self, outbox_id: int, owner: str, until: datetime) -> None:
        self.connection.execute(
            update(outbox)
            .where(outbox.c.outbox_id == outbox_id)
            .values(
                state=SENDING, owner=owner, lease_until=until, attempts=outbox.c.attempts + 1
            )
        )  # fmt: skip

    def _push_lane(self, chat: int, free_at: datetime) -> None:
        """A lane is only ever pushed further away: a short wait never shortens a long one."""
        statement = self._insert(lanes, {"chat": chat, "free_at": free_at})
        asked = statement.excluded.free_at
        later = case((lanes.c.free_at > asked, lanes.c.free_at), else_=asked)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=["chat"], set_={"free_at": later})
        )


def _held(outbox_id: int, owner: str) -> Update:
    return update(outbox).where(
        outbox.c.outbox_id == outbox_id, outbox.c.owner == owner, outbox.c.state == SENDING
    )
