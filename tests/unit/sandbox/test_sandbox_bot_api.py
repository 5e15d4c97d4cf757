"""The Bot API answers and refuses as Telegram does."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from tests.unit.sandbox.sandbox_world import World

pytestmark = pytest.mark.asyncio
INLINE = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def test_unknown_method_and_wrong_token_are_refused(world: World) -> None:
    assert await world.refusal("sendCookie") == "404 Not Found"
    async with world.session.post(world.method_url("getMe", "123:abc")) as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


async def test_method_names_ignore_case_and_every_encoding_is_read(world: World) -> None:
    person = await world.client()
    url = world.method_url("SENDMESSAGE")
    form = {"chat_id": str(person), "text": "form", "reply_markup": json.dumps(INLINE)}
    multipart = aiohttp.FormData(
        {"chat_id": str(person), "text": "multi"}, default_to_multipart=True
    )
    query = {"chat_id": str(person), "text": "query"}
    async with world.session.post(url, data=form) as one:
        assert (await one.json())["result"]["reply_markup"] == INLINE
    async with world.session.post(url, data=multipart) as two:
        assert (await two.json())["result"]["text"] == "multi"
    async with world.session.get(url, params=query) as three:
        assert (await three.json())["result"]["text"] == "query"
    async with world.session.get(url, data=form | {"text": "get with body"}) as four:
        assert (await four.json())["result"]["text"] == "get with body"
    async with world.session.post(world.method_url("getMe")) as five:
        assert (await five.json())["result"]["is_bot"] is True


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"x"', b"NaN", b"[" * 5000, b'{"a":' * 100])
async def test_malformed_json_is_a_bad_request(world: World, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with world.session.post(
        world.method_url("getMe"), data=body, headers=headers
    ) as response:
        assert response.status == 400
        assert (await response.json())["ok"] is False


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"chat_id": None, "text": "x"}, "chat_id is empty"),
        ({"chat_id": 999, "text": "x"}, "chat not found"),
        ({"chat_id": "--5", "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"text": "<b>", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": "5"}, "object expected as reply markup"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_send_message_refuses(world: World, params: dict[str, Any], expected: str) -> None:
    person = await world.client()
    said = await world.refusal("sendMessage", **({"chat_id": person} | params))
    assert said.startswith(f"400 Bad Request: {expected}")


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "确" * 22}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "a", "url": "nowhere"},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_bad_buttons_are_refused(world: World, button: dict[str, str], expected: str) -> None:
    person = await world.client()
    said = await world.refusal(
        "sendMessage", chat_id=person, text="x", reply_markup={"inline_keyboard": [[button]]}
    )
    assert said == f"400 Bad Request: {expected}"


async def test_a_button_may_carry_64_bytes(world: World) -> None:
    person = await world.client()
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "确" * 21 + "x"}]]}
    sent = await world.result("sendMessage", chat_id=person, text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_bot_writes_only_to_those_who_wrote_and_have_not_blocked(world: World) -> None:
    person = (await world.post("/sandbox/people", first_name="Ann"))["id"]
    never = await world.refusal("sendMessage", chat_id=person, text="x")
    await world.say(person, "/start")
    await world.result("sendMessage", chat_id=person, text="x")
    await world.post(f"/sandbox/people/{person}/block")
    blocked = await world.refusal("sendMessage", chat_id=person, text="x")
    await world.post(f"/sandbox/people/{person}/unblock")
    await world.result("sendMessage", chat_id=person, text="again")
    await world.post(f"/sandbox/people/{person}/deactivate")
    assert never == "403 Forbidden: bot can't initiate conversation with a user"
    assert blocked == "403 Forbidden: bot was blocked by the user"
    gone = await world.refusal("sendMessage", chat_id=person, text="x")
    assert gone == "403 Forbidden: user is deactivated"


async def test_edit_replaces_text_and_drops_buttons(world: World) -> None:
    person = await world.client()
    sent = await world.result("sendMessage", chat_id=person, text="a", reply_markup=INLINE)
    where = {"chat_id": person, "message_id": sent["message_id"]}
    same = await world.refusal("editMessageText", **where, text="a", reply_markup=INLINE)
    edited = await world.result("editMessageText", **where, text="b")
    assert same.startswith("400 Bad Request: message is not modified: specified new message")
    assert "reply_markup" not in edited
    assert edited["edit_date"] == int(world.sandbox.now().timestamp())
    [shown] = await world.chat(person, after=1)
    assert (shown["text"], shown["keyboard"], shown["edited"]) == ("b", None, True)
    assert [old["text"] for old in shown["edits"]] == ["a"]


async def test_edit_refuses_what_is_not_the_bots_to_edit(world: World) -> None:
    person = await world.client()
    foreign = await world.refusal("editMessageText", chat_id=person, message_id=1, text="b")
    absent = await world.refusal("editMessageText", chat_id=person, message_id=9, text="b")
    reply_keyboard = {"keyboard": [["Yes"]]}
    sent = await world.result("sendMessage", chat_id=person, text="a", reply_markup=reply_keyboard)
    under = await world.refusal(
        "editMessageText", chat_id=person, message_id=sent["message_id"], text="b"
    )
    assert foreign == under == "400 Bad Request: message can't be edited"
    assert absent == "400 Bad Request: message to edit not found"


async def test_delete_hides_the_words(world: World) -> None:
    person = await world.client()
    sent = await world.result("sendMessage", chat_id=person, text="secret")
    where = {"chat_id": person, "message_id": sent["message_id"]}
    await world.result("deleteMessage", **where)
    again = await world.refusal("deleteMessage", **where)
    [shown] = await world.chat(person, after=1)
    assert (shown["deleted"], shown["text"], shown["edits"]) == (True, "", [])
    assert again == "400 Bad Request: message to delete not found"


async def test_copy_forward_and_protected_content(world: World) -> None:
    one, two = await world.client(), await world.client("Mr Lam")
    sent = await world.result("sendMessage", chat_id=one, text="rules")
    source = {"from_chat_id": one, "message_id": sent["message_id"]}
    copied = await world.result("copyMessage", chat_id=two, **source)
    forwarded = await world.result("forwardMessage", chat_id=two, **source)
    guarded = await world.result("sendMessage", chat_id=one, text="x", protect_content=True)
    refused = await world.refusal(
        "forwardMessage", chat_id=two, from_chat_id=one, message_id=guarded["message_id"]
    )
    assert copied == {"message_id": 2}
    assert forwarded["forward_origin"]["sender_user"]["is_bot"] is True
    assert refused == "400 Bad Request: the message can't be forwarded"


async def test_profile_is_kept_per_language_and_scope(world: World) -> None:
    commands = [{"command": "help", "description": "Help"}]
    chinese = [{"command": "help", "description": "帮助"}]
    await world.result("setMyCommands", commands=commands)
    await world.result("setMyCommands", commands=chinese, language_code="zh")
    assert await world.result("getMyCommands") == commands
    assert await world.result("getMyCommands", language_code="zh") == chinese
    assert await world.result("getMyCommands", scope={"type": "all_group_chats"}) == []
    await world.result("deleteMyCommands", language_code="zh")
    assert await world.result("getMyCommands", language_code="zh") == []
    bad = await world.refusal("setMyCommands", commands=[{"command": "A b", "description": "x"}])
    assert bad == "400 Bad Request: BOT_COMMAND_INVALID"
    await world.result("setMyDescription", description="Ask me")
    assert await world.result("getMyDescription") == {"description": "Ask me"}
    assert (await world.result("getMyName"))["name"] == "Casebot"


async def test_reactions_are_telegrams_only(world: World) -> None:
    person = await world.client()
    where = {"chat_id": person, "message_id": 1}
    await world.result("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👀"}])
    wrong = await world.refusal(
        "setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "✅"}]
    )
    assert wrong == "400 Bad Request: REACTION_INVALID"
    assert (await world.chat(person))[0]["reactions"] == ["👀"]


async def test_flood_limits_apply_when_switched_on(world: World) -> None:
    person = await world.client()
    await world.post("/sandbox/settings", flood_limits=True)
    for _ in range(5):
        await world.result("sendMessage", chat_id=person, text="x")
    refused = await world.api("sendMessage", chat_id=person, text="x")
    assert refused["error_code"] == 429
    assert refused["parameters"] == {"retry_after": 1}
    await world.post("/sandbox/clock", advance_s=1)
    await world.result("sendMessage", chat_id=person, text="x")


async def test_every_call_is_logged_with_parameters_and_answer(world: World) -> None:
    await world.api("sendMessage", chat_id=1, text="hello")
    [call] = (await world.get("/sandbox/calls"))["calls"]
    assert (call["method"], call["status"]) == ("sendMessage", 400)
    assert call["parameters"] == {"chat_id": 1, "text": "hello"}
    assert call["answer"]["description"] == "Bad Request: chat not found"
    assert (await world.get(f"/sandbox/calls?after={call['seq']}"))["calls"] == []


async def test_a_bot_that_left_a_group_cannot_write_there(world: World) -> None:
    person = await world.client()
    group = (await world.post("/sandbox/groups", title="Staff", members=[person]))["id"]
    await world.result("sendMessage", chat_id=group, text="x")
    await world.result("leaveChat", chat_id=group)
    refused = await world.refusal("sendMessage", chat_id=group, text="x")
    assert refused == "403 Forbidden: bot is not a member of the supergroup chat"
    member = await world.result("getChatMember", chat_id=group, user_id=world.sandbox.bot_id)
    assert member["status"] == "left"


async def test_a_phone_number_cannot_be_asked_for_in_a_group(world: World) -> None:
    person = await world.client()
    group = (await world.post("/sandbox/groups", title="Staff", members=[person]))["id"]
    keyboard = {"keyboard": [[{"text": "Share", "request_contact": True}]]}
    refused = await world.refusal("sendMessage", chat_id=group, text="x", reply_markup=keyboard)
    assert refused == "400 Bad Request: phone number can be requested in private chats only"


async def test_in_a_group_the_bot_deletes_only_its_own_unless_it_is_admin(world: World) -> None:
    person = await world.client()
    for admin, expected in ((False, False), (True, True)):
        made = await world.post("/sandbox/groups", title="S", members=[person], bot_admin=admin)
        said = await world.say(person, "/note", chat_id=made["id"])
        where = {"chat_id": made["id"], "message_id": said["message_id"]}
        assert (await world.api("deleteMessage", **where))["ok"] is expected
