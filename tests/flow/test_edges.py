"""Edges: updates repeated and out of order, several cases at once, groups, blocked phones."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from bot.handlers.alert import NewAlert, take_alert
from bot.handlers.invite import CLI
from tests.flow.world import Json, Phone, Story

MOBILE = "+85291234567"


async def test_an_update_delivered_twice_counts_once(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    await world.fault("duplicate_update", count=3)
    await teacher.press("Something differs", notice)
    await teacher.hears("ask_what_differs")
    await handler.hears("staff_client_answered")
    await teacher.say("It was my daughter.")
    await teacher.hears("difference_noted")
    await handler.hears("staff_client_answered")
    received = [b["what"] for b in world.bodies(case_no, "received")]
    assert received == ["press", "text"]


async def test_a_file_delivered_twice_is_one_paper(world: Story) -> None:
    handler, teacher, case_no = await _papers_wanted(world)
    await world.fault("duplicate_update")
    await teacher.send_file("idcard.png", _png("white"))
    await teacher.hears("document_received")
    await handler.hears("staff_document_review")
    assert len(world.bodies(case_no, "document.received")) == 1


async def test_a_link_opened_twice_at_once_binds_once(world: Story) -> None:
    await world.fault("duplicate_update", count=20)
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    assert len(world.bodies("P-T1", "account.bound")) == 1
    assert world.kinds(f"FD-{teacher.person_id}").count("invite.opened") == 1


async def test_a_press_and_a_text_that_change_places_both_count(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    await world.fault("reorder")
    await teacher.press("This is correct", notice)
    await teacher.say("/status")
    await teacher.hears("status_client", "confirmation_receipt")
    await handler.hears("staff_client_answered")
    assert world.kinds(case_no).count("confirmed") == 1


async def test_a_contact_that_overtakes_the_press_is_asked_for_again(world: Story) -> None:
    from tests.flow.test_enrolment import _invited

    teacher = await world.person("Mrs Wong", MOBILE)
    await teacher.say(f"/start {_invited(world)}")
    notice = await teacher.hears_one("privacy_notice")
    await world.fault("reorder")
    await teacher.press("I have read and agree", notice)
    await teacher.share_contact()
    await teacher.hears("privacy_notice", "share_contact")
    await teacher.share_contact()
    await teacher.hears("enrolled")
    assert len(world.bodies("P-T1", "account.bound")) == 1


async def test_words_that_overtake_their_question_are_not_lost(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    await world.fault("reorder")
    await teacher.press("Something differs", notice)
    await teacher.say("qwerty asdf")
    await teacher.hears("did_not_understand", "ask_what_differs")
    await handler.hears("staff_client_answered")
    texts = [b["text"] for b in world.bodies(case_no, "received") if b["what"] == "text"]
    assert texts == ["qwerty asdf"]


async def test_updates_wait_while_telegram_gives_errors_and_none_is_lost(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    await world.fault("500", method="answerCallbackQuery")
    await teacher.press("This is correct", notice)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    assert world.kinds(case_no).count("confirmed") == 1


async def test_with_two_cases_a_text_asks_which_and_lands_there_whole(world: Story) -> None:
    teacher, first, second = await _two_cases(world)
    words = "abc " * 900
    await teacher.say(words)
    asked = await teacher.hears_one("which_case")
    assert _labels(asked) == [first, second]
    await teacher.press(second, asked)
    await teacher.hears("did_not_understand")
    assert world.bodies(second, "received")[-1]["text"] == words.strip()
    assert world.bodies(first, "received") == []


async def test_with_two_cases_a_file_waits_and_lands_in_the_chosen_one(world: Story) -> None:
    teacher, first, second = await _two_cases(world)
    handler = world.phones[0]
    await teacher.send_file("idcard.png", _png("white"))
    asked = await teacher.hears_one("which_case")
    await teacher.press(second, asked)
    await teacher.hears("document_received")
    await handler.hears("staff_document_review")
    (paper,) = world.bodies(second, "document.received")
    assert world.app.office.documents.get(paper["digest"]) == _png("white")
    assert paper["content_type"] == "image/png"
    assert "document.received" not in world.kinds(first)


async def test_with_two_cases_a_photo_lands_in_the_chosen_one_and_a_pdf_in_the_other(
    world: Story,
) -> None:
    teacher, first, second = await _two_cases(world)
    handler = world.phones[0]
    await teacher.send_file("photo.jpg", _png("red", "JPEG"), "photo")
    one = await teacher.hears_one("which_case")
    await teacher.send_file("letter.pdf", _pdf())
    other = await teacher.hears_one("which_case")
    await teacher.press(first, other)
    await teacher.hears("document_received")
    await teacher.press(second, one)
    await teacher.hears("document_received")
    await handler.hears("staff_document_review", "staff_document_review")
    assert world.bodies(first, "document.received")[0]["content_type"] == "application/pdf"
    assert world.bodies(second, "document.received")[0]["content_type"] == "image/jpeg"


async def test_choosing_twice_takes_the_file_once(world: Story) -> None:
    teacher, first, second = await _two_cases(world)
    await teacher.send_file("idcard.png", _png("white"))
    asked = await teacher.hears_one("which_case")
    await teacher.press(second, asked)
    await teacher.hears("document_received")
    await world.phones[0].hears("staff_document_review")
    toast = await teacher.press(first, asked)
    assert toast == "This question has been answered"
    await teacher.hears("press_refused")
    assert "document.received" not in world.kinds(first)


async def test_a_file_of_the_wrong_kind_is_explained_in_the_chosen_case(world: Story) -> None:
    teacher, _, second = await _two_cases(world)
    await teacher.send_file("idcard.pdf", b"MZ" + bytes(300))
    await teacher.press(second, await teacher.hears_one("which_case"))
    await teacher.hears("document_unusable")
    assert world.bodies(second, "document.unusable")[-1]["reason"] == "wrong_kind"


async def test_with_two_cases_a_command_is_carried_out_in_the_chosen_one(world: Story) -> None:
    teacher, first, _ = await _two_cases(world)
    await teacher.say("/status")
    await teacher.press(first, await teacher.hears_one("which_case"))
    status = await teacher.hears_one("status_client")
    assert first in status["text"]


async def test_with_two_cases_voice_needs_no_case_and_a_wish_for_a_person_does(
    world: Story,
) -> None:
    teacher, first, _ = await _two_cases(world)
    await teacher.send_file("v.ogg", b"OggS" + bytes(90), "voice")
    unread = await teacher.hears_one("cannot_read")
    await teacher.press("Talk to a person", unread)
    await teacher.press(first, await teacher.hears_one("which_case"))
    await teacher.hears("human_coming")
    await world.phones[0].hears("staff_task")
    assert "human.asked" in world.kinds(first)


async def test_with_two_cases_buttons_of_each_still_answer_their_own(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    first = await world.alert("T1", "operational", "low", "A transfer")
    second = await _alert_about(world, "****9911", "low")
    notices = await teacher.hears("notice_low", "notice_low")
    await handler.hears("staff_new_alert", "staff_new_alert")
    await teacher.press("This is correct", notices[1])
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    assert "confirmed" in world.kinds(second)
    assert "confirmed" not in world.kinds(first)


async def test_another_bots_command_in_the_group_is_ignored(world: Story) -> None:
    manager, group = await _open_group(world)
    for text in ("/status@otherbot", "/case@OtherBot C-2026-000001", "/here@otherbot"):
        await manager.say(text, chat_id=group)
    kept = [b["text"] for b in world.bodies("S-E100", "received")]
    assert not any("otherbot" in text.lower() for text in kept)


async def test_a_command_to_this_bot_by_name_is_answered_in_the_group(world: Story) -> None:
    manager, group = await _open_group(world)
    await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await world.phones[-1].hears("notice_low")
    await manager.hears("staff_new_alert", chat_id=group)
    await manager.say(f"/case@{world.sandbox.username} {case_no}", chat_id=group)
    status = await manager.hears_one("staff_case_status", chat_id=group)
    assert case_no in status["text"]


async def test_what_a_stranger_does_in_the_group_counts_for_nothing_and_is_kept(
    world: Story,
) -> None:
    manager = await world.staff("Jack Chow", "branch_manager", staff_id="E100")
    stranger = await world.person("A stranger")
    group = await world.make_group(manager, stranger)
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await teacher.hears("notice_low")
    await manager.hears("staff_new_alert", chat_id=group)
    await manager.say(f"/case {case_no}", chat_id=group)
    status = await manager.hears_one("staff_case_status", chat_id=group)
    await stranger.press(status["keyboard"]["rows"][0][0]["text"], status)
    answers = (await world.get(f"/sandbox/chats/{group}"))["callback_answers"]
    assert answers[-1]["text"] == "Your role may not do this"
    await stranger.say(f"/case {case_no}", chat_id=group)
    desk = f"FD-{stranger.person_id}"
    assert [b["what"] for b in world.bodies(desk, "received")] == ["press", "text"]
    assert world.bodies(desk, "press.refused")[0]["reason"] == "may_not"
    assert "alert.decided" not in world.kinds(case_no)
    assert world.kinds(case_no).count("case.read") == 1


async def test_a_stranger_cannot_make_her_own_group_the_staff_group(world: Story) -> None:
    stranger = await world.person("A stranger")
    await world.post("/sandbox/groups", {"title": "Mine", "members": [stranger.person_id]})
    await world.settle()
    with world.app.store.begin() as tx:
        assert not tx.setting("staff_group")
    assert "received" in world.kinds(f"FD-{stranger.person_id}")


async def test_a_blocked_phone_is_an_entry_and_the_account_manager_hears_of_the_notice(
    world: Story,
) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    await teacher.block()
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert", "staff_delivery_problem")
    refused = [b for b in world.bodies(case_no, "message.outcome") if b["state"] == "refused"]
    assert len(refused) == 1
    assert "blocked" in refused[0]["reason"]


async def _two_cases(world: Story) -> tuple[Phone, str, str]:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    first = await world.alert("T1", "missing_documents", "medium", "Identity card has expired")
    second = await _alert_about(world, "****9911", "medium")
    assert first != second
    await teacher.hears("notice_medium", "document_request", "notice_medium", "document_request")
    await handler.hears("staff_new_alert", "staff_new_alert")
    return teacher, first, second


async def _alert_about(world: Story, account: str, severity: str) -> str:
    """An alert about another of her accounts, as the risk system's report names it."""
    new = NewAlert(
        "T1", "Mrs Wong", "missing_documents" if severity == "medium" else "operational",
        severity, world.clock.now(), "About the other account", "test", account_masked=account,
    )  # fmt: skip
    with world.app.store.begin() as tx:
        case_no = take_alert(world.app.office, tx, new, CLI, "alert:test")
    await world.settle()
    return case_no


async def _papers_wanted(world: Story) -> tuple[Phone, Phone, str]:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "missing_documents", "medium", "Identity card has expired")
    await handler.hears("staff_new_alert")
    await teacher.hears("notice_medium", "document_request")
    return handler, teacher, case_no


async def _open_group(world: Story) -> tuple[Phone, int]:
    """A group in which the bot, an administrator, sees everything."""
    manager = await world.staff("Jack Chow", "branch_manager", staff_id="E100")
    body = {"title": "Desk", "members": [manager.person_id], "bot_admin": True}
    found = await world.post("/sandbox/groups", body)
    world.group_id = int(found["id"])
    await world.settle()
    await manager.hears("staff_group_bound", chat_id=world.group_id)
    return manager, world.group_id


def _labels(message: Json) -> list[str]:
    return [button["text"] for row in message["keyboard"]["rows"] for button in row]


def _png(colour: str, kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, kind)
    return made.getvalue()


def _pdf() -> bytes:
    from pypdf import PdfWriter

    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(72, 72)
    writer.write(made)
    return made.getvalue()
