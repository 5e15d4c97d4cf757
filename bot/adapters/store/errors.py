"""What can be wrong with stored files, each named by where it is."""

from __future__ import annotations


class EntryUnreadable(ValueError):
    """A stored entry cannot be turned into its body: unknown kind, or not what the kind says."""

    def __init__(self, file_no: str, seq: int, kind: str, reason: str) -> None:
        super().__init__(f"{file_no} entry {seq} ({kind}): {reason}")
        self.file_no = file_no
        self.seq = seq
        self.kind = kind


class EntryUnwritable(ValueError):
    """A body would not read back as it is: unregistered kind, float, naive time, wrong shape."""


class ChainBroken(RuntimeError):
    """The index row and the entries of a file do not agree, so nothing may be added to it."""

    def __init__(self, file_no: str, seq: int) -> None:
        super().__init__(f"{file_no}: the index has {seq} entries, the entries say otherwise")
        self.file_no = file_no
        self.seq = seq


class AccountTaken(ValueError):
    """The account is another person's already."""


class AlreadyRunning(RuntimeError):
    """Another process holds the lock of this folder (durability.md rule 6)."""
