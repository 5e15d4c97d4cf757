"""Each kind of update read into its facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.adapters.telegram.arrivals import UNNUMBERED, read_update
from bot.ports import Arrival, FileRef

CLIENT = {"id": 42, "is_bot": False, "first_name": "小明", "last_name": "陳", "language_code": "zh"}
PRIVATE = {"id": 42, "type": "private", "first_name": "小明"}
GROUP = {"id": -1001, "type": "supergroup", "title": "合規組"}
CHANNEL = {"id": -1002, "type": "channel", "title": "news"}


def message(**content: Any) -> dict[str, object]:
    """A private message update with this content."""
    base = {"message_id": 9, "date": 1_700_000_000, "chat": PRIVATE, "from": CLIENT}
    return {"update_id": 100, "message": {**base, **content}}


def document(name: str = "a.pdf", **more: object) -> dict[str, object]:
    """A document as Telegram describes it."""
    return {"file_id": "F", "file_unique_id": "U", "file_name": name, **more}


def facts(**expected: Any) -> dict[str, Any]:
    """What every private message of the client gives, with what is expected beside it."""
    common = {
        "update_id": 100,
        "account": 42,
        "chat": 42,
        "chat_type": "private",
        "name": "小明 陳",
        "language_code": "zh",
        "message_id": 9,
    }
    return {**common, **expected}


CASES: list[tuple[str, dict[str, object], dict[str, Any]]] = [
    ("text", message(text="我唔認"), facts(kind="text", text="我唔認", command="")),
    (
        "text in a group",
        message(text="hi", chat=GROUP),
        {"kind": "text", "chat": -1001, "chat_type": "group", "chat_title": "合規組"},
    ),
    (
        "command with argument",
        message(text="/case@firm_bot  C-1 "),
        facts(kind="text", command="case", argument="C-1", detail="@firm_bot"),
    ),
    (
        "start with a deep link",
        message(text="/start AbC_-9"),
        {"command": "start", "argument": "AbC_-9", "detail": ""},
    ),
    ("command in capitals", message(text="/HELP"), {"command": "help", "argument": ""}),
    (
        "command over lines",
        message(text="/note C-1\nsecond line"),
        {"command": "note", "argument": "C-1\nsecond line"},
    ),
    ("a slash is no command", message(text="/ 我想問"), {"command": "", "text": "/ 我想問"}),
    ("no command inside a text", message(text="see /help"), {"command": ""}),
    (
        "reply",
        message(
            text="yes",
            reply_to_message={"message_id": 3, "date": 1, "chat": PRIVATE, "text": "?"},
        ),
        {"reply_to": 3},
    ),
    (
        "forwarded",
        message(
            text="x",
            forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "someone"},
        ),
        {"forwarded": True},
    ),
    (
        "own contact",
        message(contact={"phone_number": "+85291234567", "first_name": "x", "user_id": 42}),
        facts(kind="contact", contact_phone="+85291234567", contact_user=42),
    ),
    (
        "contact of nobody known",
        message(contact={"phone_number": "1", "first_name": "x"}),
        {"kind": "contact", "contact_user": None},
    ),
    (
        "document of an album",
        message(
            document=document(mime_type="application/pdf", file_size=12),
            caption="收入證明",
            media_group_id="777",
        ),
        facts(
            kind="file",
            text="收入證明",
            album="777",
            file=FileRef("F", "U", "a.pdf", "application/pdf", 12, "document"),
        ),
    ),
    (
        "photo: the largest size",
        message(
            photo=[
                {"file_id": "s", "file_unique_id": "us", "width": 90, "height": 60},
                {"file_id": "l", "file_unique_id": "ul", "width": 1280, "height": 853},
            ]
        ),
        {"kind": "file", "file": FileRef("l", "ul", "", "", None, "photo")},
    ),
    (
        "animation, not its document",
        message(
            animation={**document("a.mp4"), "width": 1, "height": 1, "duration": 1},
            document=document("a.mp4"),
        ),
        {"kind": "file", "file": FileRef("F", "U", "a.mp4", "", None, "animation")},
    ),
    (
        "voice",
        message(voice={"file_id": "F", "file_unique_id": "U", "duration": 3}),
        {"kind": "voice", "file": FileRef("F", "U", "", "", None, "voice")},
    ),
    (
        "round video",
        message(video_note={"file_id": "F", "file_unique_id": "U", "duration": 3, "length": 1}),
        {"kind": "file", "file": FileRef("F", "U", "", "", None, "video")},
    ),
    (
        "sticker",
        message(
            sticker={
                "file_id": "F",
                "file_unique_id": "U",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
                "emoji": "👍",
            }
        ),
        facts(kind="sticker", text="👍", file=None),
    ),
    (
        "location",
        message(location={"latitude": 1.0, "longitude": 2.0}),
        facts(kind="other", detail="location"),
    ),
    (
        "group upgraded",
        message(chat={**GROUP, "type": "group"}, migrate_to_chat_id=-10077),
        {"kind": "other", "migrated_to": -10077, "detail": "migrate_to_chat_id"},
    ),
    (
        "edit is an edit, never a command",
        {
            "update_id": 5,
            "edited_message": {
                "message_id": 9,
                "date": 1,
                "edit_date": 2,
                "chat": PRIVATE,
                "from": CLIENT,
                "text": "/close",
            },
        },
        {"kind": "edit", "text": "/close", "command": "", "message_id": 9, "update_id": 5},
    ),
    (
        "press",
        {
            "update_id": 6,
            "callback_query": {
                "id": "q1",
                "from": CLIENT,
                "chat_instance": "c",
                "data": "p1:yes",
                "message": {"message_id": 8, "date": 0, "chat": GROUP},
            },
        },
        {
            "kind": "press",
            "account": 42,
            "chat": -1001,
            "message_id": 8,
            "press_id": "q1",
            "press_data": "p1:yes",
        },
    ),
    (
        "press without a message",
        {"update_id": 6, "callback_query": {"id": "q1", "from": CLIENT, "chat_instance": "c"}},
        {"kind": "press", "chat": None, "press_data": ""},
    ),
    (
        "unknown update keeps account and chat",
        {"update_id": 8, "hologram": {"from": CLIENT, "chat": GROUP, "secret": "x"}},
        {"kind": "other", "account": 42, "chat": -1001, "detail": "hologram"},
    ),
    (
        "channel post",
        {
            "update_id": 8,
            "channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "x"},
        },
        {"kind": "other", "account": None, "chat": -1002, "detail": "channel_post"},
    ),
    (
        "undecodable message keeps account and chat",
        {"update_id": 9, "message": {"from": CLIENT, "chat": PRIVATE, "date": "yesterday"}},
        {"kind": "undecodable", "update_id": 9, "account": 42, "chat": 42, "text": ""},
    ),
    (
        "undecodable press finds the chat within its message",
        {"update_id": 9, "callback_query": {"from": {"id": 42}, "message": {"chat": GROUP}}},
        {"kind": "undecodable", "account": 42, "chat": -1001},
    ),
    (
        "ids that are no numbers",
        message(**{"from": {**CLIENT, "id": "42"}}),
        {"kind": "undecodable", "account": None, "chat": 42},
    ),
    ("no number at all", {}, {"kind": "undecodable", "update_id": UNNUMBERED}),
    ("a number too large", {"update_id": 2**64}, {"update_id": UNNUMBERED}),
    ("nothing in it", {"update_id": 3}, {"kind": "other", "update_id": 3, "detail": "empty"}),
]


@pytest.mark.parametrize(("raw", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_an_update_is_read_into_its_facts(raw: dict[str, object], expected: dict[str, Any]) -> None:
    arrival = read_update(raw)
    assert {name: getattr(arrival, name) for name in expected} == expected


RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
    "can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories "
    "can_edit_stories can_delete_stories"
)


def member(status: str) -> dict[str, object]:
    """The bot as a member of a chat; each status has fields of its own."""
    standing: dict[str, object] = {"status": status, "user": {**CLIENT, "is_bot": True}}
    if status == "administrator":
        standing |= dict.fromkeys(RIGHTS.split(), False)
    return standing | ({"until_date": 0} if status == "kicked" else {})


@pytest.mark.parametrize(
    ("chat", "before", "after", "expected"),
    [
        (PRIVATE, "member", "kicked", "blocked"),
        (PRIVATE, "kicked", "member", "unblocked"),
        (GROUP, "left", "member", "joined"),
        (GROUP, "left", "administrator", "joined"),
        (GROUP, "member", "left", "left"),
        (GROUP, "administrator", "kicked", "left"),
        (GROUP, "member", "administrator", ""),
    ],
)
def test_membership_is_told_apart_by_chat(
    chat: dict[str, object], before: str, after: str, expected: str
) -> None:
    change: dict[str, object] = {"chat": chat, "from": CLIENT, "date": 1}
    change |= {"old_chat_member": member(before), "new_chat_member": member(after)}
    arrival = read_update({"update_id": 7, "my_chat_member": change})
    assert (arrival.kind, arrival.membership, arrival.detail) == ("membership", expected, after)
    assert (arrival.account, arrival.chat) == (42, chat["id"])


def test_half_surrogates_and_nul_become_replacement_characters() -> None:
    arrival = read_update(message(text="a\ud83dz\x00"))
    assert arrival.text == "a\ufffdz\ufffd"
    assert arrival.kind == "text"


def test_the_detail_of_what_cannot_be_read_quotes_nobody() -> None:
    arrival = read_update(message(text={"my account": "8812"}))
    assert arrival.kind == "undecodable"
    assert "8812" not in repr(arrival)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "from", "chat", "message", "text", "date", "photo", "type"])
            | st.text(max_size=6),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)
UPDATES = st.dictionaries(
    st.sampled_from(
        ["update_id", "message", "edited_message", "callback_query", "my_chat_member", "poll"]
    )
    | st.text(max_size=8),
    JSON,
    max_size=4,
)
SPOILT = st.builds(
    lambda name, value: message(**{"text": "x", "document": document(), name: value}),
    st.sampled_from(["message_id", "from", "chat", "text", "document", "date", "contact", "photo"])
    | st.sampled_from(["reply_to_message", "forward_origin", "media_group_id", "entities"]),
    JSON,
)


def _sound(arrival: Arrival) -> bool:
    for name in ("account", "chat", "message_id", "reply_to", "migrated_to", "contact_user"):
        value = getattr(arrival, name)
        if value is not None and (type(value) is not int or abs(value) >= 2**63):
            return False
    repr(arrival).encode()
    arrival.text.encode()
    return type(arrival.update_id) is int and isinstance(arrival.text, str)


@settings(max_examples=300, deadline=None)
@given(UPDATES | SPOILT)
@example({"update_id": True})
@example({"message": [[[]]]})
def test_any_json_object_gives_a_sound_arrival(raw: dict[str, object]) -> None:
    assert _sound(read_update(raw))


def test_an_update_nested_beyond_all_measure_is_only_undecodable() -> None:
    deep: dict[str, object] = {"x": 1}
    for _ in range(5000):
        deep = {"reply_to_message": deep, "message_id": 1, "date": 1, "chat": PRIVATE}
    assert read_update({"update_id": 4, "message": deep}).kind == "undecodable"
