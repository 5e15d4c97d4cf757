"""Journey 3: a low alert; the client confirms exactly the text she was shown."""

from __future__ import annotations

from tests.flow.world import Story


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
