"""Staff ask in plain words: typed queries with filters, questions back where words are ambiguous."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.flow.test_words import Scripted
from tests.flow.world import Phone, Story, story


@pytest.fixture
def engine() -> Scripted:
    return Scripted()


@pytest_asyncio.fixture
async def desk(fresh_url: str, tmp_path: Path, engine: Scripted) -> AsyncIterator[Story]:
    async with story(fresh_url, tmp_path, understander=engine) as told:
        yield told


async def three_cases(world: Story) -> tuple[Phone, list[str]]:
    """Karen's desk: a low, a medium and another low case, nobody enrolled."""
    handler = await world.staff("Karen Ho", "handler")
    cases = []
    for number, name, phone, severity in (
        ("T1", "黃美玲", "+85291234001", "low"),
        ("T2", "Wong Siu Ming", "+85291234882", "medium"),
        ("T3", "黃大文", "+85291234003", "low"),
    ):
        await world.on_the_register(number, name, phone)
        cases.append(await world.alert(number, "operational", severity, "as reported"))
        await handler.hears("staff_new_alert")
    return handler, cases


async def ask(world: Story, who: Phone, engine: Scripted, text: str, intent: str,
              *entities: tuple[str, str]) -> None:  # fmt: skip
    engine.learn(text, intent, entities=entities)
    await who.say(text)


async def test_my_list_puts_the_most_severe_first(desk: Story, engine: Scripted) -> None:
    handler, cases = await three_cases(desk)
    await ask(desk, handler, engine, "what is on my plate", "staff_my_list")
    told = await handler.hears_one("staff_case_list")
    assert [told["text"].index(c) for c in (cases[1], cases[0], cases[2])] == sorted(
        told["text"].index(c) for c in cases
    )


async def test_a_name_finds_the_one_case_and_an_ambiguous_one_asks_back(
    desk: Story, engine: Scripted
) -> None:
    handler, cases = await three_cases(desk)
    await ask(desk, handler, engine, "how far is 黃美玲", "staff_case_status",
              ("person", "黃美玲"))  # fmt: skip
    status = await handler.hears_one("staff_case_status")
    assert cases[0] in status["text"]
    await ask(desk, handler, engine, "黃小姐 點呀", "staff_case_status", ("person", "黃小姐"))
    which = await handler.hears_one("staff_which_case")
    assert cases[0] in which["text"]
    assert cases[2] in which["text"]
    assert cases[1] not in which["text"]
    await handler.press(cases[2], which)
    status = await handler.hears_one("staff_case_status")
    assert cases[2] in status["text"]


async def test_filters_of_risk_severity_and_telephone_narrow_down(
    desk: Story, engine: Scripted
) -> None:
    handler, cases = await three_cases(desk)
    await ask(desk, handler, engine, "anything medium", "staff_find", ("severity", "medium"))
    await handler.hears("staff_case_status")
    await ask(desk, handler, engine, "phone ending 4882", "staff_find", ("phone_last4", "4882"))
    status = await handler.hears_one("staff_case_status")
    assert cases[1] in status["text"]
    await ask(desk, handler, engine, "legal ones", "staff_find", ("risk_type", "legal_dispute"))
    assert "No such cases" in (await handler.hears_one("staff_case_list"))["text"]


async def test_due_today_and_overdue_follow_the_clocks_of_the_file(
    desk: Story, engine: Scripted
) -> None:
    handler, cases = await three_cases(desk)
    await ask(desk, handler, engine, "what is overdue", "staff_list_overdue")
    assert "No such cases" in (await handler.hears_one("staff_case_list"))["text"]
    await desk.advance(hours=30)
    await ask(desk, handler, engine, "what is overdue", "staff_list_overdue")
    heard = [desk.template_of(handler.person_id, m["message_id"]) for m in await handler.unread()]
    listed = next(
        m for m in await handler.unread()
        if desk.template_of(handler.person_id, m["message_id"]) == "staff_case_list"
    )  # fmt: skip
    assert cases[1] in listed["text"]
    assert cases[0] not in listed["text"]
    assert "staff_clock_breach" in heard
    await handler.hears(*heard)


async def test_two_readings_are_asked_back_and_the_press_answers(
    desk: Story, engine: Scripted
) -> None:
    handler, cases = await three_cases(desk)
    engine.learn("today?", "staff_due_today", accepted=False, runner_up="staff_my_list")
    await handler.say("today?")
    which = await handler.hears_one("staff_which_query")
    assert "Due today" in which["text"]
    await handler.press("My cases", which)
    assert cases[0] in (await handler.hears_one("staff_case_list"))["text"]


async def test_an_action_in_words_opens_the_case_and_does_nothing(
    desk: Story, engine: Scripted
) -> None:
    handler, cases = await three_cases(desk)
    await ask(desk, handler, engine, "close case 1 now", "staff_act",
              ("case_no", "1"), ("action", "resolve"))  # fmt: skip
    status = await handler.hears_one("staff_case_status")
    assert cases[0] in status["text"]
    assert "alert.decided" not in desk.kinds(cases[0])


async def test_who_has_read_a_case_is_told_from_the_file(desk: Story, engine: Scripted) -> None:
    handler, cases = await three_cases(desk)
    await handler.say(f"/case {cases[0]}")
    await handler.hears("staff_case_status")
    await ask(desk, handler, engine, f"who looked at {cases[0]}", "staff_who_read")
    told = await handler.hears_one("staff_who_read")
    assert "Karen Ho" in told["text"]
    assert len(desk.bodies(cases[0], "case.read")) == 2


async def test_a_question_about_one_case_that_names_none_asks_for_the_number(
    desk: Story, engine: Scripted
) -> None:
    handler, _ = await three_cases(desk)
    await ask(desk, handler, engine, "why is it stuck", "staff_why")
    assert "/list" in (await handler.hears_one("staff_which_number"))["text"]


async def test_a_role_without_the_right_reads_nothing(desk: Story, engine: Scripted) -> None:
    _, cases = await three_cases(desk)
    admin = await desk.staff("Ada Mok", "admin")
    await ask(desk, admin, engine, "list everything", "staff_my_list")
    told = await admin.hears_one("staff_query_refused")
    assert not any(case in told["text"] for case in cases)


async def test_the_whole_name_of_a_client_is_found_without_any_engine(desk: Story) -> None:
    handler, cases = await three_cases(desk)
    await handler.say("Wong Siu Ming 嗰單 卡咗喺邊")
    status = await handler.hears_one("staff_case_status")
    assert cases[1] in status["text"]


async def test_a_running_number_names_its_case_without_any_engine(desk: Story) -> None:
    handler, cases = await three_cases(desk)
    await handler.say(f"帮我看看{cases[2][-6:]}")
    status = await handler.hears_one("staff_case_status")
    assert cases[2] in status["text"]
