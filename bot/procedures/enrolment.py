"""Enrolment: a one-time link, the privacy notice, one's own contact with the number on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.case.decision import Ask, Decision, Say, To, Value, group
from bot.case.entries import people as p
from bot.case.entries import talk as t
from bot.case.entries.base import Entry
from bot.case.playbook import Playbook
from bot.procedures.conversation import LANGUAGES

NAME = "enrolment"
# A wrong try counts for a day: long enough to stop guessing, short enough for a mistyped number.
TRIES_COUNT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Link:
    """What is known of the link that was opened; `subject` empty where it was never issued."""

    payload_hash: str
    kind: str
    subject: str
    expires: datetime | None
    used: bool


@dataclass(frozen=True)
class Visitor:
    """An account that belongs to nobody yet, with its own file at the front desk."""

    account: int
    entries: Sequence[Entry]

    def tries(self, now: datetime) -> int:
        """Wrong tries within the last day."""
        return sum(
            isinstance(e.body, (p.InviteRefused, p.ContactRefused)) and now - e.at < TRIES_COUNT_FOR
            for e in self.entries
        )

    @property
    def invite(self) -> str:
        """The hash of the link opened last; empty where none was."""
        opened = [e.body.payload_hash for e in self.entries if isinstance(e.body, p.InviteOpened)]
        return opened[-1] if opened else ""

    @property
    def wish(self) -> str:
        """The language she has chosen; empty where she has not."""
        chosen = [e.body.language for e in self.entries if isinstance(e.body, t.LanguageChosen)]
        return chosen[-1] if chosen else ""

    @property
    def acknowledged(self) -> bool:
        """Whether the privacy notice was acknowledged since the link was opened."""
        newest = [
            e.body for e in self.entries
            if isinstance(e.body, (p.InviteOpened, p.PrivacyAcknowledged))
        ]  # fmt: skip
        return bool(newest) and isinstance(newest[-1], p.PrivacyAcknowledged)


def link_opened(visitor: Visitor, link: Link, playbook: Playbook, now: datetime) -> Decision:
    """A valid client's link shows the privacy notice; anything else is refused politely (R80)."""
    if visitor.tries(now) >= playbook.enrolment_tries:
        return locked(visitor)
    reason = wrong_with(link, now)
    if reason:
        return link_refused(visitor, reason, playbook, now)
    opened = p.InviteOpened(link.payload_hash, visitor.account)
    if link.kind == "staff":
        return Decision("enrolment.staff", (opened,))
    return Decision("enrolment.privacy_shown", (opened,), (privacy_notice(visitor, playbook),))


def wrong_with(link: Link, now: datetime) -> str:
    """Why a link does not count: unknown, used, expired; empty where it does."""
    if not link.subject:
        return "unknown"
    if link.used:
        return "used"
    return "expired" if link.expires is not None and link.expires <= now else ""


def locked(visitor: Visitor) -> Decision:
    """Too many tries for today: asks her to telephone, tells nothing more."""
    say = Say(To("account", account=visitor.account), "enrolment_locked", "ack")
    return Decision("enrolment.locked", says=(say,))


def link_refused(visitor: Visitor, reason: str, playbook: Playbook, now: datetime) -> Decision:
    """A link that does not count is refused politely; with the last try staff are told (R80)."""
    if visitor.tries(now) >= playbook.enrolment_tries:
        return locked(visitor)
    tries = visitor.tries(now) + 1
    values: dict[str, Value] = {
        "reason": reason, "tries_left": max(0, playbook.enrolment_tries - tries),
    }  # fmt: skip
    refused = p.InviteRefused(reason, visitor.account, tries)
    say = Say(To("account", account=visitor.account), "link_refused", "ack", values)
    told, says = _staff_told(visitor, tries, f"link {reason}", playbook)
    return Decision(f"enrolment.link_{reason}", (refused, *told), (say, *says))


