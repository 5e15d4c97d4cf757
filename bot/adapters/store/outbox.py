"""The outbox: messages put in with their entries, and what is asked about them (law 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, insert, select, update

from bot.adapters.store.codec import decode_message, encode_message
from bot.adapters.store.part import Part, spelt_out
from bot.adapters.store.schema import OVERALL_LANE, lanes, outbox
from bot.ports import Outgoing
from bot.ports_store import OutboxRow

WAITING, SENDING = "waiting", "sending"
OPEN = (WAITING, SENDING)
SETTLED = ("sent", "refused", "unknown")

_same_chat = outbox.alias("same_chat")

IS_WAITING: ColumnElement[bool] = outbox.c.state == spelt_out(WAITING)
IS_SENDING: ColumnElement[bool] = outbox.c.state == spelt_out(SENDING)


def heads_its_chat() -> ColumnElement[bool]:
    """Whether no earlier message to the same chat is still open (rule 3).

    Asked as "is it the first": for "is there none before it" PostgreSQL compares every message
    of a long queue with every other.
    """
    first = select(func.min(_same_chat.c.outbox_id)).where(
        _same_chat.c.chat == outbox.c.chat,
        _same_chat.c.state.in_([spelt_out(state) for state in OPEN]),
    )
    return outbox.c.outbox_id == first.scalar_subquery()


class Outbox(Part):
    """Messages that wait to leave."""

    def enqueue(self, message_id: str, file_no: str, message: Outgoing, at: datetime) -> None:
        """Puts a message at the end of its chat's queue, due at once.

        Raises sqlalchemy's IntegrityError where the identifier is taken: then nothing is kept.
        """
        self.connection.execute(
            insert(outbox).values(
                message_id=message_id, file_no=file_no, chat=message.chat,
                message=encode_message(message), enqueued_at=at, not_before=at, state=WAITING,
                attempts=0, owner="",
            )
        )  # fmt: skip

    def outgoing_state(self, message_id: str) -> str | None:
        """Its state: waiting, sending, sent, refused or unknown; None where it is not known."""
        wanted = select(outbox.c.state).where(outbox.c.message_id == message_id)
        return self.connection.scalar(wanted)

    def next_outgoing_at(self) -> datetime | None:
        """When the next waiting message may leave; it may be past, and None while none can.

        A message behind one that is being sent is not counted: it can only follow its outcome.
        """
        chat_free = select(lanes.c.free_at).where(lanes.c.chat == outbox.c.chat).scalar_subquery()
        due = case((chat_free > outbox.c.not_before, chat_free), else_=outbox.c.not_before)
        wanted = select(func.min(due)).where(IS_WAITING, heads_its_chat())
        due_at: datetime | None = self.connection.scalar(wanted)
        overall = select(lanes.c.free_at).where(lanes.c.chat == OVERALL_LANE)
        free_at: datetime = self.connection.execute(overall).scalar_one()
        return None if due_at is None else max(due_at, free_at)

    def redirect_chat(self, old: int, new: int) -> None:
        """A group became another chat: what waits for the old one goes to the new one."""
        wanted = (
            select(outbox)
            .where(outbox.c.chat == old, IS_WAITING)
            .order_by(outbox.c.outbox_id)
            .with_for_update()
        )
        for row in self.connection.execute(wanted).all():
            message = encode_message(replace(decode_message(row.message), chat=new))
            self.connection.execute(
                update(outbox)
                .where(outbox.c.outbox_id == row.outbox_id)
                .values(chat=new, message=message)
            )


def outbox_row(row: Row[Any]) -> OutboxRow:
    """The value of a row of the table."""
    message = decode_message(row.message)
    return OutboxRow(row.outbox_id, row.message_id, row.file_no, message, row.attempts, row.owner)
