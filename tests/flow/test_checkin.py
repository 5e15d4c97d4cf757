"""Journey 7: after the closing: is all well? Asked, rated, commented, anything open passed on."""

from __future__ import annotations

from tests.flow.firm import Firm, firm
from tests.flow.world import Json, Story

FINE, OPEN, DECLINE = "All is well", "Something is still open", "No more check-ins, please"


async def closed(world: Story, language: str = "en", name: str = "Mrs Wong") -> Firm:
    desk = await firm(world, language=language, name=name)
    await desk.low_alert()
    await desk.closed()
    return desk


async def asked(desk: Firm, days: float = 7) -> Json:
    await desk.world.advance(days=days)
    return await desk.teacher.hears_one("checkin")


async def test_she_is_asked_on_day_7_rates_comments_and_all_is_well(world: Story) -> None:
    desk = await closed(world)
    await world.advance(days=6, hours=23, minutes=59)
    assert await desk.teacher.unread() == []
    question = await asked(desk, days=1 / 24)
    assert "2 Mar 2026" in question["text"]
    await desk.teacher.press(FINE, question)
    rating = await desk.teacher.hears_one("checkin_rating")
    await desk.teacher.press("5 Very happy", rating)
    await desk.teacher.hears("checkin_comment")
    assert "5/5" in (await desk.karen.hears_one("staff_checkin_result"))["text"]
    await desk.teacher.say("Karen was very patient, thank you")
    last = await desk.teacher.hears_one("checkin_anything_open")
    assert "very patient" in (await desk.karen.hears_one("staff_checkin_result"))["text"]
    await desk.teacher.press("No, nothing", last)
    await desk.teacher.hears("checkin_thanks")
    await world.advance(days=60)
    assert world.bodies(desk.case_no, "checkin.answered") == [{"answer": "fine"}]
    assert world.bodies(desk.case_no, "checkin.rated") == [{"score": 5}]
    assert world.bodies(desk.case_no, "checkin.commented") == [
        {"words": "Karen was very patient, thank you"}
    ]


async def test_silence_is_asked_three_times_then_a_person_calls_and_day_30_is_the_limit(
    world: Story,
) -> None:
    desk = await closed(world)
    first = await asked(desk)
    await asked(desk, days=14)
    assert await desk.teacher.press(FINE, first) == "This question has been answered"
    await desk.teacher.hears("press_refused")
    await asked(desk, days=7)
    await world.advance(days=1)
    assert "Check-in by telephone" in (await desk.karen.hears_one("staff_task"))["text"]
    # Day 30 itself is in time, and the task's own 24 hours end with it.
    await world.advance(days=1)
    await desk.jack.hears("staff_clock_breach")
    await desk.wu.hears("staff_clock_breach")
    assert "checkin:30d" not in [b["clock"] for b in world.bodies(desk.case_no, "clock.breached")]
    await world.advance(seconds=1)
    for told in (desk.karen, desk.jack, desk.wu):
        await told.hears("staff_checkin_overdue")
    await world.advance(days=300)
    clocks = [body["clock"] for body in world.bodies(desk.case_no, "clock.breached")]
    assert clocks.count("checkin:30d") == 1


async def test_a_logged_call_counts_as_the_check_in(world: Story) -> None:
    desk = await closed(world)
    await asked(desk)
    await desk.karen.press("📞 Log a call", await desk.status(desk.karen))
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Spoke with her, all is well")
    await desk.karen.hears("staff_done")
    await world.advance(days=60)
    assert world.bodies(desk.case_no, "clock.breached") == []


async def test_what_is_still_open_becomes_a_task_with_number_and_date(world: Story) -> None:
    desk = await closed(world)
    await desk.teacher.press(OPEN, await asked(desk))
    await desk.teacher.hears("checkin_open_words")
    await desk.karen.hears("staff_checkin_result")
    await desk.teacher.say("My bank has not received the HK$300")
    thanks = await desk.teacher.hears_one("checkin_thanks")
    assert "T1" in thanks["text"] and "10 Mar 2026" in thanks["text"]
    task = await desk.karen.hears_one("staff_task")
    assert "HK$300" in task["text"] and "T1" in task["text"]
    (opened,) = world.bodies(desk.case_no, "task.opened")
    assert opened["words"] == "My bank has not received the HK$300"
    await desk.karen.press("✅ Task done", task)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Paid out again today, she has it")
    await desk.karen.hears("staff_done")


async def test_who_says_something_is_open_but_not_what_is_called(world: Story) -> None:
    desk = await closed(world)
    await desk.teacher.press(OPEN, await asked(desk))
    await desk.teacher.hears("checkin_open_words")
    await desk.karen.hears("staff_checkin_result")
    await world.advance(hours=24)
    assert "An open matter" in (await desk.karen.hears_one("staff_task"))["text"]
    assert [body["task"] for body in world.bodies(desk.case_no, "task.opened")] == ["open_matter"]


