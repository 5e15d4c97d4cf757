"""The tables. What a migration made of them is checked against this by a test."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

from bot.adapters.store.moments import Moment

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only where the type is exactly INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")

files: Final = Table(
    "files", metadata,
    Column("file_no", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("head_seq", Integer, nullable=False),
    Column("head_hash", String(64), nullable=False),
    Column("quarantined", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("handler", Text, nullable=False),
    Column("account", BigInteger),
    Column("risk_types", Text, nullable=False),
    Column("next_due", Moment),
    Index(None, "client_id"),
)  # fmt: skip

_SOUND_CASE = and_(files.c.kind == "case", files.c.quarantined == "")
Index("ix_files_due", files.c.next_due, sqlite_where=_SOUND_CASE, postgresql_where=_SOUND_CASE)

entries: Final = Table(
    "entries", metadata,
    Column("file_no", Text, ForeignKey("files.file_no"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)  # fmt: skip

clients: Final = Table(
    "clients", metadata,
    Column("client_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("account_masked", Text, nullable=False),
    Column("handler", Text, nullable=False),
)  # fmt: skip

staff: Final = Table(
    "staff", metadata,
    Column("staff_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)  # fmt: skip

# Who held an account when is kept for ever; the row that still holds has no end.
accounts: Final = Table(
    "accounts", metadata,
    Column("binding_id", RowNumber, primary_key=True),
    Column("account", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("bound_at", Moment, nullable=False),
    Column("ended_at", Moment),
    sqlite_autoincrement=True,
)  # fmt: skip
_HOLDS = accounts.c.ended_at.is_(None)
Index("uq_accounts_account", accounts.c.account, unique=True,
      sqlite_where=_HOLDS, postgresql_where=_HOLDS)  # fmt: skip
Index("uq_accounts_subject", accounts.c.kind, accounts.c.subject, unique=True,
      sqlite_where=_HOLDS, postgresql_where=_HOLDS)  # fmt: skip

invites: Final = Table(
    "invites", metadata,
    Column("payload_hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("opened_by", BigInteger),
    Column("used_at", Moment),
)  # fmt: skip

prompts: Final = Table(
    "prompts", metadata,
    Column("prompt_id", Text, primary_key=True),
    Column("file_no", Text, nullable=False),
)  # fmt: skip

alert_keys: Final = Table(
    "alert_keys", metadata,
    Column("key", Text, primary_key=True),
    Column("file_no", Text, nullable=False),
)  # fmt: skip

settings: Final = Table(
    "settings", metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip

counters: Final = Table(
    "counters", metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)  # fmt: skip

inbox: Final = Table(
    "inbox", metadata,
    Column("inbox_id", RowNumber, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("lane", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("finished_at", Moment),
    UniqueConstraint("bot_id", "update_id"),
    sqlite_autoincrement=True,
)  # fmt: skip
_UNFINISHED = inbox.c.state == "waiting"
Index("ix_inbox_lane", inbox.c.lane, inbox.c.inbox_id,
      sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED)  # fmt: skip
Index("ix_inbox_unfinished", inbox.c.inbox_id,
      sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED)  # fmt: skip

outbox: Final = Table(
    "outbox", metadata,
    Column("outbox_id", RowNumber, primary_key=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("file_no", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message", Text, nullable=False),
    Column("enqueued_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", Text, nullable=False),
    Column("lease_until", Moment),
    Column("settled_at", Moment),
    Column("telegram_id", BigInteger),
    Index(None, "chat", "telegram_id"),
    sqlite_autoincrement=True,
)  # fmt: skip
_OPEN = outbox.c.state.in_(("waiting", "sending"))
Index("ix_outbox_open", outbox.c.chat, outbox.c.outbox_id,
      sqlite_where=_OPEN, postgresql_where=_OPEN)  # fmt: skip

_WAITING = outbox.c.state == "waiting"
Index("ix_outbox_waiting", outbox.c.outbox_id,
      sqlite_where=_WAITING, postgresql_where=_WAITING)  # fmt: skip
_SENDING = outbox.c.state == "sending"
Index("ix_outbox_sending", outbox.c.lease_until,
      sqlite_where=_SENDING, postgresql_where=_SENDING)  # fmt: skip

# When a chat may be sent to again; the row of OVERALL_LANE is for all chats together.
OVERALL_LANE: Final = 0

lanes: Final = Table(
    "lanes", metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("free_at", Moment, nullable=False),
)  # fmt: skip
