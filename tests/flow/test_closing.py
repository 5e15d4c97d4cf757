"""Journey 6: the gate, four eyes, the three statements, the certificate."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests.flow.firm import APPROVE, CHECK, FLAGS, RESOLVED, firm
from tests.flow.world import Story


def printed(pdf: bytes) -> str:
    """The words on a certificate."""
    return "".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).replace("\x00", "")


async def test_a_case_is_closed_and_the_client_gets_her_certificate(world: Story) -> None:
    desk = await firm(world)
    case_no = await desk.low_alert()
    letter = await desk.closed()
    assert letter["document"]["file_name"] == f"CERT-{case_no.removeprefix('C-')}.pdf"
    (issued,) = world.bodies(case_no, "certificate.issued")
    pdf = await world.download(letter)
    words = printed(pdf)
    assert issued["verify_code"] in words and issued["verify_code"] in letter["text"]
    assert "Mrs Wong" in words and "****8812" in words and "Funds cleared" in words
    assert world.file(case_no)["case"]["outcome"] == "success"
    await desk.teacher.press("I have received this", letter)
    await desk.teacher.hears("confirmation_receipt")
    (receipt,) = world.bodies(case_no, "confirmed")
    assert (receipt["what"], receipt["subject"]) == (
        "certificate_receipt", issued["certificate_no"],
    )  # fmt: skip


async def test_the_certificate_is_in_her_language_with_rare_characters(world: Story) -> None:
    desk = await firm(world, name="陈𠮷龘", language="zh-Hans")
    await desk.low_alert()
    words = printed(await world.download(await desk.closed()))
    assert "账户注销证明" in words and "陈𠮷龘" in words and "启明证券有限公司" in words


async def test_a_hong_kong_client_reads_hong_kong_words_on_her_certificate(world: Story) -> None:
    desk = await firm(world, name="黃㛓𡃁", language="zh-Hant")
    await desk.low_alert()
    words = printed(await world.download(await desk.closed()))
    assert "結束戶口證明書" in words and "黃㛓𡃁" in words and "款項已結算" in words


async def test_the_gate_stays_shut_while_an_alert_is_open(world: Story) -> None:
    desk = await firm(world)
    desk.case_no = await world.alert("T1", "operational", "low")
    await desk.teacher.hears("notice_low")
    await desk.karen.hears("staff_new_alert")
    await desk.karen.press(CHECK, await desk.status(desk.karen))
    shut = await desk.karen.hears_one("staff_gate_failed")
    assert "alert not resolved: A1" in shut["text"]
    assert "closing.approved" not in world.kinds(desk.case_no)


async def test_who_handles_a_case_cannot_approve_it(world: Story) -> None:
    desk = await firm(world)
    case_no = await desk.low_alert()
    await desk.jack.press(CHECK, await desk.status(desk.jack))
    passed = await desk.jack.hears_one("staff_gate_passed")
    await desk.wu.hears("staff_gate_passed")
    await desk.jack.hears("staff_done")
    assert await desk.jack.press(APPROVE, passed) == "Not possible at this stage"
    refused = await desk.jack.hears_one("staff_gate_failed")
    assert "another person must" in refused["text"]
    assert world.bodies(case_no, "gate.refused") == [{"reasons": ["approver_is_handler"]}]
    assert world.file(case_no)["case"]["state"] == "gate"


async def test_an_account_manager_has_no_right_to_approve_and_it_is_recorded(world: Story) -> None:
    desk = await firm(world)
    mei = await world.staff("Mei Lin", "handler", staff_id="mei")
    await world.make_group(desk.jack, mei)
    case_no = await desk.low_alert()
    await desk.karen.press(CHECK, await desk.status(desk.karen))
    await desk.karen.hears("staff_done")
    _, passed = await mei.hears("staff_group_bound", "staff_gate_passed", chat_id=world.group_id)
    await mei.press(APPROVE, passed)
    assert "your role may not do this" in (await mei.hears_one("staff_refused"))["text"]
    (kept,) = world.bodies(case_no, "press.refused")
    assert (kept["option"], kept["reason"]) == ("approve", "may_not")
    assert "closing.approved" not in world.kinds(case_no)


async def test_a_change_after_the_checks_makes_them_stale_and_staff_read_which(
    world: Story,
) -> None:
    desk = await firm(world)
    case_no = await desk.low_alert()
    passed = await desk.checks()
    await world.alert("T1", "tax_arrears", "low", ref="second")
    second = await desk.karen.hears_one("staff_new_alert")
    await desk.teacher.hears("notice_low")
    await desk.karen.press(RESOLVED, second)
    await desk.teacher.hears("alert_resolved")
    await desk.jack.press(APPROVE, passed)
    stale = await desk.jack.hears_one("staff_gate_failed")
    assert "since then an alert came or changed: A2" in stale["text"]
    assert world.bodies(case_no, "gate.refused") == [{"reasons": ["since_alert: A2"]}]


async def test_looking_at_a_case_does_not_make_its_checks_stale(world: Story) -> None:
    desk = await firm(world)
    case_no = await desk.low_alert()
    passed = await desk.checks()
    await desk.status(desk.karen)
    await desk.teacher.say("/status")
    await desk.teacher.hears("status_client")
    await desk.jack.press(APPROVE, passed)
    await desk.jack.hears("staff_flags")
    await desk.hilary.hears("staff_flags")
    await desk.teacher.hears("closing_in_progress")
    assert world.file(case_no)["case"]["state"] == "closing"


async def test_checks_of_yesterday_are_too_old(world: Story) -> None:
    desk = await firm(world)
    await desk.low_alert()
    passed = await desk.checks()
    await world.advance(hours=24, seconds=1)
    await desk.jack.press(APPROVE, passed)
    assert "checks out of date" in (await desk.jack.hears_one("staff_gate_failed"))["text"]


async def test_an_alert_after_the_approval_makes_it_void(world: Story) -> None:
    desk = await firm(world)
    case_no = await desk.low_alert()
    flags = await desk.stated(await desk.approved(), FLAGS[0])
    await world.alert("T1", "unpaid_debt", "low", ref="late")
    late = await desk.karen.hears_one("staff_new_alert")
    await desk.teacher.hears("notice_low")
    assert world.file(case_no)["case"]["state"] == "action_low"
    await desk.hilary.press(FLAGS[1], flags)
    refused = await desk.hilary.hears_one("staff_gate_failed")
    assert "no longer counts" in refused["text"] and "A2" in refused["text"]
    await desk.karen.press(RESOLVED, late)
    await desk.teacher.hears("alert_resolved")
    await desk.hilary.press(FLAGS[1], flags)
    await desk.hilary.hears("staff_gate_failed")
    assert world.file(case_no)["case"]["state"] == "resolved"
    # Approved anew, all three are to be stated anew.
    await desk.closed()
    stated = [body["flag"] for body in world.bodies(case_no, "closing.flag")]
    assert stated == ["account_closed", "account_closed", "funds_cleared", "debts_settled"]


async def test_a_flag_stated_twice_counts_once(world: Story) -> None:
    desk = await firm(world)
    case_no = await desk.low_alert()
    flags = await desk.approved()
    await desk.stated(flags, FLAGS[0])
    assert await desk.hilary.press(FLAGS[0], flags) == "This was done before"
    assert [body["flag"] for body in world.bodies(case_no, "closing.flag")] == ["account_closed"]


async def test_an_earlier_case_with_the_same_risk_is_found_and_stored(world: Story) -> None:
    desk = await firm(world)
    first = await desk.low_alert()
    await desk.closed()
    second = await desk.low_alert(ref="again")
    assert second != first
    passed = await desk.checks()
    assert f"{first} · Operational risk · Success" in passed["text"]
    (looked,) = world.bodies(second, "recurrence.checked")
    assert looked == {"months": 24, "hits": [f"{first} operational success"]}


async def test_a_client_without_telegram_is_closed_as_well(world: Story) -> None:
    desk = await firm(world, enrolled=False)
    case_no = await desk.low_alert()
    assert "📵" in (await desk.status(desk.karen))["text"]
    await desk.closed()
    lost = [body["template"] for body in world.bodies(case_no, "message.undeliverable")]
    assert lost == ["alert_resolved", "closure_certificate"]
    assert world.file(case_no)["case"]["outcome"] == "success"


async def test_a_notice_that_did_not_arrive_bars_the_closing_until_somebody_calls(
    world: Story,
) -> None:
    desk = await firm(world)
    await desk.teacher.block()
    desk.case_no = await world.alert("T1", "operational", "low")
    told = await desk.karen.hears_one("staff_new_alert")
    lost = await desk.karen.hears_one("staff_delivery_problem")
    await desk.karen.press(RESOLVED, told)
    await desk.karen.press(CHECK, await desk.status(desk.karen))
    shut = await desk.karen.hears_one("staff_gate_failed")
    assert "a message did not arrive" in shut["text"]
    await desk.karen.press("📞 Log a call", lost)
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("She knows of it and agrees to the closing")
    await desk.karen.hears("staff_done")
    await desk.checks()
