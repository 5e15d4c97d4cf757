"""The real engines in a real conversation: three languages, clients and staff.

The embedded engine always runs; with `--engine rasa` (as CI does) the same stories run once more
with the Rasa server behind the bot.
"""

from __future__ import annotations

import pytest

from tests.flow.test_words import low_case
from tests.flow.world import Story

CLIENT = [
    ("en", "What is happening with my case?", "status_client"),
    ("zh-Hans", "我的案子现在办到哪一步了？", "status_client"),
    ("zh-Hant", "我單嘢而家去到邊度？", "status_client"),
    ("en", "Is this message really from you or is it a scam?", "genuine"),
    ("zh-Hans", "你们这是不是诈骗短信？", "genuine"),
    ("zh-Hant", "呢個係咪詐騙短訊嚟㗎？", "genuine"),
    ("en", "Please sell all my HSBC shares now", "no_orders"),
    ("zh-Hans", "帮我买入一千股腾讯", "no_orders"),
    ("zh-Hant", "幫我沽晒啲滙豐", "no_orders"),
    ("en", "I want to keep my account, please don't close it", "wish_repeat"),
    ("zh-Hans", "我不想销户了", "wish_repeat"),
    ("en", "How is the weather in Tokyo today?", "did_not_understand"),
    ("zh-Hans", "今天上海天气怎么样？", "did_not_understand"),
    ("zh-Hant", "聽日天氣點呀？", "did_not_understand"),
]


@pytest.mark.parametrize(("language", "text", "answer"), CLIENT)
async def test_a_client_is_answered(
    understood: Story, language: str, text: str, answer: str
) -> None:
    _, teacher, case_no = await low_case(understood, language)
    await teacher.say(text)
    await teacher.hears(answer)
    (received,) = [b for b in understood.bodies(case_no, "received") if b["what"] == "text"]
    assert received["engine"]
    assert received["model_version"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'd like to complain about how your staff treated me yesterday on the phone"),
        (
            "zh-Hans",
            "我要投诉，你们的客户经理态度太差了，昨天直接挂我电话，非常不满意，请给我一个说法",
        ),
    ],
)
async def test_a_complaint_is_taken_in_her_own_words(
    understood: Story, language: str, text: str
) -> None:
    handler, teacher, case_no = await low_case(understood, language)
    await teacher.say(text)
    await teacher.hears("complaint_received")
    complaints = await handler.hears("staff_complaint")
    assert complaints
    assert understood.bodies(case_no, "complaint.opened")[0]["words"] == text


@pytest.mark.parametrize(
    "text", ["确认收到，但是不是我下的单", "yes but that is not mine", "下单的是我同事"]
)
async def test_a_trap_never_confirms_with_a_real_engine(understood: Story, text: str) -> None:
    _, teacher, case_no = await low_case(understood, "zh-Hans")
    await teacher.say(text)
    heard = await teacher.unread()
    told = [understood.template_of(teacher.person_id, m["message_id"]) for m in heard]
    assert told
    assert "confirmed" not in understood.kinds(case_no)
    offered = [m["text"] for m, t in zip(heard, told, strict=True) if t == "press_instead"]
    assert not any("核对无误" in text.partition("——")[0] for text in offered)
    await teacher.hears(*told)


@pytest.mark.parametrize(
    ("text", "answer", "shown"),
    [
        ("C-2026-000001 到哪一步了？", "staff_case_status", "C-2026-000001"),
        ("show me my cases", "staff_case_list", "C-2026-000001"),
        ("我手上有哪些个案", "staff_case_list", "C-2026-000001"),
        ("邊啲 case 過咗期？", "staff_case_list", "No such cases"),
        ("today's weather please", "staff_not_understood", "weather"),
    ],
)
async def test_staff_are_answered(understood: Story, text: str, answer: str, shown: str) -> None:
    handler, _, _ = await low_case(understood)
    await handler.say(text)
    assert shown in (await handler.hears_one(answer))["text"]
