"""Journey 5: a high alert; the closing stands still at once, and only compliance lets it go on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.config import load_config
from tests.flow.firm import Firm, firm
from tests.flow.world import ROOT, Json, Story, story

TAKE, LIFT, EXTEND = "✋ I take it on", "▶️ Lift suspension", "⏸ Extend suspension"


@dataclass
class Office:
    """The firm with its staff group, in which everybody sits."""

    firm: Firm
    group: int

    async def hears(self, *templates: str) -> list[Json]:
        """Reads what comes into the group, on Wu Min's phone."""
        messages = await self.firm.wu.hears(*templates, chat_id=self.group)
        for member in (self.firm.karen, self.firm.jack, self.firm.hilary):
            member.seen[self.group] = self.firm.wu.seen[self.group]
        return messages

    async def lifted(self, message: Json, reason: str, client_hears: str) -> None:
        """Wu Min lifts, with her reason in her own chat."""
        await self.firm.wu.press(LIFT, message)
        await self.firm.wu.hears("staff_ask_words")
        await self.firm.wu.say(reason)
        await self.firm.wu.hears("staff_done")
        await self.firm.karen.hears("staff_lifted")
        await self.firm.teacher.hears(client_hears)


async def _office(world: Story, *, name: str = "Mrs Wong", language: str = "en") -> Office:
    desk = await firm(world, name=name, language=language)
    group = await world.make_group(desk.jack, desk.wu, desk.karen, desk.hilary)
    office = Office(desk, group)
    desk.wu.seen[group] = desk.jack.seen[group]
    return office


async def _high(
    world: Story, risk_type: str = "legal_dispute", *, name: str = "Mrs Wong", language: str = "en"
) -> tuple[Office, Json, Json]:
    """A high alert comes; gives the office, the client's notice and the call to compliance."""
    office = await _office(world, name=name, language=language)
    desk = office.firm
    desk.case_no = await world.alert("T1", risk_type, "high", "High Court order HCA 12/2026")
    await desk.karen.hears("staff_new_alert")
    heard = ["closure_suspended"] + (["document_request"] if risk_type == "legal_dispute" else [])
    notice = (await desk.teacher.hears(*heard))[0]
    (call,) = await office.hears("staff_escalation")
    return office, notice, call


async def test_closing_stops_at_once_and_the_client_is_told_what_what_not_and_who_calls(
    world: Story,
) -> None:
    office, notice, call = await _high(world)
    desk = office.firm
    entries = world.file(desk.case_no)["entries"]
    recorded = next(e for e in entries if e["kind"] == "alert.recorded")
    suspended = next(e for e in entries if e["kind"] == "closure.suspended")
    assert suspended["at"] == recorded["at"]
    assert suspended["body"]["ground"] == "court_order"
    assert suspended["body"]["scope"] == ["closing", "transfer_out"]
    assert suspended["body"]["review_by"].startswith("2026-03-12")
    text = notice["text"]
    assert "transfer of securities to another firm" in text, "what is paused"
    assert "withdraw free cash" in text and "make a complaint" in text, "what is not"
    assert "a court order" in text and "12 Mar 2026" in text, "the ground, and until when"
    assert "Karen Ho will call you by 3 Mar 2026, 10:00" in text, "who calls"
    assert "High Court" in call["text"] and "a court order" in call["text"]
    await desk.teacher.press("I have received this", notice)
    await desk.teacher.hears("confirmation_receipt")
    (receipt,) = world.bodies(desk.case_no, "confirmed")
    assert receipt["what"] == "receipt", "received, not agreed"
    assert "alert.decided" not in world.kinds(desk.case_no)
    await office.firm.wu.press(TAKE, call)
    await office.hears("staff_acknowledged")


async def test_compliance_is_called_again_until_an_officer_takes_it_on(world: Story) -> None:
    office, _, call = await _high(world)
    desk = office.firm
    await world.advance(minutes=29)
    await world.advance(minutes=1)
    (second,) = await office.hears("staff_escalation")
    assert "call no. 2" in second["text"]
    await desk.teacher.say("I have seen this")
    await desk.teacher.hears("did_not_understand")
    await desk.karen.press(TAKE, second)
    await desk.karen.hears("staff_refused")
    await world.advance(minutes=30)
    await office.hears("staff_escalation")
    await desk.wu.press(TAKE, call)
    (taken,) = await office.hears("staff_acknowledged")
    assert "Wu Min has taken it on" in taken["text"]
    await world.advance_by_hours(12)
    assert world.kinds(desk.case_no).count("escalation.alerted") == 3, "then nobody is called"
    refused = world.bodies(desk.case_no, "press.refused")
    assert [(b["option"], b["reason"]) for b in refused] == [("acknowledge", "may_not")]


