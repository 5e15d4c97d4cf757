"""Methods that ask about chats and their members."""

from __future__ import annotations

from bot.sandbox import objects
from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.errors import bad_request
from bot.sandbox.records import Json

GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
SENDING_RIGHTS = dict.fromkeys(
    (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_invite_users",
    ),
    True,
) | {"can_change_info": False, "can_pin_messages": False, "can_manage_topics": False}


def get_chat(call: BotCall) -> Json:
    """A chat with every field that clients demand."""
    chat_id = call.chat_id()
    more: Json = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": GIFTS,
    }
    if chat_id in call.sandbox.groups:
        more["permissions"] = SENDING_RIGHTS
    return objects.chat(call.sandbox, chat_id) | more


def get_chat_member(call: BotCall) -> Json:
    """What somebody is in a chat."""
    chat_id, user_id = call.chat_id(), call.params.integer("user_id")
    if user_id not in call.sandbox.people and user_id != call.sandbox.bot_id:
        raise bad_request("user not found" if user_id else "invalid user_id specified")
    return _member(call, chat_id, user_id)


def _member(call: BotCall, chat_id: int, user_id: int) -> Json:
    status = _status(call, chat_id, user_id)
    return objects.membership(objects.user(call.sandbox, user_id), status)


def _status(call: BotCall, chat_id: int, user_id: int) -> str:
    group = call.sandbox.groups.get(chat_id)
    if group is None:
        return "member" if user_id in (chat_id, call.sandbox.bot_id) else "left"
    if user_id == call.sandbox.bot_id:
        present = "administrator" if group.bot_admin else "member"
        return present if group.bot_present else "left"
    if user_id not in group.members:
        return "left"
    return "creator" if user_id == group.members[0] else "member"


def get_chat_member_count(call: BotCall) -> int:
    """How many are in a chat, the bot included."""
    group = call.sandbox.groups.get(call.chat_id())
    return 2 if group is None else len(group.members) + int(group.bot_present)


def get_chat_administrators(call: BotCall) -> list[Json]:
    """Who leads a group: its first member, and the bot if it was made administrator."""
    chat_id = call.chat_id()
    group = call.sandbox.groups.get(chat_id)
    if group is None:
        raise bad_request("there are no administrators in the private chat")
    leading = [group.members[0]] + ([call.sandbox.bot_id] if group.bot_admin else [])
    return [_member(call, chat_id, user_id) for user_id in leading]


def leave_chat(call: BotCall) -> bool:
    """The bot leaves a group for good."""
    group = call.sandbox.groups.get(call.chat_id())
    if group is None:
        raise bad_request("chat member status can't be changed in private chats")
    group.bot_present = False
    return True


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatMembersCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
}
