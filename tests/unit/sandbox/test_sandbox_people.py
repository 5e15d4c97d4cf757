"""People write, press, share, edit, block; the bot gets the updates Telegram would send."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox.sandbox_world import World

pytestmark = pytest.mark.asyncio
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}],
        [{"text": "Rules", "url": "https://example.org"}],
    ]
}


async def test_a_deep_link_arrives_as_start_with_its_payload(world: World) -> None:
    person = (await world.post("/sandbox/people", first_name="Ann", language_code="zh-hans"))["id"]
    await world.say(person, "/start abc_DEF-123")
    [update] = await world.updates()
    message = update["message"]
    assert message["text"] == "/start abc_DEF-123"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["chat"] == {"id": person, "type": "private", "first_name": "Ann"}
    assert message["from"]["language_code"] == "zh-hans"
    assert message["date"] == int(world.sandbox.now().timestamp())


async def test_identifiers_are_counters(world: World) -> None:
    first, second = await world.client("A"), await world.client("B")
    group = await world.post("/sandbox/groups", title="Staff", members=[first])
    assert (first, second, group["id"]) == (10001, 10002, -1001000000001)
    assert [m["message_id"] for m in await world.chat(first)] == [1]


async def test_a_press_is_answered_with_a_toast_once_and_in_time(world: World) -> None:
    person = await world.client()
    sent = await world.result("sendMessage", chat_id=person, text="ok?", reply_markup=KEYBOARD)
    pressed = await world.post(f"/sandbox/people/{person}/press", button="Yes")
    [update] = await world.updates()
    query = update["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("y", sent["message_id"])
    assert query["id"] == pressed["callback_query_id"]
    answer = {"callback_query_id": query["id"], "text": "Noted", "show_alert": True}
    await world.result("answerCallbackQuery", **answer)
    twice = await world.refusal("answerCallbackQuery", **answer)
    chat = await world.get(f"/sandbox/people/{person}/chat")
    [toast] = chat["callback_answers"]
    assert (toast["text"], toast["show_alert"]) == ("Noted", True)
    assert "query is too old and response timeout expired or query ID is invalid" in twice


async def test_a_press_is_too_old_after_150_seconds(world: World) -> None:
    person = await world.client()
    await world.result("sendMessage", chat_id=person, text="ok?", reply_markup=KEYBOARD)
    pressed = await world.post(f"/sandbox/people/{person}/press", button="No")
    await world.post("/sandbox/clock", advance_s=151)
    query_id = pressed["callback_query_id"]
    said = await world.refusal("answerCallbackQuery", callback_query_id=query_id)
    assert said.startswith("400 Bad Request: query is too old")


async def test_press_finds_the_latest_message_with_the_button(world: World) -> None:
    person = await world.client()
    for _ in range(2):
        await world.result("sendMessage", chat_id=person, text="ok?", reply_markup=KEYBOARD)
    await world.result("sendMessage", chat_id=person, text="no buttons")
    path = f"/sandbox/people/{person}/press"
    assert (await world.post(path, data="y"))["message_id"] == 3
    assert (await world.post(path, message_id=2, data="y"))["message_id"] == 2
    for wrong in ({"data": "z"}, {"button": "Rules"}, {}, {"message_id": 4, "data": "y"}):
        assert (await world.post(path, **wrong))["status"] == 400
    assert (await world.post(path, message_id=99, data="y"))["status"] == 404


async def test_only_a_lagging_phone_presses_a_button_that_is_gone(world: World) -> None:
    person = await world.client()
    await world.result("sendMessage", chat_id=person, text="ok?", reply_markup=KEYBOARD)
    await world.result("editMessageText", chat_id=person, message_id=2, text="closed")
    path = f"/sandbox/people/{person}/press"
    assert (await world.post(path, message_id=2, data="y"))["status"] == 400
    assert (await world.post(path, message_id=2, data="y", stale=True))["status"] == 200


async def test_nobody_presses_in_somebody_elses_chat(world: World) -> None:
    owner, stranger = await world.client(), await world.client("Eve")
    await world.result("sendMessage", chat_id=owner, text="ok?", reply_markup=KEYBOARD)
    path = f"/sandbox/people/{stranger}/press"
    assert (await world.post(path, message_id=2, data="y"))["status"] == 404
    assert (await world.post(path, message_id=2, data="y", chat_id=owner))["status"] == 404


async def test_own_contact_has_the_own_id_and_another_has_not(world: World) -> None:
    person = await world.client(phone="+852 5123 4567")
    other = await world.client("Bob", phone="+85298765432")
    path = f"/sandbox/people/{person}/contact"
    await world.post(path)
    await world.post(path, phone="+852 9876 5432")
    await world.post(path, phone="+1555000")
    own, known, unknown = [u["message"]["contact"] for u in await world.updates()]
    assert (own["user_id"], own["phone_number"]) == (person, "+85251234567")
    assert known["user_id"] == other
    assert "user_id" not in unknown


async def test_an_edit_arrives_as_edited_message(world: World) -> None:
    person = await world.client()
    sent = await world.say(person, "I agree")
    path = f"/sandbox/people/{person}/edits"
    await world.post(path, message_id=sent["message_id"], text="I do not agree")
    _, update = await world.updates()
    assert update["edited_message"]["text"] == "I do not agree"
    assert "edit_date" in update["edited_message"]
    assert (await world.post(path, message_id=99, text="x"))["status"] == 404
    await world.result("sendMessage", chat_id=person, text="the bot's")
    assert (await world.post(path, message_id=3, text="x"))["status"] == 404


async def test_blocking_tells_the_bot_and_silences_the_chat(world: World) -> None:
    person = await world.client()
    await world.post(f"/sandbox/people/{person}/block")
    assert (await world.say(person, "hello?"))["status"] == 403
    await world.post(f"/sandbox/people/{person}/unblock")
    blocked, unblocked = [update["my_chat_member"] for update in await world.updates()]
    assert blocked["new_chat_member"]["status"] == "kicked"
    assert unblocked["old_chat_member"]["status"] == "kicked"
    assert unblocked["new_chat_member"]["status"] == "member"


async def group_of(world: World, **more: Any) -> tuple[int, int]:
    person = await world.client()
    group = await world.post("/sandbox/groups", title="Staff", members=[person], **more)
    await world.updates()
    return person, int(group["id"])


async def test_a_new_group_tells_who_added_the_bot(world: World) -> None:
    person = await world.client()
    await world.post("/sandbox/groups", title="Staff", members=[person])
    added, service = await world.updates()
    assert added["my_chat_member"]["from"]["id"] == person
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["is_bot"] is True


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(world: World) -> None:
    person, group = await group_of(world)
    posted = await world.result("sendMessage", chat_id=group, text="a case")
    own = world.sandbox.username
    await world.say(person, "among us", chat_id=group)
    await world.say(person, "/other@another_bot", chat_id=group)
    seen = ["/cases", f"/cases@{own}", f"hey @{own}", "replying"]
    for text in seen[:3]:
        await world.say(person, text, chat_id=group)
    await world.say(person, seen[3], chat_id=group, reply_to=posted["message_id"])
    assert [update["message"]["text"] for update in await world.updates()] == seen


async def test_without_privacy_the_bot_sees_everything(world: World) -> None:
    person, group = await group_of(world, privacy=False)
    await world.say(person, "among us", chat_id=group)
    [update] = await world.updates()
    assert update["message"]["chat"] == {"id": group, "type": "supergroup", "title": "Staff"}
    shown = await world.get(f"/sandbox/chats/{group}?after=1")
    assert [message["text"] for message in shown["messages"]] == ["among us"]


async def test_a_stranger_cannot_write_into_a_group(world: World) -> None:
    _, group = await group_of(world)
    stranger = await world.client("Eve")
    assert (await world.say(stranger, "hi", chat_id=group))["status"] == 403


async def test_reply_keyboard_stays_until_removed(world: World) -> None:
    person = await world.client()
    keyboard = {"keyboard": [[{"text": "Share", "request_contact": True}], ["Later"]]}
    await world.result("sendMessage", chat_id=person, text="a", reply_markup=keyboard)
    await world.result("sendMessage", chat_id=person, text="b", reply_markup=KEYBOARD)
    shown = await world.get(f"/sandbox/people/{person}/chat")
    labels = [button["text"] for row in shown["reply_keyboard"]["rows"] for button in row]
    remove = {"remove_keyboard": True}
    await world.result("sendMessage", chat_id=person, text="c", reply_markup=remove)
    after = await world.get(f"/sandbox/people/{person}/chat")
    assert labels == ["Share", "Later"]
    assert after["reply_keyboard"] is None


async def test_inline_keyboards_are_shown_with_text_data_and_url(world: World) -> None:
    person = await world.client()
    await world.result("sendMessage", chat_id=person, text="a", reply_markup=KEYBOARD)
    [shown] = await world.chat(person, after=1)
    assert shown["keyboard"] == {
        "type": "inline",
        "rows": [
            [{"text": "Yes", "data": "y", "url": None}, {"text": "No", "data": "n", "url": None}],
            [{"text": "Rules", "data": None, "url": "https://example.org"}],
        ],
    }


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/sandbox/people", {}, 400),
        ("/sandbox/people", {"first_name": 5}, 400),
        ("/sandbox/people/99/messages", {"text": "x"}, 404),
        ("/sandbox/people/abc/messages", {"text": "x"}, 404),
        ("/sandbox/people/10001/messages", {"text": ""}, 400),
        ("/sandbox/people/10001/messages", {"text": ["x"]}, 400),
        ("/sandbox/people/10001/messages", {"text": "x" * 4097}, 400),
        ("/sandbox/people/10001/messages", {"text": "x", "chat_id": "y"}, 400),
        ("/sandbox/people/10001/messages", {"text": "x", "chat_id": -5}, 404),
        ("/sandbox/people/10001/messages", {"text": "x", "reply_to": 77}, 400),
        ("/sandbox/people/10001/press", {"message_id": True, "data": "y"}, 400),
        ("/sandbox/people/10001/edits", {"text": "y"}, 400),
        ("/sandbox/groups", {"title": "x", "members": []}, 400),
        ("/sandbox/groups", {"title": "x", "members": [99]}, 404),
        ("/sandbox/groups", {"title": "x", "members": "all"}, 400),
        ("/sandbox/clock", {"advance_s": -1}, 400),
        ("/sandbox/clock", {"advance_s": "1"}, 400),
        ("/sandbox/clock", {"advance_s": 1e14}, 400),
        ("/sandbox/faults", {"kind": "meteor"}, 400),
        ("/sandbox/faults", {"kind": "429", "count": 0}, 400),
        ("/sandbox/nowhere", {}, 404),
    ],
)
async def test_wrong_requests_get_an_error_in_the_contracts_form(
    world: World, path: str, fields: dict[str, Any], status: int
) -> None:
    await world.client()
    answer = await world.post(path, **fields)
    assert (answer["status"], answer["ok"], answer["error_code"]) == (status, False, status)
    assert answer["description"]


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 30, "\uff11"])
async def test_after_must_be_a_number(world: World, after: str) -> None:
    person = await world.client()
    answer = await world.get(f"/sandbox/people/{person}/chat?after={after}")
    assert answer["status"] == 400
