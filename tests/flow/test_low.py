"""Journey 3: a low alert; the client confirms exactly the text she was shown."""

from __future__ import annotations

from tests.flow.world import Json, Phone, Story


async def test_a_press_confirms_the_exact_text_from_her_account(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    case_no = await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    notice = await teacher.hears_one("notice_low")
    assert "HK$12,500" in notice["text"]
    await handler.hears("staff_new_alert")
    await teacher.press("This is correct", notice)
    receipt = await teacher.hears_one("confirmation_receipt")
    await handler.hears("staff_client_answered")
    (confirmed,) = world.bodies(case_no, "confirmed")
    shown = next(
        m for m in world.bodies(case_no, "message.recorded") if m["template"] == "notice_low"
    )
    assert confirmed["text_hash"] == shown["text_hash"]
    assert confirmed["account"] == teacher.person_id
    assert confirmed["message_id"] == shown["message_id"]
    assert confirmed["text_hash"][:12] in receipt["text"]
    assert shown["text"] == notice["text"]


async def test_the_notice_offers_every_answer_in_approved_order(world: Story) -> None:
    teacher, _, _ = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    assert _labels(notice) == [
        "This is correct", "Something differs", "I need more time", "This was not me",
        "Talk to a person", "Make a complaint", "Check progress",
    ]  # fmt: skip


async def test_the_confirmation_names_its_time_and_the_client(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await world.advance(minutes=7)
    await teacher.press("This is correct", notice)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    (entry,) = [e for e in world.file(case_no)["entries"] if e["kind"] == "confirmed"]
    assert entry["at"] == world.clock.now().isoformat()
    assert entry["actor"] == {"role": "client", "id": "T1", "name": "Mrs Wong"}
    assert entry["body"]["client_id"] == "T1"
    assert entry["body"]["what"] == "facts"


async def test_a_second_press_of_correct_confirms_nothing_twice(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await teacher.press("This is correct", notice)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    toast = await teacher.press("This is correct", notice)
    assert toast == "This question has been answered"
    await teacher.hears("press_refused")
    assert world.kinds(case_no).count("confirmed") == 1
    assert [b["reason"] for b in world.bodies(case_no, "press.refused")] == ["closed"]


async def test_what_differs_is_asked_and_goes_to_the_account_manager_word_for_word(
    world: Story,
) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await teacher.press("Something differs", notice)
    await teacher.hears("ask_what_differs")
    await handler.hears("staff_client_answered")
    await teacher.say("It was HK$1,250, not HK$12,500; I kept the slip <b>here</b>.")
    await teacher.hears("difference_noted")
    told = await handler.hears_one("staff_client_answered")
    assert "It was HK$1,250, not HK$12,500; I kept the slip <b>here</b>." in told["text"]
    assert "confirmed" not in world.kinds(case_no)
    assert world.bodies(case_no, "alert.answered")[-1]["words"].startswith("It was HK$1,250")


async def test_skipping_the_question_leaves_the_difference_told(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    await teacher.press("Something differs", await teacher.hears_one("notice_low"))
    asked = await teacher.hears_one("ask_what_differs")
    await handler.hears("staff_client_answered")
    await teacher.press("Skip", asked)
    await teacher.hears("cancelled")
    assert [b["answer"] for b in world.bodies(case_no, "alert.answered")] == ["differs"]


async def test_asking_for_more_time_leaves_the_notice_open_for_her_answer(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await teacher.press("I need more time", notice)
    await teacher.hears("more_time_noted")
    wish = await handler.hears_one("staff_client_answered")
    await handler.press("⏳ Give more time", wish)
    granted = await teacher.hears_one("more_time_granted")
    assert "answer" in granted["text"]
    await teacher.press("This is correct", notice)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    assert [b["answer"] for b in world.bodies(case_no, "alert.answered")] == [
        "more_time", "facts_confirmed",
    ]  # fmt: skip


async def test_asking_twice_for_more_time_tells_the_account_manager_once(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await teacher.press("I need more time", notice)
    await teacher.hears("more_time_noted")
    await handler.hears("staff_client_answered")
    toast = await teacher.press("I need more time", notice)
    assert toast == "This was done before"
    assert len(world.bodies(case_no, "alert.answered")) == 1


async def test_the_new_date_is_reminded_of_and_silence_never_becomes_consent(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    await teacher.press("I need more time", await teacher.hears_one("notice_low"))
    await teacher.hears("more_time_noted")
    await handler.press("⏳ Give more time", await handler.hears_one("staff_client_answered"))
    await teacher.hears("more_time_granted")
    for _ in range(14):
        await world.advance(days=1)
    said = [world.template_of(teacher.person_id, m["message_id"]) for m in await teacher.unread()]
    assert "deadline_missed" in said
    assert "reminder_reply" in said
    assert "confirmed" not in world.kinds(case_no)
    await teacher.hears(*said)
    await handler.hears("staff_client_answered", "staff_task")


async def test_not_me_is_told_to_the_account_manager_with_a_warning(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    await teacher.press("This was not me", await teacher.hears_one("notice_low"))
    await teacher.hears("not_me_noted")
    told = await handler.hears_one("staff_client_answered")
    assert "not her" in told["text"]
    assert world.bodies(case_no, "alert.answered")[-1]["answer"] == "not_me"


async def test_a_person_a_complaint_and_the_status_leave_the_question_open(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await teacher.press("Talk to a person", notice)
    await teacher.hears("human_coming")
    await handler.hears("staff_task")
    await teacher.press("Check progress", notice)
    status = await teacher.hears_one("status_client")
    assert case_no in status["text"]
    await teacher.press("Make a complaint", notice)
    await teacher.hears("ask_complaint")
    await teacher.say("Nobody rang me back for a week.")
    await teacher.hears("complaint_received")
    await handler.hears("staff_complaint")
    await teacher.press("This is correct", notice)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    (complaint,) = world.bodies(case_no, "complaint.opened")
    assert complaint["words"] == "Nobody rang me back for a week."


async def test_words_alone_never_confirm_but_bring_the_button_back(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    notice = await teacher.hears_one("notice_low")
    await teacher.say("Yes, this is correct.")
    again = await teacher.hears_one("press_instead")
    assert "HK$12,500" in again["text"]
    assert "confirmed" not in world.kinds(case_no)
    await teacher.press("This is correct", again)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    (confirmed,) = world.bodies(case_no, "confirmed")
    shown = next(
        m for m in world.bodies(case_no, "message.recorded") if m["template"] == "press_instead"
    )
    assert confirmed["text_hash"] == shown["text_hash"]
    await teacher.press("This is correct", notice)
    await teacher.hears("press_refused")


async def test_a_decided_alert_no_longer_takes_answers(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    case_no = await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    alert = await handler.hears_one("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    await world.advance_by_hours(6 * 24)
    reminder = await teacher.hears_one("reminder_reply")
    await handler.press("✅ Mark resolved", alert)
    await teacher.hears("alert_resolved")
    for old in (notice, reminder):
        await teacher.press("I need more time", old)
        await teacher.hears("press_refused")
    assert "alert.answered" not in world.kinds(case_no)


async def test_each_alert_of_a_case_is_answered_by_its_own_notice(world: Story) -> None:
    teacher, handler, case_no = await _low_alert(world)
    first = await teacher.hears_one("notice_low")
    assert await world.alert("T1", "credit", "low", "A card of HK$300") == case_no
    await handler.hears("staff_new_alert")
    second = await teacher.hears_one("notice_low")
    await teacher.press("This is correct", second)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    await teacher.press("Something differs", first)
    await teacher.hears("ask_what_differs")
    await handler.hears("staff_client_answered")
    answers = {b["alert_id"]: b["answer"] for b in world.bodies(case_no, "alert.answered")}
    assert answers == {"A1": "differs", "A2": "facts_confirmed"}


async def _low_alert(world: Story) -> tuple[Phone, Phone, str]:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    case_no = await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    await handler.hears("staff_new_alert")
    return teacher, handler, case_no


def _labels(message: Json) -> list[str]:
    return [button["text"] for row in message["keyboard"]["rows"] for button in row]
