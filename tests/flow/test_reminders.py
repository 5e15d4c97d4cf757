"""Journey 9: reminders before and after a client's date: so many, no more, and none once answered."""

from __future__ import annotations

from tests.flow.firm import Firm, firm
from tests.flow.world import Json, Story
from tests.unit.documents.samples import pdf

NO_CONSENT = "不回复，我们不会当作您已同意"
MORE_TIME, GIVE_TIME = "I need more time", "⏳ Give more time"


async def _asked(
    world: Story, *, name: str = "Mrs Wong", language: str = "en"
) -> tuple[Firm, Json]:
    """On Monday the 2nd at ten a paper is asked for, until Monday the 9th at six."""
    desk = await firm(world, name=name, language=language)
    desk.case_no = await world.alert("T1", "operational", "medium", "A transfer")
    _, request = await desk.teacher.hears("notice_medium", "document_request")
    await desk.karen.hears("staff_new_alert")
    return desk, request


async def _last_word(desk: Firm) -> None:
    """With the last word about a date Karen gets the task to call."""
    await desk.karen.hears("staff_task")


async def test_two_reminders_before_two_after_then_a_person_calls_and_silence_decides_nothing(
    world: Story,
) -> None:
    desk, _ = await _asked(world)
    await world.advance(days=5, hours=8)
    first = await desk.teacher.hears_one("reminder_documents")
    assert "a friendly reminder" in first["text"] and "D1  explanation" in first["text"]
    await world.advance(days=1)
    assert "may we ask once more" in (await desk.teacher.hears_one("reminder_documents"))["text"]
    await world.advance(days=1)
    missed = await desk.teacher.hears_one("deadline_missed")
    assert "we do not take it as agreement" in missed["text"]
    silent = await desk.karen.hears_one("staff_client_answered")
    assert "no answer by the date" in silent["text"]
    await world.advance(days=1)
    late = await desk.teacher.hears_one("reminder_documents")
    assert "The date was 9 Mar 2026, 18:00" in late["text"]
    assert "last reminder" not in late["text"]
    await world.advance(days=2)
    assert (
        "This is the last reminder" in (await desk.teacher.hears_one("reminder_documents"))["text"]
    )
    await _last_word(desk)
    for _ in range(60):
        await world.advance(days=1)
    await desk.jack.hears("staff_clock_breach")
    await desk.wu.hears("staff_clock_breach")
    kinds = world.kinds(desk.case_no)
    assert kinds.count("reminded") == 4
    assert not {"confirmed", "alert.decided", "document.accepted"} & set(kinds)


async def test_what_she_sends_stops_the_reminders_and_a_rejection_starts_a_new_date(
    world: Story,
) -> None:
    desk, _ = await _asked(world)
    await world.advance(days=5, hours=8)
    await desk.teacher.hears("reminder_documents")
    await desk.teacher.send_file("explanation.pdf", pdf())
    await desk.teacher.hears("document_received")
    review = await desk.karen.hears_one("staff_document_review")
    await world.advance(days=10)
    await desk.karen.press("↩️ Reject", review)
    await desk.karen.press("Out of date", await desk.karen.hears_one("staff_reject_reason"))
    rejected = await desk.teacher.hears_one("document_rejected")
    # Tuesday the 17th, six in the evening; three working days on is Friday the 20th.
    assert "20 Mar 2026, 18:00 (Hong Kong time)" in rejected["text"]
    await world.advance(days=1)
    assert "20 Mar 2026" in (await desk.teacher.hears_one("reminder_documents"))["text"]
    await desk.teacher.send_file("new explanation.pdf", pdf())
    await desk.teacher.hears("document_received")
    await desk.karen.hears("staff_document_review")
    await world.advance(days=10)
    assert world.kinds(desk.case_no).count("reminded") == 2


