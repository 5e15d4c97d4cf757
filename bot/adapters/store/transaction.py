"""One database transaction with all that may be done in it."""

from __future__ import annotations

from bot.adapters.store.files import Files
from bot.adapters.store.inbox import Inbox
from bot.adapters.store.index import Index
from bot.adapters.store.outbox import Outbox
from bot.adapters.store.register import Register
from bot.adapters.store.sending import Sending


class SqlTransaction(Files, Register, Index, Inbox, Outbox, Sending):
    """Implements `bot.ports_store.Transaction`; lives as long as the block it was opened for."""
