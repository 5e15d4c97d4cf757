"""Entries of the people's own files: register, invitations, enrolment, what strangers tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.entries.base import Body, entry


@entry("client.registered")
@dataclass(frozen=True)
class ClientRegistered(Body):
    """What the firm's register says of a client; a new entry replaces the one before."""

    client_id: str
    name: str
    phone: str
    language: str
    account_masked: str
    handler: str


@entry("staff.registered")
@dataclass(frozen=True)
class StaffRegistered(Body):
    """A member of staff and the role she is invited to."""

    staff_id: str
    name: str
    role: str
    language: str


@entry("invite.issued")
@dataclass(frozen=True)
class InviteIssued(Body):
    """A one-time link was made; only the hash of its payload is kept."""

    payload_hash: str
    expires: datetime


@entry("invite.opened")
@dataclass(frozen=True)
class InviteOpened(Body):
    """The link was opened from this account."""

    payload_hash: str
    account: int


@entry("invite.refused")
@dataclass(frozen=True)
class InviteRefused(Body):
    """A link that does not count: `reason` is used, expired, unknown, other_account."""

    reason: str
    account: int
    tries: int


@entry("contact.refused")
@dataclass(frozen=True)
class ContactRefused(Body):
    """A shared contact that does not fit: `reason` is not_own, not_on_file, no_number."""

    reason: str
    account: int
    tries: int


@entry("privacy.acknowledged")
@dataclass(frozen=True)
class PrivacyAcknowledged(Body):
    """The privacy notice was acknowledged in exactly this version (R80)."""

    notice_version: int
    text_hash: str


@entry("account.bound")
@dataclass(frozen=True)
class AccountBound(Body):
    """The account is this person's from now on."""

    account: int
    invite: str


@entry("staff.told")
@dataclass(frozen=True)
class StaffTold(Body):
    """Staff were told about something that happened at the front desk."""

    about: str


@entry("case.read")
@dataclass(frozen=True)
class CaseRead(Body):
    """A member of staff looked at a case (who read what)."""

    case_no: str
    how: str


@entry("group.bound")
@dataclass(frozen=True)
class GroupBound(Body):
    """A group became the staff group."""

    chat: int
    title: str