async def test_after_four_hours_without_anybody_the_branch_manager_hears_it_once(
    world: Story,
) -> None:
    office, _, _ = await _high(world)
    for _ in range(7):
        await world.advance(minutes=30)
        await office.hears("staff_escalation")
    await world.advance(minutes=30)
    *_, breach = await office.hears("staff_escalation", "staff_clock_breach")
    assert "Compliance acknowledgement" in breach["text"]
    await world.advance(hours=1)
    (call,) = await office.hears("staff_escalation")
    assert world.kinds(office.firm.case_no).count("clock.breached") == 1
    await office.firm.wu.press(TAKE, call)
    await office.hears("staff_acknowledged")


async def test_nobody_but_compliance_lifts_and_each_attempt_is_on_file(world: Story) -> None:
    office, _, call = await _high(world)
    desk = office.firm
    for person in (desk.karen, desk.jack, desk.hilary):
        await person.press(LIFT, call)
        refused = await person.hears_one("staff_refused")
        assert "Lift the suspension: not done" in refused["text"]
    attempts = [
        (e["actor"]["role"], e["body"]["option"]) for e in world.file(desk.case_no)["entries"]
        if e["kind"] == "press.refused"
    ]  # fmt: skip
    assert attempts == [("handler", "lift"), ("branch_manager", "lift"), ("finance", "lift")]
    assert "suspension.lifted" not in world.kinds(desk.case_no)
    await office.lifted(call, "The court has set the order aside", "closure_resumed")
    kinds = world.kinds(desk.case_no)
    assert "escalation.acknowledged" in kinds, "whoever lifts has also taken it on"
    (decided,) = world.bodies(desk.case_no, "alert.decided")
    assert decided["reason"] == "The court has set the order aside"
    await _called(desk)
    await world.advance(days=12)
    assert "suspension.review_called" not in world.kinds(desk.case_no)


async def test_the_call_she_is_promised_is_a_task_with_a_clock(world: Story) -> None:
    office, _, call = await _high(world, "forced_liquidation")
    desk = office.firm
    await desk.wu.press(TAKE, call)
    await office.hears("staff_acknowledged")
    await world.advance(hours=24)
    (breach,) = await office.hears("staff_clock_breach")
    assert "Task · T1" in breach["text"]
    await desk.karen.press("📞 Log a call", breach)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Explained the pause; she will not be selling")
    await desk.karen.hears("staff_done")
    assert world.bodies(desk.case_no, "task.done")[0]["task_id"] == "T1"


async def test_the_review_date_calls_compliance_who_extends_with_a_reason(world: Story) -> None:
    office, notice, call = await _high(world, "margin_shortfall", name="黃美玲", language="zh-Hant")
    desk = office.firm
    assert "黃美玲，您好" in notice["text"]
    assert "超出可用現金的提款" in notice["text"]
    await desk.wu.press(TAKE, call)
    await office.hears("staff_acknowledged")
    await _called(desk)
    await world.advance(days=10)
    (review,) = await office.hears("staff_suspension_review")
    await desk.wu.press(EXTEND, review)
    await desk.wu.hears("staff_ask_words")
    await desk.wu.say("The shortfall is being paid in two parts")
    await desk.wu.hears("staff_done")
    kept = await desk.teacher.hears_one("suspension_extended")
    assert "2026年3月22日" in kept["text"]
    assert "two parts" not in kept["text"], "an internal reason stays inside"
    (entry,) = world.bodies(desk.case_no, "suspension.reviewed")
    assert entry["reason"] == "The shortfall is being paid in two parts"
    await world.advance(days=10)
    await office.hears("staff_suspension_review")


