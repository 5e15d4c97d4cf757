"""The first tables, and the guards that keep entries from being changed (R17)."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.moments import Moment

revision = "0001"
down_revision = None

RowNumber = sa.BigInteger().with_variant(sa.Integer, "sqlite")

# REPLACE removes a row on SQLite without its delete trigger being asked: hence the third guard.
SQLITE_GUARDS = (
    """CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
       BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
       BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END""",
    """CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries
       WHEN EXISTS (SELECT 1 FROM entries WHERE file_no = NEW.file_no AND seq = NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END""",
)

# ALWAYS: also where a session calls itself a replica, which switches ordinary triggers off.
POSTGRESQL_GUARDS = (
    """CREATE FUNCTION refuse_entry_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'entries are never changed or removed (%)', TG_OP; END $$""",
    """CREATE TRIGGER entries_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_entry_change()""",
    "ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_guard",
)


def upgrade() -> None:
    """Makes the tables from nothing."""
    _files()
    _register()
    _index()
    _inbox()
    _outbox()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for guard in SQLITE_GUARDS if on_sqlite else POSTGRESQL_GUARDS:
        op.execute(sa.text(guard))


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("file_no", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("head_seq", sa.Integer, nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("quarantined", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("handler", sa.Text, nullable=False),
        sa.Column("account", sa.BigInteger),
        sa.Column("risk_types", sa.Text, nullable=False),
        sa.Column("next_due", Moment),
    )
    _partial("ix_files_due", "files", ["next_due"], "kind = 'case' AND quarantined = ''")
    op.create_index("ix_files_client_id", "files", ["client_id"])
    op.create_table(
        "entries",
        sa.Column("file_no", sa.Text, sa.ForeignKey("files.file_no"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _register() -> None:
    op.create_table(
        "clients",
        sa.Column("client_id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("account_masked", sa.Text, nullable=False),
        sa.Column("handler", sa.Text, nullable=False),
    )
    op.create_table(
        "staff",
        sa.Column("staff_id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("binding_id", RowNumber, primary_key=True),
        sa.Column("account", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("bound_at", Moment, nullable=False),
        sa.Column("ended_at", Moment),
        sqlite_autoincrement=True,
    )
    _partial("uq_accounts_account", "accounts", ["account"], "ended_at IS NULL", unique=True)
    _partial(
        "uq_accounts_subject", "accounts", ["kind", "subject"], "ended_at IS NULL", unique=True
    )
    op.create_table(
        "invites",
        sa.Column("payload_hash", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("expires", Moment, nullable=False),
        sa.Column("opened_by", sa.BigInteger),
        sa.Column("used_at", Moment),
    )


def _index() -> None:
    op.create_table(
        "prompts",
        sa.Column("prompt_id", sa.Text, primary_key=True),
        sa.Column("file_no", sa.Text, nullable=False),
    )
    op.create_table(
        "alert_keys",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("file_no", sa.Text, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("inbox_id", RowNumber, primary_key=True),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("finished_at", Moment),
        sa.UniqueConstraint("bot_id", "update_id"),
        sqlite_autoincrement=True,
    )
    _partial("ix_inbox_lane", "inbox", ["lane", "inbox_id"], "state = 'waiting'")
    _partial("ix_inbox_unfinished", "inbox", ["inbox_id"], "state = 'waiting'")


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("outbox_id", RowNumber, primary_key=True),
        sa.Column("message_id", sa.Text, nullable=False, unique=True),
        sa.Column("file_no", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("enqueued_at", Moment, nullable=False),
        sa.Column("not_before", Moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("lease_until", Moment),
        sa.Column("settled_at", Moment),
        sa.Column("telegram_id", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_chat_telegram_id", "outbox", ["chat", "telegram_id"])
    _partial("ix_outbox_open", "outbox", ["chat", "outbox_id"], "state IN ('waiting', 'sending')")
    _partial("ix_outbox_waiting", "outbox", ["outbox_id"], "state = 'waiting'")
    _partial("ix_outbox_sending", "outbox", ["lease_until"], "state = 'sending'")
    lanes = op.create_table(
        "lanes",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("free_at", Moment, nullable=False),
    )
    # The lane of all chats together, which every claim locks, is there from the beginning.
    op.bulk_insert(lanes, [{"chat": 0, "free_at": datetime(1970, 1, 1, tzinfo=UTC)}])


def _partial(
    name: str, table: str, columns: list[str], where: str, *, unique: bool = False
) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition
    )
