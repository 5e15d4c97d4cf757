"""Links, the privacy notice and contacts: every way in, and every way that does not lead in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.case.entries import people as p
from bot.case.entries import talk as t
from bot.case.entries.base import Body, Entry
from bot.case.people import Actor
from bot.procedures import enrolment
from bot.procedures.enrolment import Link, Visitor
from tests.unit.procedures.cases import MONDAY, playbook

HOUR = timedelta(hours=1)
ON_FILE = "+85291234567"
GOOD = Link("h", "client", "T1", MONDAY + 72 * HOUR, used=False)
OPENED = p.InviteOpened("h", 7)
SEEN = p.PrivacyAcknowledged(1, "hash")


def _visitor(*bodies: Body, at: datetime = MONDAY) -> Visitor:
    who = Actor("stranger", "7")
    return Visitor(7, [Entry("FD-7", n, at, who, "test", b) for n, b in enumerate(bodies, 1)])


@pytest.mark.parametrize(
    ("link", "reason", "message"),
    [
        (GOOD, "enrolment.privacy_shown", "privacy_notice"),
        (Link("h", "staff", "E1", None, used=False), "enrolment.staff", ""),
        (Link("h", "", "", None, used=False), "enrolment.link_unknown", "link_refused"),
        (Link("h", "client", "T1", GOOD.expires, used=True), "enrolment.link_used", "link_refused"),
        (Link("h", "client", "T1", MONDAY, used=False), "enrolment.link_expired", "link_refused"),
        (Link("h", "staff", "E1", MONDAY, used=False), "enrolment.link_expired", "link_refused"),
    ],
)
def test_what_a_link_leads_to(link: Link, reason: str, message: str) -> None:
    decision = enrolment.link_opened(_visitor(), link, playbook(), MONDAY)
    assert decision.reason == reason
    assert [say.message for say in decision.says] == ([message] if message else [])


@pytest.mark.parametrize("before", [0, 1, 2, 3, 4])
def test_with_the_third_wrong_try_staff_are_told_and_the_next_is_stopped(before: int) -> None:
    tries = [p.InviteRefused("unknown", 7, n + 1) for n in range(before)]
    decision = enrolment.link_refused(_visitor(*tries), "unknown", playbook(), MONDAY)
    said = [say.message for say in decision.says]
    expected = {0: ["link_refused"], 1: ["link_refused"],
                2: ["link_refused", "staff_enrolment_tries"]}  # fmt: skip
    assert said == expected.get(before, ["enrolment_locked"])
    assert any(isinstance(body, p.StaffTold) for body in decision.entries) is (before == 2)


@pytest.mark.parametrize(("hours", "stopped"), [(0, True), (23, True), (24, False), (48, False)])
def test_tries_count_for_a_day(hours: int, stopped: bool) -> None:
    tries = [p.ContactRefused("not_own", 7, n + 1) for n in range(3)]
    decision = enrolment.link_opened(_visitor(*tries), GOOD, playbook(), MONDAY + hours * HOUR)
    assert (decision.reason == "enrolment.locked") is stopped


@pytest.mark.parametrize(
    ("before", "link", "own", "phone", "on_file", "reason"),
    [
        ((OPENED, SEEN), GOOD, True, ON_FILE, ON_FILE, "enrolment.bound"),
        ((OPENED, SEEN), GOOD, False, ON_FILE, ON_FILE, "enrolment.contact_not_own"),
        ((OPENED, SEEN), GOOD, True, "+85298887777", ON_FILE, "enrolment.contact_not_on_file"),
        ((OPENED, SEEN), GOOD, True, ON_FILE, "", "enrolment.contact_no_number"),
        ((OPENED, SEEN), GOOD, True, "", ON_FILE, "enrolment.contact_not_on_file"),
        ((OPENED, SEEN), GOOD, True, "", "", "enrolment.contact_no_number"),
        ((OPENED,), GOOD, True, ON_FILE, ON_FILE, "enrolment.privacy_first"),
        ((SEEN, OPENED), GOOD, True, ON_FILE, ON_FILE, "enrolment.privacy_first"),
        ((OPENED, SEEN), Link("h", "client", "T1", MONDAY, used=False), True, ON_FILE, ON_FILE,
         "enrolment.link_expired"),
        ((OPENED, SEEN), Link("h", "client", "T1", GOOD.expires, used=True), True, ON_FILE,
         ON_FILE, "enrolment.link_used"),
    ],
)  # fmt: skip
def test_what_a_contact_leads_to(
    before: tuple[Body, ...], link: Link, own: bool, phone: str, on_file: str, reason: str
) -> None:
    decision = enrolment.contact_shared(
        _visitor(*before), link, own=own, phone=phone, on_file=on_file, playbook=playbook(),
        now=MONDAY,
    )  # fmt: skip
    assert decision.reason == reason


def test_even_the_right_contact_waits_after_three_wrong_ones() -> None:
    tries = [p.ContactRefused("not_own", 7, n + 1) for n in range(3)]
    decision = enrolment.contact_shared(
        _visitor(OPENED, SEEN, *tries), GOOD, own=True, phone=ON_FILE, on_file=ON_FILE,
        playbook=playbook(), now=MONDAY,
    )  # fmt: skip
    assert decision.reason == "enrolment.locked"


@pytest.mark.parametrize(
    ("option", "kind", "message"),
    [
        ("agree", p.PrivacyAcknowledged, "share_contact"),
        ("by_phone", None, "privacy_by_phone"),
        ("zh-Hans", t.LanguageChosen, "language_changed"),
        ("zh-Hant", t.LanguageChosen, "language_changed"),
        ("en", t.LanguageChosen, "language_changed"),
    ],
)
def test_what_a_press_before_enrolment_leads_to(
    option: str, kind: type[Body] | None, message: str
) -> None:
    prompt = t.PromptAsked("p1", "enrolment", (option,), 7, (("version", "3"),))
    shown = t.MessageRecorded(
        "m1", "privacy", "privacy_notice", 1, "en", "account", "7", 7, "text", (), "hash",
        "notice", "", prompt,
    )  # fmt: skip
    decision = enrolment.pressed(_visitor(), shown, option, playbook(), MONDAY)
    assert [say.message for say in decision.says] == [message]
    noted = [body for body in decision.entries if isinstance(body, p.PrivacyAcknowledged)]
    assert noted == ([p.PrivacyAcknowledged(3, "hash")] if option == "agree" else [])
    assert kind is None or any(isinstance(body, kind) for body in decision.entries)


def test_the_newest_choice_of_language_holds() -> None:
    chosen = [t.LanguageChosen("en", "wish"), t.LanguageChosen("zh-Hant", "wish")]
    assert _visitor(*chosen).wish == "zh-Hant"
    assert _visitor().wish == ""