async def test_more_time_is_asked_for_once_given_once_and_reminders_follow_the_new_date(
    world: Story,
) -> None:
    desk, request = await _asked(world)
    await desk.teacher.press(MORE_TIME, request)
    await desk.teacher.hears("more_time_noted")
    await desk.teacher.press(MORE_TIME, request)
    wish = await desk.karen.hears_one("staff_client_answered")
    await desk.karen.press(GIVE_TIME, wish)
    await desk.karen.press(GIVE_TIME, wish)
    granted = await desk.teacher.hears_one("more_time_granted")
    assert "12 Mar 2026, 18:00 (Hong Kong time)" in granted["text"]
    await world.advance(days=7)
    assert "reminded" not in world.kinds(desk.case_no), "the old date is over"
    await world.advance(days=1, hours=8)
    assert "12 Mar 2026" in (await desk.teacher.hears_one("reminder_documents"))["text"]
    await desk.teacher.press(MORE_TIME, request)
    await desk.teacher.hears("more_time_noted")
    await desk.karen.press(GIVE_TIME, await desk.karen.hears_one("staff_client_answered"))
    assert "17 Mar 2026" in (await desk.teacher.hears_one("more_time_granted"))["text"]


async def test_a_wish_for_time_that_nobody_decides_comes_back_to_karen_not_to_the_client(
    world: Story,
) -> None:
    desk, request = await _asked(world)
    await desk.teacher.press(MORE_TIME, request)
    await desk.teacher.hears("more_time_noted")
    await desk.karen.hears("staff_client_answered")
    await world.advance_by_hours(24 * 8)
    again = await desk.karen.hears_one("staff_client_answered")
    await world.advance_by_hours(24)
    assert "reminded" not in world.kinds(desk.case_no)
    await desk.karen.press(GIVE_TIME, again)
    assert "16 Mar 2026" in (await desk.teacher.hears_one("more_time_granted"))["text"]


async def test_three_days_of_standstill_give_one_message_not_a_volley(world: Story) -> None:
    desk, _ = await _asked(world)
    # Down from the 2nd until Tuesday the 10th at noon: two reminders and the date went by.
    await world.advance(days=8, hours=2)
    await desk.teacher.hears("deadline_missed")
    await desk.karen.hears("staff_client_answered")
    await world.advance(hours=6)
    late = await desk.teacher.hears_one("reminder_documents")
    assert "The date was 9 Mar 2026, 18:00" in late["text"]
    # And again, over the last reminder: it comes late, once, and is the last.
    await world.advance(days=5)
    assert (
        "This is the last reminder" in (await desk.teacher.hears_one("reminder_documents"))["text"]
    )
    await _last_word(desk)
    assert [b["number"] for b in world.bodies(desk.case_no, "reminded")] == [1, 2]


async def test_a_low_notice_is_reminded_of_in_her_language_until_she_answers(
    world: Story,
) -> None:
    desk = await firm(world, name="黃美玲", language="zh-Hant")
    desk.case_no = await world.alert("T1", "operational", "low", "一筆轉賬")
    notice = await desk.teacher.hears_one("notice_low")
    await desk.karen.hears("staff_new_alert")
    await world.advance(days=5, hours=8)
    reminder = await desk.teacher.hears_one("reminder_reply")
    assert "2026年3月9日 18:00（香港時間）" in reminder["text"]
    labels = [b["text"] for row in reminder["keyboard"]["rows"] for b in row]
    assert "核對無誤" not in labels, "only the notice itself, with its facts, can be confirmed"
    await desk.teacher.press("核對無誤", notice)
    await desk.teacher.hears("confirmation_receipt")
    await desk.karen.hears("staff_client_answered")
    await world.advance_by_hours(24 * 10)
    assert world.kinds(desk.case_no).count("reminded") == 1
    assert "alert.decided" not in world.kinds(desk.case_no), "a person decides"


async def test_a_client_who_writes_in_simplified_chinese_is_never_taken_to_agree_by_silence(
    world: Story,
) -> None:
    desk = await firm(world, name="陈静怡", language="zh-Hans")
    desk.case_no = await world.alert("T1", "operational", "low", "一笔转账")
    await desk.teacher.hears("notice_low")
    await desk.karen.hears("staff_new_alert")
    for _ in range(90):
        await world.advance(days=1)
    before = await desk.teacher.hears("reminder_reply", "reminder_reply", "deadline_missed")
    after = await desk.teacher.hears("reminder_reply", "reminder_reply")
    for message in (*before, *after):
        assert NO_CONSENT in message["text"]
    await desk.karen.hears("staff_client_answered", "staff_task")
    await desk.jack.hears("staff_clock_breach")
    await desk.wu.hears("staff_clock_breach")
    assert not {"confirmed", "alert.decided"} & set(world.kinds(desk.case_no))
