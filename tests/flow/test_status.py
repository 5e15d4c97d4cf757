"""Journey 8: how far is it? Staff read everything, the client only what is hers to know."""

from __future__ import annotations

import pytest

from tests.flow.firm import APPROVE, Firm, firm
from tests.flow.world import Phone, Story

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
NAMES = {"en": "Mrs Wong", "zh-Hans": "陈静怡", "zh-Hant": "黃美玲"}
# What a client must never read: internal words, ratings, and that the AML law is concerned.
INTERNAL = (
    "AML", "aml", "money laundering", "launder", "suspicious", "可疑", "反洗钱", "洗钱",
    "打擊洗錢", "洗錢", "HIGH RISK", "Low risk", "风险", "風險", "🔴", "🟡", "🟢", "Mei thinks",
    "blocker", "gate", "compliance", "合规", "合規", "evaded",
)  # fmt: skip


async def read(who: Phone, words: str) -> str:
    await who.say(words)
    return str((await who.hears_one("staff_case_status"))["text"])


async def open_case(world: Story, severity: str = "medium", risk: str = "credit") -> Firm:
    desk = await firm(world)
    desk.case_no = await world.alert("T1", risk, severity, "income not proved")
    await desk.karen.hears("staff_new_alert")
    return desk


async def test_staff_read_state_severity_items_clocks_contact_and_blockers(world: Story) -> None:
    desk = await open_case(world)
    await desk.teacher.hears("notice_medium", "document_request")
    text = await read(desk.karen, f"/case {desk.case_no}")
    for part in (
        "Mrs Wong", "🟡 Medium risk · Action (medium)", "A1", "Credit risk", "D1 proof of income",
        "missing", "In the way of closing", "alert not resolved: A1", "documents not complete: D1",
        "checks not run", "Clocks", "Client's documents", "Last contact: 2 Mar",
    ):  # fmt: skip
        assert part in text, part
    assert "none yet" not in text


@pytest.mark.parametrize(
    "words",
    ["{} 到哪一步了？", "{}到哪一步了", "请问案子{0}怎么样", "how far is {}?", "Where's {}", "{}"],
)
async def test_a_case_number_in_plain_words_is_enough_without_any_engine(
    world: Story, words: str
) -> None:
    desk = await open_case(world)
    await desk.teacher.hears("notice_medium", "document_request")
    assert desk.case_no in await read(desk.karen, words.format(desk.case_no))
    assert desk.case_no in await read(desk.karen, words.format(desk.case_no.lower()))


async def test_staff_read_the_status_in_their_own_language(world: Story) -> None:
    desk = await open_case(world)
    await desk.teacher.hears("notice_medium", "document_request")
    fang = await world.staff("方婷", "compliance", language="zh-Hans")
    text = await read(fang, f"{desk.case_no} 到哪一步了？")
    assert "🟡 中风险 · 处理（中）" in text and "还不能销户" in text and "信用风险" in text
    ming = await world.staff("李明", "branch_manager", language="zh-Hant")
    text = await read(ming, f"/case {desk.case_no}")
    assert "未能結束戶口" in text and "信貸風險" in text


async def test_who_read_a_case_is_on_file_and_an_administrator_may_not(world: Story) -> None:
    desk = await open_case(world)
    await desk.teacher.hears("notice_medium", "document_request")
    ada = await world.staff("Ada Ng", "auditor", staff_id="ada")
    await read(ada, f"/case {desk.case_no}")
    reads = [e for e in world.file(desk.case_no)["entries"] if e["kind"] == "case.read"]
    assert [(e["actor"]["id"], e["actor"]["role"]) for e in reads] == [("ada", "auditor")]
    root = await world.staff("Root", "admin")
    await root.say(f"/case {desk.case_no}")
    answer = await root.hears_one("staff_case_unknown")
    assert "Mrs Wong" not in answer["text"]


async def test_a_case_that_does_not_exist_is_said_plainly(world: Story) -> None:
    karen = await world.staff("Karen Ho", "handler")
    await karen.say("C-2026-999999 到哪一步了？")
    assert "C-2026-999999" in (await karen.hears_one("staff_case_unknown"))["text"]