def _staff_told(
    visitor: Visitor, tries: int, about: str, playbook: Playbook
) -> tuple[tuple[p.StaffTold, ...], tuple[Say, ...]]:
    if tries < playbook.enrolment_tries:
        return (), ()
    values: dict[str, Value] = {
        "account_tail": str(visitor.account)[-4:], "tries": tries, "about": about,
    }  # fmt: skip
    say = Say(group("compliance", "branch_manager"), "staff_enrolment_tries", "tries", values)
    return (p.StaffTold(about),), (say,)


def privacy_notice(visitor: Visitor, playbook: Playbook) -> Say:
    """The privacy notice with its version (R80; PIPL 17)."""
    values: dict[str, Value] = {
        "officer": playbook.firm.privacy_contact, "version": playbook.privacy_version,
        "retention_years": playbook.firm.retention_years,
    }  # fmt: skip
    ask = Ask(NAME, ("agree", "by_phone"), (("version", str(playbook.privacy_version)),))
    return Say(To("account", account=visitor.account), "privacy_notice", "privacy", values, ask)


def pressed(
    visitor: Visitor, message: t.MessageRecorded, option: str, playbook: Playbook, now: datetime
) -> Decision:
    """Acknowledged: asks for the contact. By telephone: kept, and a person calls."""
    prompt = message.prompt
    assert prompt is not None
    to = To("account", account=visitor.account)
    answered = t.PromptAnswered(prompt.prompt_id, option)
    if option in LANGUAGES:
        changed = Say(to, "language_changed", "ack")
        return Decision("language.chosen", (t.LanguageChosen(option, "wish"),), (changed,))
    if option == "by_phone":
        return Decision("enrolment.by_phone", (answered,), (Say(to, "privacy_by_phone", "ack"),))
    version = int(prompt.about("version"))
    noted = p.PrivacyAcknowledged(version, message.text_hash)
    say = Say(to, "share_contact", "contact", {}, Ask(NAME, ("ask_contact",)))
    return Decision("enrolment.privacy_acknowledged", (answered, noted), (say,))


def contact_shared(
    visitor: Visitor, link: Link, *, own: bool, phone: str, on_file: str, playbook: Playbook,
    now: datetime,
) -> Decision:  # fmt: skip
    """Her own contact with the number on file binds the account; anything else does not (R151).

    `phone` and `on_file` in E.164. The reason `enrolment.bound` tells the handler to bind.
    """
    if visitor.tries(now) >= playbook.enrolment_tries:
        return locked(visitor)
    spent = wrong_with(link, now)
    if spent:
        return link_refused(visitor, spent, playbook, now)
    if not visitor.acknowledged:
        return Decision("enrolment.privacy_first", says=(privacy_notice(visitor, playbook),))
    reason = "not_own" if not own else "no_number" if not on_file else ""
    if not reason and phone != on_file:
        reason = "not_on_file"
    if not reason:
        return Decision("enrolment.bound")
    tries = visitor.tries(now) + 1
    values: dict[str, Value] = {
        "reason": reason, "tries_left": max(0, playbook.enrolment_tries - tries),
    }  # fmt: skip
    say = Say(To("account", account=visitor.account), "contact_refused", "contact", values)
    told, says = _staff_told(visitor, tries, f"contact {reason}", playbook)
    refused = p.ContactRefused(reason, visitor.account, tries)
    return Decision(f"enrolment.contact_{reason}", (refused, *told), (say, *says))


def language_menu(visitor: Visitor) -> Decision:
    """Offers the languages to somebody who has not enrolled yet."""
    to = To("account", account=visitor.account)
    say = Say(to, "language_menu", "ack", {}, Ask(NAME, LANGUAGES, rows=(1,) * len(LANGUAGES)))
    return Decision("language.asked", says=(say,))


def stranger(visitor: Visitor) -> Decision:
    """Somebody nobody has invited: who we are, and how to get in."""
    say = Say(To("account", account=visitor.account), "welcome_stranger", "ack")
    return Decision("desk.stranger", says=(say,))
