"""Journey 6, the other ends: partial with its open items, failed by compliance and legal."""

from __future__ import annotations

from tests.flow.firm import APPROVE, Firm, firm
from tests.flow.world import Json, Phone, Story

PARTIAL, FAILED, AGREE = "◐ Record as partial", "✖️ Record as failed", "✖️ Agree: record as failed"


async def open_case(world: Story, language: str = "en", name: str = "Mrs Wong") -> Firm:
    desk = await firm(world, language=language, name=name)
    desk.case_no = await world.alert("T1", "unpaid_debt", "low")
    await desk.teacher.hears("notice_low")
    await desk.karen.hears("staff_new_alert")
    return desk


async def lists(desk: Firm, words: str) -> None:
    await desk.karen.press(PARTIAL, await desk.status(desk.karen))
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say(words)


async def proposes(desk: Firm, who: Phone, reason: str, words: str) -> None:
    await who.press(FAILED, await desk.status(who))
    await who.press(reason, await who.hears_one("staff_failure_reason"))
    await who.hears("staff_ask_words")
    await who.say(words)


async def agrees(who: Phone, proposal: Json, words: str) -> None:
    await who.press(AGREE, proposal)
    await who.hears("staff_ask_words")
    await who.say(words)


async def test_a_partial_outcome_tells_her_the_open_items_with_new_dates(world: Story) -> None:
    desk = await open_case(world, language="zh-Hant", name="黃美玲")
    await lists(desk, "還款證明｜2026/03/20\n稅務文件 | 2026-04-10")
    told = await desk.teacher.hears_one("outcome_partial")
    assert "還款證明" in told["text"] and "2026年3月20日" in told["text"]
    assert "稅務文件" in told["text"] and "2026年4月10日" in told["text"]
    await desk.karen.hears("staff_outcome")
    case = world.file(desk.case_no)["case"]
    assert (case["outcome"], case["state"]) == ("partial", "partial")
    status = await desk.status(desk.karen)
    assert "Open items review" in status["text"]


async def test_every_open_item_comes_up_on_its_date_and_so_does_the_firms_review(
    world: Story,
) -> None:
    desk = await open_case(world)
    await lists(desk, "Proof of repayment | 2026-03-04\nTax papers | 2026-03-06")
    await desk.teacher.hears("outcome_partial")
    await desk.karen.hears("staff_outcome")
    due = []
    for _ in range(16):
        await world.advance(days=1)
        due += [m["text"] for m in await desk.karen.unread() if "Open items" in m["text"]]
        await swallow(desk)
    assert [next(d for d in ("16 Mar", "4 Mar", "6 Mar") if d in text) for text in due] == [
        "4 Mar", "6 Mar", "16 Mar",
    ]  # fmt: skip


async def swallow(desk: Firm) -> None:
    """Everybody reads what else came: reminders and clocks, which other stories tell of."""
    for phone in desk.world.phones:
        for message in await phone.unread():
            phone.seen[phone.person_id] = message["message_id"]


async def test_a_list_without_dates_is_asked_for_again(world: Story) -> None:
    desk = await open_case(world)
    await lists(desk, "Proof of repayment")
    assert "no date" in (await desk.karen.hears_one("staff_ask_again"))["text"]
    await desk.karen.say("Proof of repayment | 2026-02-01")
    assert "date" in (await desk.karen.hears_one("staff_ask_again"))["text"]
    await desk.karen.say("Proof of repayment | 2026-03-20")
    await desk.teacher.hears("outcome_partial")
    await desk.karen.hears("staff_outcome")


async def test_after_a_partial_outcome_the_case_may_still_be_closed(world: Story) -> None:
    desk = await firm(world)
    await desk.low_alert()
    await lists(desk, "Bank confirmation | 2026-03-20")
    await desk.teacher.hears("outcome_partial")
    await desk.karen.hears("staff_outcome")
    await desk.closed()
    assert world.file(desk.case_no)["case"]["outcome"] == "success"


async def test_failed_needs_compliance_and_legal_and_she_reads_approved_words_only(
    world: Story,
) -> None:
    desk = await open_case(world, language="zh-Hans", name="陈静怡")
    peter = await world.staff("Peter Tang", "legal", staff_id="peter")
    await proposes(desk, desk.wu, "No agreement reached", "She shouted at us twice on the phone")
    proposal = await peter.hears_one("staff_failure_proposed")
    assert "we have not yet agreed" in proposal["text"] and "shouted" in proposal["text"]
    assert world.file(desk.case_no)["case"]["outcome"] == ""
    await agrees(peter, proposal, "Agreed, nothing more can be done in law")
    told = await desk.teacher.hears_one("outcome_failed")
    assert "原因：双方还没有商定处理办法" in told["text"] and "未结清款项" in told["text"]
    for internal in ("shouted", "Agreed, nothing", "no_agreement", "unpaid_debt"):
        assert internal not in told["text"]
    await desk.karen.hears("staff_outcome")
    await desk.wu.hears("staff_outcome")
    await peter.hears("staff_outcome")
    (final,) = world.bodies(desk.case_no, "outcome.failed")
    assert final == {"reason": "no_agreement", "open_items": ["alert_open: A1"]}
    assert world.file(desk.case_no)["case"]["state"] == "failed"


async def test_one_department_alone_cannot_fail_a_case(world: Story) -> None:
    desk = await open_case(world)
    other = await world.staff("Lau Wing", "compliance", staff_id="lau")
    await proposes(desk, desk.wu, "Debt not settled", "The debt stands since January")
    assert "outcome.failed" not in world.kinds(desk.case_no)
    assert await other.press(FAILED, await desk.status(other)) == "This was done before"
    assert len(world.bodies(desk.case_no, "failure.proposed")) == 1


async def test_one_person_in_two_departments_is_still_one_person(world: Story) -> None:
    desk = await open_case(world)
    await proposes(desk, desk.wu, "Debt not settled", "The debt stands since January")
    with world.app.store.begin() as tx:
        row = tx.staff("wu")
        assert row is not None
        tx.put_staff(type(row)(**{**row.__dict__, "role": "legal"}))
    await desk.wu.press(FAILED, await desk.status(desk.wu))
    assert "four eyes" in (await desk.wu.hears_one("staff_refused"))["text"]
    assert len(world.bodies(desk.case_no, "failure.proposed")) == 1


async def test_an_account_manager_cannot_propose_a_failure(world: Story) -> None:
    desk = await open_case(world)
    mei = await world.staff("Mei Lin", "handler", staff_id="mei")
    await world.make_group(desk.jack, mei)
    await proposes(desk, desk.wu, "Debt not settled", "The debt stands since January")
    _, proposal = await mei.hears(
        "staff_group_bound", "staff_failure_proposed", chat_id=world.group_id
    )
    await mei.press(AGREE, proposal)
    assert "your role may not do this" in (await mei.hears_one("staff_refused"))["text"]
    (kept,) = world.bodies(desk.case_no, "press.refused")
    assert (kept["option"], kept["reason"]) == ("failed", "may_not")


async def test_a_failure_proposed_after_the_approval_makes_it_void(world: Story) -> None:
    desk = await firm(world)
    await desk.low_alert()
    passed = await desk.checks()
    await proposes(desk, desk.wu, "Account review not completed", "We want to look once more")
    await desk.jack.press(APPROVE, passed)
    refused = await desk.jack.hears_one("staff_gate_failed")
    assert "another outcome was recorded" in refused["text"]