async def test_staff_see_what_the_closing_and_the_check_in_still_wait_for(world: Story) -> None:
    desk = await firm(world)
    await desk.low_alert()
    passed = await desk.checks()
    assert "not approved" in await read(desk.karen, desk.case_no)
    await desk.jack.press(APPROVE, passed)
    await desk.jack.hears("staff_flags")
    flags = await desk.hilary.hears_one("staff_flags")
    await desk.teacher.hears("closing_in_progress")
    text = await read(desk.karen, desk.case_no)
    assert "Closing" in text and "the three statements are not complete" in text
    flags = await desk.stated(flags, "☑️ Account closed", "☑️ Funds cleared")
    await desk.hilary.press("☑️ Debts settled", flags)
    await desk.karen.hears("staff_closed")
    await desk.teacher.hears("closure_certificate")
    text = await read(desk.karen, desk.case_no)
    assert "Closed · Success" in text and "In the way" not in text
    assert "9 Mar" in text and "Check-in" in text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_client_reads_no_internal_note_rating_or_silent_reason(
    world: Story, language: str
) -> None:
    desk = await firm(world, language=language, name=NAMES[language])
    desk.case_no = await world.alert("T1", "aml", "high", "suspicious: evaded the questions")
    told = await desk.karen.hears_one("staff_new_alert")
    escalated = await desk.wu.hears_one("staff_escalation")
    for text in (told["text"], escalated["text"], await read(desk.karen, desk.case_no)):
        assert "AML" not in text and "evaded" not in text
    await desk.wu.press("✋ I take it on", escalated)
    await desk.wu.hears("staff_acknowledged")
    await desk.karen.press("📞 Log a call", await desk.status(desk.karen))
    await desk.karen.hears("staff_ask_words")
    await desk.karen.say("Mei thinks she launders money")
    await desk.karen.hears("staff_done")
    assert "AML" in await read(desk.wu, desk.case_no)
    paused = await desk.teacher.hears_one("closure_suspended")
    await desk.teacher.say("/status")
    status = await desk.teacher.hears_one("status_client")
    assert [word for word in INTERNAL if word in status["text"]] == []
    assert [word for word in INTERNAL if word in paused["text"] and word != "🔴"] == []
    wanted = {"en": "a review of the account", "zh-Hans": "账户复核", "zh-Hant": "戶口覆核"}
    assert wanted[language] in status["text"]


async def test_the_client_sees_her_papers_and_what_is_waited_for(world: Story) -> None:
    desk = await firm(world, language="zh-Hant", name="黃美玲")
    desk.case_no = await world.alert("T1", "credit", "medium")
    await desk.karen.hears("staff_new_alert")
    await desk.teacher.hears("notice_medium", "document_request")
    await desk.teacher.say("/status")
    text = (await desk.teacher.hears_one("status_client"))["text"]
    assert desk.case_no in text and "入息證明：等候您提交" in text and "正等候：您的文件" in text
    assert "最遲 2026年3月9日" in text


async def test_another_clients_case_number_tells_a_client_nothing(world: Story) -> None:
    desk = await open_case(world)
    await desk.teacher.hears("notice_medium", "document_request")
    other = await world.client("T2", "Mr Lee", "+85298765432", handler="karen")
    await other.say(f"{desk.case_no} 到哪一步了？")
    assert "Mrs Wong" not in (await other.hears_one("no_open_case"))["text"]
    assert "case.read" not in world.kinds(desk.case_no)


async def test_a_stranger_learns_nothing_from_a_case_number(world: Story) -> None:
    desk = await open_case(world)
    await desk.teacher.hears("notice_medium", "document_request")
    stranger = await world.person("Somebody")
    await stranger.say(f"/case {desk.case_no}")
    assert "Mrs Wong" not in (await stranger.hears_one("welcome_stranger"))["text"]


async def test_the_status_in_the_group_is_answered_in_the_group(world: Story) -> None:
    desk = await firm(world)
    group = await world.make_group(desk.jack, desk.karen)
    await desk.low_alert()
    await desk.karen.say(f"/case {desk.case_no}", chat_id=group)
    found = await desk.karen.hears("staff_group_bound", "staff_case_status", chat_id=group)
    assert "Mrs Wong" in found[1]["text"]