async def test_a_suspicious_transaction_is_never_told_to_the_client(world: Story) -> None:
    office, notice, call = await _high(world, "aml", name="陈静怡", language="zh-Hans")
    desk = office.firm
    await desk.teacher.press("查看进度", notice)
    status = await desk.teacher.hears_one("status_client")
    await desk.wu.press(TAKE, call)
    await office.hears("staff_acknowledged")
    await office.lifted(call, "Checked; nothing to report", "closure_resumed")
    words = "".join(
        m["text"] for m in world.bodies(desk.case_no, "message.recorded")
        if m["audience"] == "client"
    )  # fmt: skip
    assert "账户复核" in notice["text"] and "账户复核" in status["text"]
    for secret in ("洗钱", "可疑", "High Court order", "aml", "nothing to report", "合规"):
        assert secret not in words
    assert "documents.requested" not in world.kinds(desk.case_no)


async def test_a_medium_alert_is_raised_to_high_and_everything_follows(world: Story) -> None:
    office = await _office(world)
    desk = office.firm
    desk.case_no = await world.alert("T1", "credit", "medium", "Income is not on file")
    await desk.teacher.hears("notice_medium", "document_request")
    told = await desk.karen.hears_one("staff_new_alert")
    await desk.karen.press("🔴 Raise to HIGH", told)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("She writes that somebody else uses the account")
    await desk.karen.hears("staff_done")
    paused = await desk.teacher.hears_one("closure_suspended")
    assert "credit standing" in paused["text"]
    (call,) = await office.hears("staff_escalation")
    (raised,) = world.bodies(desk.case_no, "severity.raised")
    assert (raised["before"], raised["severity"]) == ("medium", "high")
    assert world.kinds(desk.case_no).count("documents.requested") == 1, "not asked for twice"
    assert await desk.karen.press("✅ Mark resolved", told)
    await desk.karen.hears("staff_refused")
    assert "alert.decided" not in world.kinds(desk.case_no)
    await office.lifted(call, "It was her husband, with her consent", "closure_resumed")


async def test_two_high_alerts_are_two_pauses_and_each_must_be_lifted(world: Story) -> None:
    office, _, first = await _high(world)
    desk = office.firm
    await world.alert("T1", "data_leak", "high", "Her statement went to another address")
    await desk.karen.hears("staff_new_alert")
    await desk.teacher.hears("closure_suspended")
    (second,) = await office.hears("staff_escalation")
    await desk.wu.press(TAKE, first)
    await office.hears("staff_acknowledged")
    await world.advance(minutes=30)
    (again,) = await office.hears("staff_escalation")
    assert "call no. 2" in again["text"] and "A2" in again["text"]
    await office.lifted(first, "The court order was set aside", "alert_resolved")
    (told,) = [m["text"] for m in world.bodies(desk.case_no, "message.recorded")
               if m["template"] == "alert_resolved"]  # fmt: skip
    assert "stays paused" in told
    assert world.file(desk.case_no)["case"]["state"] == "suspended"
    await office.lifted(second, "The statement came back unopened", "closure_resumed")
    assert [b["alert_id"] for b in world.bodies(desk.case_no, "alert.decided")] == ["A1", "A2"]
    await world.advance(hours=2)


async def test_without_a_group_compliance_hears_it_in_person(world: Story) -> None:
    desk = await firm(world)
    await world.alert("T1", "data_leak", "high", "A statement went astray")
    await desk.karen.hears("staff_new_alert")
    await desk.teacher.hears("closure_suspended")
    call = await desk.wu.hears_one("staff_escalation")
    assert await desk.wu.press(TAKE, call)
    await desk.wu.hears("staff_acknowledged")


async def test_a_group_that_cannot_be_reached_does_not_swallow_the_call(
    fresh_url: str, tmp_path: Path
) -> None:
    plain = load_config(ROOT / "config.yml")
    gone = replace(plain, telegram=replace(plain.telegram, staff_group=-1009999999))
    async with story(fresh_url, tmp_path, config=gone) as world:
        desk = await firm(world)
        await world.alert("T1", "data_leak", "high", "A statement went astray")
        await desk.karen.hears("staff_new_alert")
        await desk.teacher.hears("closure_suspended")
        await desk.wu.hears("staff_escalation")
        await world.advance(minutes=30)
        call = await desk.wu.hears_one("staff_escalation")
        assert "call no. 2" in call["text"]
        await desk.wu.press(TAKE, call)
        await world.advance(hours=5)


async def _called(desk: Firm) -> None:
    """Karen calls the client and logs it from her own chat."""
    status = await desk.status(desk.karen)
    await desk.karen.press("📞 Log a call", status)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Spoke with her for ten minutes")
    await desk.karen.hears("staff_done")
