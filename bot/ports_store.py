"""What the rooms ask of the store: one transaction for entries, outgoing messages, due times."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.case.entries.base import Body, Entry
from bot.case.people import Actor
from bot.ports import Outgoing

FileKind = Literal["case", "client", "desk", "staff"]


@dataclass(frozen=True)
class Summary:
    """The index row of a case: what lists and clocks need without reading the entries."""

    state: str = ""
    severity: str = ""
    outcome: str = ""
    handler: str = ""
    account: int | None = None
    risk_types: tuple[str, ...] = ()
    next_due: datetime | None = None


@dataclass(frozen=True)
class FileRow:
    """One file as the index has it. `quarantined` is the reason, empty where it is sound."""

    file_no: str
    kind: FileKind
    client_id: str
    opened_at: datetime
    updated_at: datetime
    head_seq: int
    quarantined: str
    summary: Summary


@dataclass(frozen=True)
class ClientRow:
    """A client as the firm's register has her (phone in E.164, empty where not on file)."""

    client_id: str
    name: str
    phone: str
    language: str
    account_masked: str
    handler: str


@dataclass(frozen=True)
class StaffRow:
    """A member of staff; `account` is None until she has enrolled."""

    staff_id: str
    name: str
    role: str
    language: str
    account: int | None
    active: bool


@dataclass(frozen=True)
class AccountRow:
    """Whose account it is."""

    account: int
    kind: Literal["client", "staff"]
    subject: str


@dataclass(frozen=True)
class InviteRow:
    """A one-time link; only the hash of its payload is kept."""

    payload_hash: str
    kind: Literal["client", "staff"]
    subject: str
    expires: datetime
    opened_by: int | None
    used_at: datetime | None


@dataclass(frozen=True)
class InboxRow:
    """An update as it was journalled (law 1); `raw` is its JSON text."""

    inbox_id: int
    bot_id: int
    update_id: int
    lane: str
    raw: str
    received_at: datetime
    attempts: int


@dataclass(frozen=True)
class OutboxRow:
    """A message waiting to leave."""

    outbox_id: int
    message_id: str
    file_no: str
    message: Outgoing
    attempts: int
    owner: str


class Transaction(Protocol):
    """Everything inside one database transaction. Methods raise KeyError for what is not there."""

    # files and entries
    def create_file(self, file_no: str, kind: FileKind, client_id: str, at: datetime) -> None: ...
    def ensure_file(self, file_no: str, kind: FileKind, client_id: str, at: datetime) -> None: ...
    def has_file(self, file_no: str) -> bool: ...
    def lock_file(self, file_no: str) -> FileRow: ...
    def entries(self, file_no: str) -> list[Entry]: ...
    def append(
        self, file_no: str, actor: Actor, cause: str, at: datetime, bodies: Sequence[Body]
    ) -> list[Entry]: ...
    def summarise(self, file_no: str, summary: Summary) -> None: ...
    def files(
        self, kind: FileKind = "case", *, client_id: str = "", open_only: bool = False
    ) -> list[FileRow]: ...
    def next_due_file(self, now: datetime) -> str | None: ...
    def earliest_due(self) -> datetime | None: ...
    def quarantine(self, file_no: str, reason: str) -> None: ...
    def next_number(self, counter: str) -> int: ...

    # register
    def client(self, client_id: str) -> ClientRow | None: ...
    def put_client(self, row: ClientRow) -> None: ...
    def clients(self) -> list[ClientRow]: ...
    def staff(self, staff_id: str) -> StaffRow | None: ...
    def put_staff(self, row: StaffRow) -> None: ...
    def all_staff(self) -> list[StaffRow]: ...
    def account(self, account: int) -> AccountRow | None: ...
    def bind_account(self, row: AccountRow, at: datetime) -> None: ...
    def account_of(self, kind: str, subject: str) -> int | None: ...
    def invite(self, payload_hash: str) -> InviteRow | None: ...
    def put_invite(self, row: InviteRow) -> None: ...

    # index of prompts, alert keys, settings
    def index_prompt(self, prompt_id: str, file_no: str) -> None: ...
    def file_of_prompt(self, prompt_id: str) -> str | None: ...
    def file_of_telegram_message(self, chat: int, telegram_id: int) -> tuple[str, str] | None: ...
    def claim_alert_key(self, key: str, file_no: str) -> bool: ...
    def setting(self, name: str) -> str | None: ...
    def put_setting(self, name: str, value: str) -> None: ...

    # inbox
    def journal(
        self, bot_id: int, update_id: int, lane: str, raw: str, at: datetime
    ) -> int | None: ...
    def waiting(self, limit: int) -> list[InboxRow]: ...
    def waiting_lanes(self) -> list[str]: ...
    def oldest_in_lane(self, lane: str) -> InboxRow | None: ...
    def first_in_lane(self, lane: str) -> InboxRow | None: ...
    def finish(self, inbox_id: int, at: datetime) -> None: ...
    def set_aside(self, inbox_id: int, reason: str, at: datetime) -> None: ...
    def attempt_failed(self, inbox_id: int) -> int: ...
    def last_update_id(self, bot_id: int) -> int | None: ...

    # outbox
    def enqueue(self, message_id: str, file_no: str, message: Outgoing, at: datetime) -> None: ...
    def claim_outgoing(
        self, owner: str, now: datetime, lease_seconds: float, *, overall_gap: float,
        chat_gap: float, group_gap: float | None = None,
    ) -> OutboxRow | None: ...  # fmt: skip
    def settle_outgoing(
        self, outbox_id: int, owner: str, state: str, at: datetime, telegram_id: int | None = None
    ) -> bool: ...
    def put_back(
        self, outbox_id: int, owner: str, not_before: datetime, *, whole_lane: bool
    ) -> bool: ...
    def expired_leases(self, now: datetime) -> list[OutboxRow]: ...
    def chats_put_back(self, now: datetime) -> set[int]: ...
    def outgoing_state(self, message_id: str) -> str | None: ...
    def next_outgoing_at(self) -> datetime | None: ...
    def redirect_chat(self, old: int, new: int) -> None: ...


class Store(Protocol):
    """Opens transactions; a block that raises leaves nothing behind."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """One transaction; on SQLite BEGIN IMMEDIATE, on PostgreSQL READ COMMITTED."""
        ...

    def reading(self) -> AbstractContextManager[Transaction]:
        """One snapshot that only reads and keeps no writer waiting."""
        ...

    def close(self) -> None:
        """Gives back every connection."""
        ...
