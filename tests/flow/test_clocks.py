"""Clocks: the firm's 24 hours, computed from the file, warned of before, breached exactly once."""

from __future__ import annotations

from tests.flow.firm import Firm, firm
from tests.flow.world import Story


async def _unheard(world: Story, severity: str = "medium", **ahead: float) -> Firm:
    """A client without an account with the bot: nothing can be told to her, the hours run."""
    desk = await firm(world, enrolled=False)
    if ahead:
        await world.advance(**ahead)
    desk.case_no = await world.alert("T1", "unpaid_debt", severity, "HK$3,200")
    await desk.karen.hears("staff_new_alert")
    return desk


async def test_a_medium_alert_nobody_answers_is_warned_of_and_breached_once(world: Story) -> None:
    desk = await _unheard(world)
    await world.advance(hours=19, minutes=59)
    await world.advance(minutes=1)
    warning = await desk.karen.hears_one("staff_clock_warning")
    assert "3 Mar 2026, 10:00 (Hong Kong time)" in warning["text"]
    await world.advance(hours=3, minutes=59)
    assert "clock.breached" not in world.kinds(desk.case_no)
    await world.advance(minutes=1)
    for person in (desk.karen, desk.jack, desk.wu):
        assert "OVERDUE: 24 h response" in (await person.hears_one("staff_clock_breach"))["text"]
    await world.advance_by_hours(48)
    (warned,) = world.bodies(desk.case_no, "clock.warned")
    (breached,) = world.bodies(desk.case_no, "clock.breached")
    assert warned["due"] == breached["due"]


async def test_a_delivered_notice_stops_the_clock(world: Story) -> None:
    desk = await firm(world)
    case_no = await world.alert("T1", "operational", "medium", "A transfer")
    await desk.teacher.hears("notice_medium", "document_request")
    await desk.karen.hears("staff_new_alert")
    await world.advance_by_hours(30)
    assert not {"clock.warned", "clock.breached"} & set(world.kinds(case_no))


async def test_a_logged_call_stops_the_clock_that_a_blocked_bot_could_not(world: Story) -> None:
    desk = await firm(world)
    await desk.teacher.block()
    case_no = await world.alert("T1", "operational", "medium", "A transfer")
    await desk.karen.hears("staff_new_alert")
    problem = await desk.karen.hears_one("staff_delivery_problem")
    await desk.karen.press("📞 Log a call", problem)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Reached her at home; she will come to the branch")
    await desk.karen.hears("staff_done")
    await world.advance_by_hours(26)
    assert "call.logged" in world.kinds(case_no)
    assert not {"clock.warned", "clock.breached"} & set(world.kinds(case_no))


async def test_the_hours_run_through_the_weekend_while_papers_get_working_days(
    world: Story,
) -> None:
    # Saturday, 7 March 2026, ten in the morning.
    desk = await _unheard(world, days=5)
    await world.advance(hours=20)
    warning = await desk.karen.hears_one("staff_clock_warning")
    assert "8 Mar 2026, 10:00 (Hong Kong time)" in warning["text"]
    (request,) = world.bodies(desk.case_no, "documents.requested")
    assert request["due"].startswith("2026-03-13T10:00"), "Friday, 18:00 in Hong Kong"


async def test_a_holiday_moves_the_papers_day_and_not_the_24_hours(world: Story) -> None:
    # Thursday, 2 April 2026: Good Friday to Easter Monday follow, and Ching Ming on the 5th.
    desk = await _unheard(world, days=31)
    await world.advance(hours=24)
    await desk.karen.hears("staff_clock_breach")
    await desk.jack.hears("staff_clock_breach")
    await desk.wu.hears("staff_clock_breach")
    (breached,) = world.bodies(desk.case_no, "clock.breached")
    assert breached["due"].startswith("2026-04-03T02:00")
    (request,) = world.bodies(desk.case_no, "documents.requested")
    assert request["due"].startswith("2026-04-14T10:00")


async def test_after_three_days_of_standstill_there_is_the_breach_and_no_stale_warning(
    world: Story,
) -> None:
    desk = await _unheard(world)
    await world.advance(days=3)
    for person in (desk.karen, desk.jack, desk.wu):
        await person.hears("staff_clock_breach")
    assert "clock.warned" not in world.kinds(desk.case_no)
    await world.advance(days=3)
    assert world.kinds(desk.case_no).count("clock.breached") == 1


async def test_a_low_alert_raised_to_high_gets_its_24_hours_from_then(world: Story) -> None:
    desk = await _unheard(world, "low")
    await world.advance(days=10)
    assert "clock.warned" not in world.kinds(desk.case_no), "a low alert has no such clock"
    status = await desk.status(desk.karen)
    await desk.karen.press("🔴 Raise A1", status)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("She says that she never made this trade")
    await desk.karen.hears("staff_done")
    await desk.wu.hears("staff_escalation")
    await world.advance(minutes=1)
    assert "clock.breached" not in world.kinds(desk.case_no)
    await world.advance(hours=20)
    assert "12 Mar 2026" not in (await desk.karen.hears_one("staff_clock_warning"))["text"]
    (warned,) = world.bodies(desk.case_no, "clock.warned")
    assert warned["due"].startswith("2026-03-13T02:00")
    await desk.wu.hears(*(["staff_escalation"] * 1), "staff_clock_breach")
    await desk.jack.hears("staff_clock_breach")


async def test_a_chinese_speaking_account_manager_reads_the_warning_in_her_language(
    world: Story,
) -> None:
    karen = await world.staff("何嘉欣", "handler", "zh-Hans", staff_id="karen")
    await world.on_the_register("T1", "陈静怡", "+85291234567", "zh-Hans", handler="karen")
    await world.alert("T1", "operational", "medium", "一笔转账")
    await karen.hears("staff_new_alert")
    await world.advance(hours=20)
    warning = await karen.hears_one("staff_clock_warning")
    assert "24 小时回应" in warning["text"]
    assert "2026年3月3日 10:00" in warning["text"]


async def test_a_notice_repeated_by_hand_stops_the_clock_as_the_first_would_have(
    world: Story,
) -> None:
    desk = await firm(world)
    await world.fault("timeout_before", method="sendMessage")
    case_no = await world.alert("T1", "operational", "medium", "A transfer")
    heard = [world.template_of(desk.teacher.person_id, m["message_id"])
             for m in await desk.teacher.unread()]  # fmt: skip
    await desk.teacher.hears(*heard)
    told = [world.template_of(desk.karen.person_id, m["message_id"])
            for m in await desk.karen.unread()]  # fmt: skip
    assert "staff_delivery_problem" in told
    messages = await desk.karen.hears(*told)
    await desk.karen.press("🔁 Send again", messages[told.index("staff_delivery_problem")])
    await desk.karen.hears("staff_repeated")
    again = (await desk.teacher.unread())[-1]
    await desk.teacher.hears(world.template_of(desk.teacher.person_id, again["message_id"]))
    await world.advance_by_hours(26)
    assert not {"clock.warned", "clock.breached"} & set(world.kinds(case_no))
