"""Nobody knows whether a message arrived: what is repeated, by whom, and what it can confirm."""

from __future__ import annotations

from tests.flow.world import Json, Phone, Story

AGAIN = "🔁 Send again"
PHONE = "+85291234567"


async def cast(world: Story) -> tuple[Phone, Phone]:
    """Karen Ho, and Mrs Wong who has enrolled."""
    karen = await world.staff("Karen Ho", "handler")
    return karen, await world.client("T1", "Mrs Wong", PHONE)


def recorded(world: Story, case_no: str, template: str) -> list[Json]:
    """The messages of one template, in order."""
    return [
        m for m in world.bodies(case_no, "message.recorded") if m["template"] == template
    ]  # fmt: skip


async def test_a_notice_is_repeated_by_a_person_and_its_buttons_answer_the_one_question(
    world: Story,
) -> None:
    karen, teacher = await cast(world)
    await world.fault("timeout_before", method="sendMessage")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    assert await teacher.unread() == []
    _, problem = await karen.hears("staff_new_alert", "staff_delivery_problem")
    await karen.press(AGAIN, problem)
    await karen.hears("staff_repeated")
    repeat = await teacher.hears_one("notice_low")
    first, second = recorded(world, case_no, "notice_low")
    assert first["message_id"] in repeat["text"] and first["text"] in repeat["text"]
    assert second["purpose"] == f"repeat:{first['message_id']}"
    assert second["text_hash"] != first["text_hash"]
    await teacher.press("This is correct", repeat)
    await teacher.hears("confirmation_receipt")
    await karen.hears("staff_client_answered")
    (confirmed,) = world.bodies(case_no, "confirmed")
    assert (confirmed["message_id"], confirmed["text_hash"]) == (
        first["message_id"], first["text_hash"],
    )  # fmt: skip


async def test_with_both_copies_in_the_chat_it_is_confirmed_once(world: Story) -> None:
    karen, teacher = await cast(world)
    await world.fault("timeout_after", method="sendMessage")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    (arrived,) = await teacher.unread()
    _, problem = await karen.hears("staff_new_alert", "staff_delivery_problem")
    await karen.press(AGAIN, problem)
    await karen.hears("staff_repeated")
    _, repeat = await teacher.unread()
    await teacher.press("This is correct", arrived)
    await teacher.press("This is correct", repeat)
    await karen.hears("staff_client_answered")
    assert len(world.bodies(case_no, "confirmed")) == 1
    assert [r["reason"] for r in world.bodies(case_no, "press.refused")] == ["closed"]
    # Of the first copy nobody knows that it arrived, so its words are looked up, not its number.
    assert arrived["text"] == recorded(world, case_no, "notice_low")[0]["text"]
    teacher.seen[teacher.person_id] = repeat["message_id"]
    await teacher.hears("confirmation_receipt", "press_refused")


async def test_what_staff_may_not_have_got_is_repeated_by_itself_with_its_buttons(
    world: Story,
) -> None:
    karen, teacher = await cast(world)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await teacher.hears("notice_low")
    await karen.hears("staff_new_alert")
    await world.fault("timeout_before", method="sendMessage")
    await karen.say(f"/case {case_no}")
    status = await karen.hears_one("staff_case_status")
    first, second = recorded(world, case_no, "staff_case_status")
    assert second["purpose"] == f"repeat:{first['message_id']}"
    await karen.press("✅ Resolve A1", status)
    await teacher.hears("alert_resolved")
    states = {o["message_id"]: o["state"] for o in world.bodies(case_no, "message.outcome")}
    assert (states[first["message_id"]], states[second["message_id"]]) == ("unknown", "sent")


async def test_it_is_repeated_twice_by_itself_and_no_more(world: Story) -> None:
    karen, teacher = await cast(world)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await teacher.hears("notice_low")
    await karen.hears("staff_new_alert")
    await world.fault("timeout_before", 3, method="sendMessage")
    await karen.say(f"/case {case_no}")
    assert len(recorded(world, case_no, "staff_case_status")) == 3
    assert await karen.unread() == []
