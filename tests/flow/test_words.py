"""Free text: it offers, asks back and answers, and never confirms (law 6, nlu.md)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.ports import Audience, Understanding
from tests.flow.world import Phone, Story, story


class Scripted:
    """An engine that understands what a story taught it, and nothing else."""

    def __init__(self) -> None:
        self.known: dict[str, Understanding] = {}

    def learn(self, text: str, *intents: str, **more: object) -> None:
        """From now on `text` means these intents."""
        made = Understanding(intents[0], 0.97, True, engine="scripted", intents=intents)
        self.known[text] = Understanding(**{**made.__dict__, **more})

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """What was learnt; else out of scope, not accepted."""
        return self.known.get(text, Understanding("out_of_scope", 0.4, False, engine="scripted"))

    def counters(self) -> dict[str, int | str]:
        """Nothing is counted."""
        return {}

    async def close(self) -> None:
        """Nothing is held."""


@pytest_asyncio.fixture
async def engine() -> Scripted:
    return Scripted()


@pytest_asyncio.fixture
async def taught(fresh_url: str, tmp_path: Path, engine: Scripted) -> AsyncIterator[Story]:
    async with story(fresh_url, tmp_path, understander=engine) as told:
        yield told


async def low_case(world: Story, language: str = "en") -> tuple[Phone, Phone, str]:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", language)
    case_no = await world.alert("T1", "operational", "low", "A transfer of HK$12,500")
    await teacher.hears("notice_low")
    await handler.hears("staff_new_alert")
    return handler, teacher, case_no


async def test_a_yes_in_words_gives_the_question_again_and_only_its_press_confirms(
    taught: Story,
) -> None:
    handler, teacher, case_no = await low_case(taught)
    await teacher.say("yes that is correct")
    again = await teacher.hears_one("press_instead")
    assert "This is correct" in again["text"]
    assert "HK$12,500" in again["text"]
    assert not taught.bodies(case_no, "confirmed")
    await teacher.press("This is correct", again)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    (confirmed,) = taught.bodies(case_no, "confirmed")
    shown = next(
        m
        for m in taught.bodies(case_no, "message.recorded")
        if m["message_id"] == confirmed["message_id"]
    )
    assert shown["text"] == again["text"]
    assert confirmed["text_hash"] == shown["text_hash"]


async def test_a_yes_that_an_engine_is_sure_of_confirms_nothing_either(
    taught: Story, engine: Scripted
) -> None:
    _, teacher, case_no = await low_case(taught)
    said = "I hereby confirm that my colleague placed these orders"
    engine.learn(said, "confirm")
    await teacher.say(said)
    await teacher.hears("did_not_understand")
    assert not taught.bodies(case_no, "confirmed")


async def test_the_old_question_is_closed_by_the_fresh_one(taught: Story) -> None:
    handler, teacher, case_no = await low_case(taught)
    (notice,) = [
        m for m in taught.bodies(case_no, "message.recorded") if m["template"] == "notice_low"
    ]
    await teacher.say("correct")
    again = await teacher.hears_one("press_instead")
    await teacher.press_data(again["message_id"] - 2, f"p:{notice['prompt']['prompt_id']}:0")
    await teacher.hears("press_refused")
    assert not taught.bodies(case_no, "confirmed")
    assert taught.bodies(case_no, "press.refused")[0]["reason"] == "closed"
    await teacher.press("This is correct", again)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")


async def test_a_no_in_words_offers_not_me(taught: Story) -> None:
    handler, teacher, case_no = await low_case(taught)
    await teacher.say("that wasn't me")
    again = await teacher.hears_one("press_instead")
    assert not taught.bodies(case_no, "alert.answered")
    await teacher.press("This was not me", again)
    await teacher.hears("not_me_noted")
    await handler.hears("staff_client_answered")
    assert taught.bodies(case_no, "alert.answered")[0]["answer"] == "not_me"


async def test_more_time_until_a_day_is_repeated_with_the_absolute_date(
    taught: Story, engine: Scripted
) -> None:
    handler, teacher, case_no = await low_case(taught)
    engine.learn("can I have until next wednesday", "ask_more_time")
    await teacher.say("can I have until next wednesday")
    repeat = await teacher.hears_one("wish_repeat")
    assert "11 Mar 2026" in repeat["text"]
    assert not taught.bodies(case_no, "wish.recorded")
    await teacher.press("Yes, that is my wish", repeat)
    noted = await teacher.hears_one("wish_noted")
    assert "W1" in noted["text"]
    told = await handler.hears_one("staff_wish")
    assert "2026" in told["text"]
    (wish,) = taught.bodies(case_no, "wish.recorded")
    assert wish["wish"] == "more_time"
    assert ["day", "2026-03-11"] in wish["details"]
    (confirmed,) = taught.bodies(case_no, "confirmed")
    assert (confirmed["what"], confirmed["subject"]) == ("wish", "W1")


async def test_a_day_in_doubt_is_asked_back_with_every_day_it_could_be(
    taught: Story, engine: Scripted
) -> None:
    _, teacher, case_no = await low_case(taught, "zh-Hans")
    said = "能不能宽限到周一或者周二"
    engine.learn(said, "ask_more_time")
    await teacher.say(said)
    asked = await teacher.hears_one("wish_ask")
    labels = [row[0]["text"] for row in asked["keyboard"]["rows"]]
    assert any("2026年3月9日" in label for label in labels), labels
    await teacher.say("下周三")
    repeat = await teacher.hears_one("wish_repeat")
    assert "2026年3月11日" in repeat["text"]
    await teacher.press("不是这个意思", repeat)
    await teacher.hears("wish_otherwise")
    assert not taught.bodies(case_no, "wish.recorded")


async def test_a_repayment_in_parts_is_repeated_with_every_figure(
    taught: Story, engine: Scripted
) -> None:
    handler, teacher, case_no = await low_case(taught, "zh-Hans")
    said = "分6期，每月还5000"
    engine.learn(said, "repayment_proposal")
    await teacher.say(said)
    repeat = await teacher.hears_one("wish_repeat")
    assert "分 6 期" in repeat["text"]
    assert "5,000" in repeat["text"]
    assert "30,000" in repeat["text"]
    await teacher.press("对，就是这个意思", repeat)
    await teacher.hears("wish_noted")
    await handler.hears("staff_wish")
    (wish,) = taught.bodies(case_no, "wish.recorded")
    assert dict(wish["details"]) == {"count": "6", "each": "5000"}


async def test_keeping_the_account_counts_only_when_pressed(taught: Story) -> None:
    handler, teacher, case_no = await low_case(taught, "zh-Hant")
    await teacher.say("我想保留戶口")
    repeat = await teacher.hears_one("wish_repeat")
    assert "保留戶口" in repeat["text"]
    assert not taught.bodies(case_no, "wish.recorded")
    await teacher.press("對，正是這個意思", repeat)
    await teacher.hears("wish_noted")
    await handler.hears("staff_wish")
    assert taught.bodies(case_no, "wish.recorded")[0]["wish"] == "withdrawal"


async def test_two_things_in_one_message_are_both_answered(taught: Story, engine: Scripted) -> None:
    handler, teacher, _ = await low_case(taught)
    said = "how far is my case, and let me talk to Karen"
    engine.learn(said, "ask_case_status", "request_human")
    await teacher.say(said)
    status, _ = await teacher.hears("status_client", "human_coming")
    assert "C-2026-000001" in status["text"]
    assert said in (await handler.hears_one("staff_task"))["text"]


async def test_two_misunderstandings_lead_to_a_person_with_the_words(taught: Story) -> None:
    handler, teacher, case_no = await low_case(taught)
    await teacher.say("blue elephants dance")
    await teacher.hears("did_not_understand")
    await teacher.say("on the ceiling of tuesday")
    await teacher.hears("passed_to_human")
    task = await handler.hears_one("staff_task")
    assert "on the ceiling of tuesday" in task["text"]
    assert [m["count"] for m in taught.bodies(case_no, "misunderstood")] == [1, 2]


async def test_something_understood_in_between_begins_the_count_anew(
    taught: Story, engine: Scripted
) -> None:
    _, teacher, case_no = await low_case(taught)
    engine.learn("how far is my case", "ask_case_status")
    for said in ("blue elephants dance", "how far is my case", "on the ceiling"):
        await teacher.say(said)
    await teacher.hears("did_not_understand", "status_client", "did_not_understand")
    assert [m["count"] for m in taught.bodies(case_no, "misunderstood")] == [1, 1]


async def test_she_is_answered_in_the_language_she_writes_until_she_chooses_one(
    taught: Story, engine: Scripted
) -> None:
    _, teacher, case_no = await low_case(taught, "en")
    for said in (
        "我想知道依家去到邊一步",
        "我想知道现在到哪一步了",
        "please tell me the state of it",
    ):
        engine.learn(said, "ask_case_status")
    await teacher.say("我想知道依家去到邊一步")
    assert "跟進中" in (await teacher.hears_one("status_client"))["text"]
    await teacher.say("我想知道现在到哪一步了")
    assert "处理中" in (await teacher.hears_one("status_client"))["text"]
    assert [b["language"] for b in taught.bodies(case_no, "language.chosen")] == [
        "zh-Hant",
        "zh-Hans",
    ]
    await teacher.say("/language")
    menu = await teacher.hears_one("language_menu")
    await teacher.press("English", menu)
    await teacher.hears("language_changed")
    await teacher.say("我想知道依家去到邊一步")
    status = await teacher.hears_one("status_client")
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in status["text"])


async def test_the_entry_says_which_engine_understood_what(taught: Story, engine: Scripted) -> None:
    _, teacher, case_no = await low_case(taught)
    engine.learn("how far is it", "ask_case_status", model_version="scripted-1")
    await teacher.say("how far is it")
    await teacher.hears("status_client")
    (received,) = [b for b in taught.bodies(case_no, "received") if b["what"] == "text"]
    assert received["intent"] == "ask_case_status"
    assert received["engine"] == "scripted"
    assert received["model_version"] == "scripted-1"
    assert received["confidence_percent"] == 97


async def test_a_language_wished_for_by_name_is_spoken_at_once(
    taught: Story, engine: Scripted
) -> None:
    _, teacher, case_no = await low_case(taught, "zh-Hans")
    engine.learn("英文 please", "change_language")
    await teacher.say("英文 please")
    changed = await teacher.hears_one("language_changed")
    assert "English" in changed["text"]
    (chosen,) = taught.bodies(case_no, "language.chosen")
    assert (chosen["language"], chosen["why"]) == ("en", "wish")
    client = taught.bodies("P-T1", "client.registered")
    assert client
