"""The vocabulary of the files: one frozen, versioned dataclass per kind of entry."""

from bot.case.entries import alerts, closing, documents, followup, people, talk
from bot.case.entries.base import KINDS, Body, Entry, entry

__all__ = [
    "KINDS", "Body", "Entry", "alerts", "closing", "documents", "entry", "followup", "people",
    "talk",
]  # fmt: skip
