"""The store: files, register, inbox and outbox in one SQL database (architecture.md, Storage)."""

from bot.adapters.store.engine import SqlStore, open_store
from bot.adapters.store.errors import (
    AccountTaken,
    AlreadyRunning,
    ChainBroken,
    EntryUnreadable,
    EntryUnwritable,
)
from bot.adapters.store.process_lock import process_lock
from bot.adapters.store.transaction import SqlTransaction

__all__ = [
    "AccountTaken", "AlreadyRunning", "ChainBroken", "EntryUnreadable", "EntryUnwritable",
    "SqlStore", "SqlTransaction", "open_store", "process_lock",
]  # fmt: skip
