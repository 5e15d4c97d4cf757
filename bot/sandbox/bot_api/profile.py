"""Methods by which the bot says what it is: commands, name, descriptions, menu button."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.errors import bad_request
from bot.sandbox.records import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
SCOPES_WORDS = (
    "default all_private_chats all_group_chats all_chat_administrators chat "
    "chat_administrators chat_member"
)
SCOPES = frozenset(SCOPES_WORDS.split())
TEXTS = {
    "Name": ("names", "name", 64),
    "Description": ("descriptions", "description", 512),
    "ShortDescription": ("short_descriptions", "short_description", 120),
}


def _language(call: BotCall) -> str:
    language = call.params.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(call: BotCall) -> str:
    scope = call.params.structure("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return json.dumps({name: str(scope[name]) for name in sorted(scope)})


def set_my_commands(call: BotCall) -> bool:
    """The menu of commands for one scope and language."""
    commands = call.params.structure("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    call.sandbox.profile.commands[_scope(call), _language(call)] = checked
    return True


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not COMMAND.fullmatch(name.removeprefix("/").lower()):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description.strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/").lower(), "description": description.strip()}


def get_my_commands(call: BotCall) -> list[Json]:
    """The menu as it was set for exactly this scope and language."""
    return call.sandbox.profile.commands.get((_scope(call), _language(call)), [])


def delete_my_commands(call: BotCall) -> bool:
    """No menu for this scope and language."""
    call.sandbox.profile.commands.pop((_scope(call), _language(call)), None)
    return True


def set_text(call: BotCall, what: str) -> bool:
    """Set the bot's name or one of its descriptions in one language."""
    attribute, name, most = TEXTS[what]
    text = call.params.text(name)
    if len(text) > most:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    getattr(call.sandbox.profile, attribute)[_language(call)] = text
    return True


def get_text(call: BotCall, what: str) -> Json:
    """The bot's name or one of its descriptions, else the one for all languages."""
    attribute, name, _ = TEXTS[what]
    texts: dict[str, str] = getattr(call.sandbox.profile, attribute)
    fallback = texts.get("") or (call.sandbox.bot_name if what == "Name" else "")
    return {name: texts.get(_language(call)) or fallback}


def set_chat_menu_button(call: BotCall) -> bool:
    """The button beside the composer."""
    button = call.params.structure("menu_button", "MenuButton") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse MenuButton: unsupported type specified")
    call.sandbox.profile.menu_buttons[call.params.integer("chat_id")] = button
    return True


def get_chat_menu_button(call: BotCall) -> Json:
    """The button of this chat, else of all chats."""
    buttons = call.sandbox.profile.menu_buttons
    own = buttons.get(call.params.integer("chat_id"))
    return own or buttons.get(0) or {"type": "commands"}


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    **{f"setMy{what}": partial(set_text, what=what) for what in TEXTS},
    **{f"getMy{what}": partial(get_text, what=what) for what in TEXTS},
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
