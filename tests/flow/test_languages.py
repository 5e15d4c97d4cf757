"""Three languages: by the client's wish, switchable in chat, by command and by button."""

from __future__ import annotations

import pytest

from tests.flow.world import Json, Phone, Story

PEOPLE = {
    "zh-Hans": ("陈静怡", "+8613800138001", "核对无误", "账户"),
    "zh-Hant": ("黃美玲", "+85291234002", "核對無誤", "戶口"),
    "en": ("Mrs Wong", "+85291234567", "This is correct", "account"),
}
PHONES = {
    "zh-hk": "zh-Hant", "zh-TW": "zh-Hant", "zh-hant": "zh-Hant", "zh-cn": "zh-Hans",
    "zh": "zh-Hans", "zh-hans": "zh-Hans", "en-GB": "en", "fr": "zh-Hant", "": "zh-Hant",
}  # fmt: skip
MENU = ["简体中文", "繁體中文（香港）", "English"]


@pytest.mark.parametrize("language", PEOPLE)
async def test_each_client_reads_and_presses_in_her_own_language(
    world: Story, language: str
) -> None:
    name, phone, correct, word = PEOPLE[language]
    handler = await world.staff("Karen Ho", "handler")
    client = await world.client("T1", name, phone, language)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await client.hears_one("notice_low")
    assert word in notice["text"]
    await client.press(correct, notice)
    await client.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")
    spoken = {m["language"] for m in _to_client(world, case_no)}
    assert spoken == {language}


async def test_a_stranger_is_greeted_in_the_language_of_her_phone(world: Story) -> None:
    for code, language in PHONES.items():
        stranger = await world.person("A stranger", language=code)
        await stranger.say("?")
        await stranger.hears("welcome_stranger")
        (message,) = world.bodies(f"FD-{stranger.person_id}", "message.recorded")
        assert (code, message["language"]) == (code, language)


async def test_a_stranger_may_choose_another_language(world: Story) -> None:
    stranger = await world.person("A stranger", language="fr")
    await stranger.say("/language")
    menu = await stranger.hears_one("language_menu")
    await stranger.press("English", menu)
    changed = await stranger.hears_one("language_changed")
    assert "English" in changed["text"]
    await stranger.say("hello?")
    hello = await stranger.hears_one("welcome_stranger")
    assert hello["text"].startswith("Hello")
    assert "privacy.acknowledged" not in world.kinds(f"FD-{stranger.person_id}")


async def test_the_command_changes_the_language_for_all_that_follows(world: Story) -> None:
    handler, teacher, case_no = await _english_case(world)
    await teacher.say("/language")
    menu = await teacher.hears_one("language_menu")
    assert _labels(menu) == MENU
    await teacher.press("繁體中文（香港）", menu)
    changed = await teacher.hears_one("language_changed")
    assert "繁體中文" in changed["text"]
    await world.alert("T1", "credit", "low", "A card")
    notice = await teacher.hears_one("notice_low")
    await handler.hears("staff_new_alert")
    assert "戶口" in notice["text"]
    assert world.bodies(case_no, "language.chosen")[-1] == {"language": "zh-Hant", "why": "wish"}


async def test_the_button_beside_the_status_opens_the_same_menu(world: Story) -> None:
    _, teacher, _ = await _english_case(world)
    await teacher.say("/status")
    status = await teacher.hears_one("status_client")
    await teacher.press("Language / 語言", status)
    menu = await teacher.hears_one("language_menu")
    await teacher.press("简体中文", menu)
    changed = await teacher.hears_one("language_changed")
    assert "简体中文" in changed["text"]


async def test_she_may_change_her_mind_on_the_same_menu(world: Story) -> None:
    _, teacher, case_no = await _english_case(world)
    await teacher.say("/language")
    menu = await teacher.hears_one("language_menu")
    for label in MENU:
        await teacher.press(label, menu)
        await teacher.hears("language_changed")
    chosen = [b["language"] for b in world.bodies(case_no, "language.chosen")]
    assert chosen == ["zh-Hans", "zh-Hant", "en"]


async def test_an_old_notice_still_confirms_the_text_as_it_was_shown(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    await teacher.say("/language")
    await teacher.press("简体中文", await teacher.hears_one("language_menu"))
    await teacher.hears("language_changed")
    await teacher.press("This is correct", notice)
    receipt = await teacher.hears_one("confirmation_receipt")
    await handler.hears("staff_client_answered")
    shown = next(m for m in _to_client(world, case_no) if m["template"] == "notice_low")
    (confirmed,) = world.bodies(case_no, "confirmed")
    assert shown["language"] == "en"
    assert confirmed["text_hash"] == shown["text_hash"]
    assert "您" in receipt["text"]


async def test_a_client_without_a_case_may_choose_as_well(world: Story) -> None:
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    await teacher.say("/language")
    await teacher.press("繁體中文（香港）", await teacher.hears_one("language_menu"))
    changed = await teacher.hears_one("language_changed")
    assert "繁體中文" in changed["text"]
    handler = await world.staff("Karen Ho", "handler")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await teacher.hears("notice_low")
    await handler.hears("staff_new_alert")
    assert {m["language"] for m in _to_client(world, case_no)} == {"zh-Hant"}


async def test_toasts_speak_her_language(world: Story) -> None:
    _, teacher, case_no = await _english_case(world)
    await teacher.say("/language")
    await teacher.press("简体中文", await teacher.hears_one("language_menu"))
    await teacher.hears("language_changed")
    shown = next(m for m in _to_client(world, case_no) if m["template"] == "notice_low")
    assert shown["language"] == "en"
    toast = await teacher.press("This is correct")
    assert toast == "这个问题已有答复"
    await teacher.hears("press_refused")


async def test_a_member_of_staff_changes_only_her_own_language(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler", "en")
    officer = await world.staff("Wu Min", "compliance", "en")
    await handler.say("/language")
    await handler.press("简体中文", await handler.hears_one("language_menu"))
    changed = await handler.hears_one("language_changed")
    assert "简体中文" in changed["text"]
    await handler.say("/help")
    assert "case" not in (await handler.hears_one("staff_help"))["text"].split("/")[0]
    await officer.say("/nonsense")
    assert "nonsense" in (await officer.hears_one("staff_not_understood"))["text"]


async def _english_case(world: Story) -> tuple[Phone, Phone, str]:
    """A case with its one low alert decided."""
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    alert = await handler.hears_one("staff_new_alert")
    await teacher.hears("notice_low")
    await handler.press("✅ Mark resolved", alert)
    await teacher.hears("alert_resolved")
    return handler, teacher, case_no


def _to_client(world: Story, case_no: str) -> list[Json]:
    return [m for m in world.bodies(case_no, "message.recorded") if m["audience"] == "client"]


def _labels(message: Json) -> list[str]:
    return [button["text"] for row in message["keyboard"]["rows"] for button in row]