async def test_a_complaint_at_the_check_in_has_a_number_and_a_date(world: Story) -> None:
    desk = await closed(world, language="zh-Hant", name="黃美玲")
    question = await asked(desk)
    await desk.teacher.press("我要投訴", question)
    await desk.teacher.hears("ask_complaint")
    await desk.teacher.say("等了太久，無人回覆我")
    noted = await desk.teacher.hears_one("complaint_received")
    assert "K1" in noted["text"] and "2026年3月11日" in noted["text"]
    assert "等了太久" in (await desk.karen.hears_one("staff_complaint"))["text"]
    await desk.jack.hears("staff_complaint")
    await desk.wu.hears("staff_complaint")
    # A complaint is an answer: nobody asks her whether all is well once more.
    await world.advance(days=13)
    for boss in (desk.jack, desk.wu):
        await boss.hears("staff_clock_breach")
    await world.advance(days=1)
    assert len(world.bodies(desk.case_no, "checkin.asked")) == 1


async def test_a_score_may_be_changed_and_counts_once(world: Story) -> None:
    desk = await closed(world, language="zh-Hans", name="陈静怡")
    await desk.teacher.press("一切顺利", await asked(desk))
    rating = await desk.teacher.hears_one("checkin_rating")
    await world.advance(days=40)
    await desk.teacher.press("1 很不满意", rating)
    first = await desk.teacher.hears_one("checkin_comment")
    assert "很抱歉没让您满意" in first["text"]
    assert "A low score" in (await desk.karen.hears_one("staff_checkin_result"))["text"]
    assert await desk.teacher.press("1 很不满意", rating) == "这一步之前已办理"
    await desk.teacher.press("5 很满意", rating)
    assert "谢谢您的 5 分" in (await desk.teacher.hears_one("checkin_comment"))["text"]
    assert "5/5" in (await desk.karen.hears_one("staff_checkin_result"))["text"]
    assert [b["score"] for b in world.bodies(desk.case_no, "checkin.rated")] == [1, 5]


async def test_words_are_a_comment_only_while_it_is_asked_for(world: Story) -> None:
    desk = await closed(world)
    await desk.teacher.press(FINE, await asked(desk))
    await desk.teacher.press("4 Happy", await desk.teacher.hears_one("checkin_rating"))
    comment = await desk.teacher.hears_one("checkin_comment")
    await desk.karen.hears("staff_checkin_result")
    await desk.teacher.press("Skip", comment)
    await desk.teacher.hears("checkin_anything_open")
    await desk.teacher.say("It took rather long")
    await desk.teacher.hears("did_not_understand")
    assert world.bodies(desk.case_no, "checkin.commented") == []


async def test_who_wants_no_check_in_is_left_in_peace(world: Story) -> None:
    desk = await closed(world)
    await desk.teacher.press(DECLINE, await asked(desk))
    assert "not check in again" in (await desk.teacher.hears_one("checkin_thanks"))["text"]
    assert "declined" in (await desk.karen.hears_one("staff_checkin_result"))["text"]
    await world.advance(days=60)
    assert world.bodies(desk.case_no, "clock.breached") == []


async def test_a_person_calls_at_once_who_cannot_be_written_to(world: Story) -> None:
    desk = await firm(world, enrolled=False)
    await desk.low_alert()
    await desk.closed()
    await world.advance(days=7)
    task = await desk.karen.hears_one("staff_task")
    assert "the client has not enrolled" in task["text"]
    assert world.bodies(desk.case_no, "checkin.asked") == []


async def test_a_person_calls_at_once_who_has_blocked_the_bot(world: Story) -> None:
    desk = await closed(world)
    await desk.teacher.block()
    await world.advance(days=7)
    problem = await desk.karen.hears_one("staff_delivery_problem")
    assert "check-in" in problem["text"] and "blocked" in problem["text"]
    (task,) = world.bodies(desk.case_no, "task.opened")
    assert task["task"] == "call_client"
    await desk.karen.press("📞 Log a call", problem)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Reached her at home, all is well")
    await desk.karen.hears("staff_done")
    await world.advance(days=60)
    assert world.bodies(desk.case_no, "clock.breached") == []


async def test_after_an_outage_of_a_month_nothing_is_lost_and_she_is_asked_once(
    world: Story,
) -> None:
    desk = await closed(world)
    await world.advance(days=31)
    await desk.teacher.hears("checkin")
    await desk.karen.hears("staff_task", "staff_checkin_overdue")
    for boss in (desk.jack, desk.wu):
        await boss.hears("staff_checkin_overdue")
    assert [b["attempt"] for b in world.bodies(desk.case_no, "checkin.asked")] == [1, 2, 3]


async def test_a_person_is_called_from_the_check_in(world: Story) -> None:
    desk = await closed(world)
    await desk.teacher.press("Talk to a person", await asked(desk))
    await desk.teacher.hears("human_coming")
    await desk.karen.hears("staff_task")
    assert world.bodies(desk.case_no, "human.asked") == [{"why": "wish"}]


async def test_a_score_in_words_is_offered_as_its_button_and_counts_when_pressed(
    world: Story,
) -> None:
    desk = await closed(world)
    await desk.teacher.press(FINE, await asked(desk))
    await desk.teacher.hears("checkin_rating")
    await desk.teacher.say("4")
    again = await desk.teacher.hears_one("press_instead")
    assert world.bodies(desk.case_no, "checkin.rated") == []
    label = next(b["text"] for row in again["keyboard"]["rows"] for b in row if b["text"][0] == "4")
    await desk.teacher.press(label, again)
    await desk.teacher.hears("checkin_comment")
    await desk.karen.hears("staff_checkin_result")
    assert world.bodies(desk.case_no, "checkin.rated") == [{"score": 4}]
