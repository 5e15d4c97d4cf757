"""Journey 2: one-time links; the privacy notice; one's own contact with the number on file."""

from __future__ import annotations

from bot.handlers.alert import register_client
from bot.handlers.invite import invite_client, invite_staff
from bot.ports_store import ClientRow
from tests.flow.world import Json, Phone, Story

PHONE = "+85291234567"


async def test_link_notice_and_own_contact_bind_her_account(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    notice = await teacher.hears_one("privacy_notice")
    await teacher.press(_first_label(notice), notice)
    asked = await teacher.hears_one("share_contact")
    assert asked["keyboard"]["rows"][0][0]["request_contact"] is True
    await teacher.share_contact()
    hello = await teacher.hears_one("enrolled")
    assert "Mrs Wong" in hello["text"]
    assert _account(world) == teacher.person_id
    assert world.bodies("P-T1", "account.bound")[0]["account"] == teacher.person_id


async def test_the_notice_she_acknowledged_is_kept_by_version_and_hash(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    notice = await teacher.hears_one("privacy_notice")
    await teacher.press(_first_label(notice), notice)
    await teacher.hears("share_contact")
    desk = _desk(teacher)
    shown = next(m for m in world.bodies(desk, "message.recorded") if m["purpose"] == "privacy")
    (noted,) = world.bodies(desk, "privacy.acknowledged")
    assert noted == {"notice_version": 1, "text_hash": shown["text_hash"]}


async def test_the_links_secret_enters_no_file(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    await teacher.hears("privacy_notice")
    whole = str(world.file(_desk(teacher))) + str(world.file("P-T1"))
    assert payload not in whole
    assert world.bodies(_desk(teacher), "received")[0]["text"] == "/start (link)"


async def test_somebody_elses_contact_is_refused_kindly_and_recorded(world: Story) -> None:
    teacher = await _asked_for_contact(world)
    await teacher.share_contact("+85298887777")
    refused = await teacher.hears_one("contact_refused")
    assert "another person's contact" in refused["text"]
    assert world.bodies(_desk(teacher), "contact.refused")[0]["reason"] == "not_own"
    assert _account(world) is None


async def test_her_own_contact_with_another_number_than_on_file_is_refused(world: Story) -> None:
    payload = _invited(world)
    friend = await world.person("Her friend", "+85298887777")
    await friend.say(f"/start {payload}")
    notice = await friend.hears_one("privacy_notice")
    await friend.press(_first_label(notice), notice)
    await friend.hears("share_contact")
    await friend.share_contact()
    await friend.hears("contact_refused")
    assert world.bodies(_desk(friend), "contact.refused")[0]["reason"] == "not_on_file"
    assert _account(world) is None


async def test_the_number_on_file_from_another_accounts_card_is_not_her_own(world: Story) -> None:
    payload = _invited(world)
    await world.person("Mrs Wong", PHONE)
    thief = await world.person("A thief", "+85298887777")
    await thief.say(f"/start {payload}")
    notice = await thief.hears_one("privacy_notice")
    await thief.press(_first_label(notice), notice)
    await thief.hears("share_contact")
    await thief.share_contact(PHONE)
    await thief.hears("contact_refused")
    assert world.bodies(_desk(thief), "contact.refused")[0]["reason"] == "not_own"
    assert _account(world) is None


async def test_after_a_refusal_her_own_contact_still_works(world: Story) -> None:
    teacher = await _asked_for_contact(world)
    await teacher.share_contact("+85298887777")
    await teacher.hears("contact_refused")
    await teacher.share_contact()
    await teacher.hears("enrolled")
    assert _account(world) == teacher.person_id


async def test_a_used_link_is_refused_to_the_next_account(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await _enrols(teacher, payload)
    stranger = await world.person("A stranger")
    await stranger.say(f"/start {payload}")
    refused = await stranger.hears_one("link_refused")
    assert "once already" in refused["text"]
    assert world.bodies(_desk(stranger), "invite.refused")[0]["reason"] == "used"


async def test_an_expired_link_is_refused(world: Story) -> None:
    payload = _invited(world)
    await world.advance(hours=73)
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    refused = await teacher.hears_one("link_refused")
    assert "expiry" in refused["text"]
    assert world.bodies(_desk(teacher), "invite.refused")[0]["reason"] == "expired"


async def test_a_link_that_expires_half_way_binds_nobody(world: Story) -> None:
    teacher = await _asked_for_contact(world)
    await world.advance(hours=73)
    await teacher.share_contact()
    refused = await teacher.hears_one("link_refused")
    assert "expiry" in refused["text"]
    assert _account(world) is None


async def test_a_link_used_by_her_other_account_half_way_is_told_so(world: Story) -> None:
    payload = _invited(world)
    other = await world.person("Mrs Wong's old phone", "+85298887777")
    await other.say(f"/start {payload}")
    notice = await other.hears_one("privacy_notice")
    await other.press(_first_label(notice), notice)
    await other.hears("share_contact")
    await _enrols(await world.person("Mrs Wong", PHONE), payload)
    await other.share_contact()
    await other.hears("link_refused")
    assert world.bodies(_desk(other), "invite.refused")[0]["reason"] == "used"


async def test_three_guessed_links_are_recorded_told_to_staff_and_stopped(world: Story) -> None:
    manager = await world.staff("Jack Chow", "branch_manager")
    stranger = await world.person("A stranger")
    for guess in ("aaaa", "bbbb", "cccc"):
        await stranger.say(f"/start {guess}")
        await stranger.hears("link_refused")
    told = await manager.hears_one("staff_enrolment_tries")
    assert str(stranger.person_id)[-4:] in told["text"]
    await stranger.say("/start dddd")
    await stranger.hears("enrolment_locked")
    tries = [b["tries"] for b in world.bodies(_desk(stranger), "invite.refused")]
    assert tries == [1, 2, 3]


async def test_while_stopped_even_the_right_link_waits_until_the_next_day(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    manager = await world.staff("Jack Chow", "branch_manager")
    for guess in ("aaaa", "bbbb", "cccc"):
        await teacher.say(f"/start {guess}")
        await teacher.hears("link_refused")
    await manager.hears("staff_enrolment_tries")
    await teacher.say(f"/start {payload}")
    await teacher.hears("enrolment_locked")
    await world.advance(hours=25)
    await _enrols(teacher, payload)
    assert _account(world) == teacher.person_id


async def test_three_wrong_contacts_are_told_to_staff_as_well(world: Story) -> None:
    manager = await world.staff("Jack Chow", "branch_manager")
    teacher = await _asked_for_contact(world)
    for number in ("+85291110001", "+85291110002", "+85291110003"):
        await teacher.share_contact(number)
        await teacher.hears("contact_refused")
    await manager.hears("staff_enrolment_tries")
    await teacher.share_contact()
    await teacher.hears("enrolment_locked")
    assert _account(world) is None


async def test_a_contact_before_the_notice_gets_the_notice_first(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    await teacher.hears("privacy_notice")
    await teacher.share_contact()
    await teacher.hears("privacy_notice")
    assert _account(world) is None


async def test_by_telephone_is_noted_told_to_staff_and_the_link_stays_good(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    payload = _invited(world)
    case_no = await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    await handler.hears("staff_new_alert")
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    await teacher.press("By phone instead", await teacher.hears_one("privacy_notice"))
    await teacher.hears("privacy_by_phone")
    task = await handler.hears_one("staff_task")
    assert "Call the client" in task["text"]
    assert "human.asked" in world.kinds(case_no)
    await _enrols(teacher, payload)
    await teacher.hears("notice_low")
    assert _account(world) == teacher.person_id


async def test_notices_that_waited_arrive_once_she_has_enrolled(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    payload = _invited(world)
    await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    waiting = await handler.hears_one("staff_new_alert")
    assert "not enrolled" in waiting["text"]
    teacher = await world.person("Mrs Wong", PHONE)
    await _enrols(teacher, payload)
    notice = await teacher.hears_one("notice_low")
    assert "HK$12,500" in notice["text"]


async def test_her_new_phone_replaces_the_old_account_which_counts_no_more(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    old = await world.client("T1", "Mrs Wong", PHONE)
    case_no = await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    await handler.hears("staff_new_alert")
    notice = await old.hears_one("notice_low")
    new = await world.person("Mrs Wong's new phone", PHONE)
    await _enrols(new, _invited(world))
    await old.press("This is correct", notice)
    await old.hears("press_refused")
    assert "confirmed" not in world.kinds(case_no)
    assert world.bodies(_desk(old), "press.refused")[0]["reason"] == "not_yours"
    again = await new.hears_one("notice_low")
    await new.press("This is correct", again)
    await new.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    assert world.bodies(case_no, "confirmed")[0]["account"] == new.person_id


async def test_opening_her_own_link_again_only_greets_her(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await _enrols(teacher, payload)
    await teacher.say(f"/start {payload}")
    await teacher.hears("enrolled")
    assert len(world.bodies("P-T1", "account.bound")) == 1


async def test_sharing_her_contact_twice_only_greets_her_again(world: Story) -> None:
    payload = _invited(world)
    teacher = await world.person("Mrs Wong", PHONE)
    await _enrols(teacher, payload)
    await teacher.share_contact()
    await teacher.hears("enrolled")
    assert len(world.bodies("P-T1", "account.bound")) == 1


async def test_a_client_who_guesses_links_is_refused_recorded_and_told_to_staff(
    world: Story,
) -> None:
    manager = await world.staff("Jack Chow", "branch_manager")
    teacher = await world.client("T1", "Mrs Wong", PHONE)
    for guess in ("aaaa", "bbbb", "cccc"):
        await teacher.say(f"/start {guess}")
        await teacher.hears("link_refused")
    await manager.hears("staff_enrolment_tries")
    assert [b["tries"] for b in world.bodies("P-T1", "invite.refused")] == [1, 2, 3]


async def test_another_clients_link_does_not_work_from_her_account(world: Story) -> None:
    teacher = await world.client("T1", "Mrs Wong", PHONE)
    payload = _invited(world, "T2", "陈静怡", "+8613800138001")
    await teacher.say(f"/start {payload}")
    refused = await teacher.hears_one("link_refused")
    assert "another Telegram account" in refused["text"]
    assert world.bodies("P-T1", "invite.refused")[0]["reason"] == "other_account"
    chan = await world.person("静怡", "+8613800138001", "zh-hans")
    await _enrols(chan, payload)
    assert _account(world, "T2") == chan.person_id


async def test_staff_enrol_by_their_own_link_with_a_role_and_a_language(world: Story) -> None:
    with world.app.store.begin() as tx:
        staff_id, made = invite_staff(
            world.app.office, tx, name="Wu Min", role="compliance", language="zh-Hans"
        )
    officer = await world.person("Wu Min")
    await officer.say(f"/start {made.payload}")
    welcome = await officer.hears_one("staff_welcome")
    assert "合规" in welcome["text"]
    with world.app.store.begin() as tx:
        row = tx.staff(staff_id)
    assert row is not None
    assert (row.role, row.account) == ("compliance", officer.person_id)


async def test_a_colleagues_link_works_once(world: Story) -> None:
    with world.app.store.begin() as tx:
        _, made = invite_staff(
            world.app.office, tx, name="Wu Min", role="compliance", language="en"
        )
    officer, stranger = await world.person("Wu Min"), await world.person("A stranger")
    await officer.say(f"/start {made.payload}")
    await officer.hears("staff_welcome")
    await stranger.say(f"/start {made.payload}")
    await stranger.hears("link_refused")
    with world.app.store.begin() as tx:
        found = tx.account(stranger.person_id)
    assert found is None


async def test_a_client_does_not_become_staff_by_a_colleagues_link(world: Story) -> None:
    teacher = await world.client("T1", "Mrs Wong", PHONE)
    with world.app.store.begin() as tx:
        _, made = invite_staff(
            world.app.office, tx, name="Wu Min", role="compliance", language="en"
        )
    await teacher.say(f"/start {made.payload}")
    await teacher.hears("link_refused")
    with world.app.store.begin() as tx:
        owner = tx.account(teacher.person_id)
    assert owner is not None
    assert (owner.kind, owner.subject) == ("client", "T1")


async def test_staff_opening_a_clients_link_are_refused_and_the_link_stays_good(
    world: Story,
) -> None:
    handler = await world.staff("Karen Ho", "handler")
    payload = _invited(world)
    await handler.say(f"/start {payload}")
    await handler.hears("staff_invited_refused")
    teacher = await world.person("Mrs Wong", PHONE)
    await _enrols(teacher, payload)
    assert _account(world) == teacher.person_id


async def test_a_client_without_a_number_on_file_is_told_to_call(world: Story) -> None:
    payload = _invited(world, phone="")
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {payload}")
    notice = await teacher.hears_one("privacy_notice")
    await teacher.press(_first_label(notice), notice)
    await teacher.hears("share_contact")
    await teacher.share_contact()
    await teacher.hears("contact_refused")
    assert world.bodies(_desk(teacher), "contact.refused")[0]["reason"] == "no_number"


def _invited(
    world: Story, client_id: str = "T1", name: str = "Mrs Wong", phone: str = PHONE
) -> str:
    with world.app.store.begin() as tx:
        row = ClientRow(client_id, name, phone, "", "****8812", "")
        register_client(world.app.office, tx, row, "test")
        return invite_client(world.app.office, tx, client_id).payload


async def _asked_for_contact(world: Story) -> Phone:
    teacher = await world.person("Mrs Wong", PHONE)
    await teacher.say(f"/start {_invited(world)}")
    notice = await teacher.hears_one("privacy_notice")
    await teacher.press(_first_label(notice), notice)
    await teacher.hears("share_contact")
    return teacher


async def _enrols(phone: Phone, payload: str) -> None:
    await phone.say(f"/start {payload}")
    notice = await phone.hears_one("privacy_notice")
    await phone.press(_first_label(notice), notice)
    await phone.hears("share_contact")
    await phone.share_contact()
    await phone.hears("enrolled")


def _first_label(message: Json) -> str:
    return str(message["keyboard"]["rows"][0][0]["text"])


def _account(world: Story, client_id: str = "T1") -> int | None:
    with world.app.store.begin() as tx:
        return tx.account_of("client", client_id)


def _desk(phone: Phone) -> str:
    return f"FD-{phone.person_id}"
