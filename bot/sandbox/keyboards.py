"""Keyboards under messages, checked as Telegram checks them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.params import encodable
from bot.sandbox.records import Json

MAX_DATA_BYTES = 64
MAX_INLINE_BUTTONS = 100
MAX_REPLY_BUTTONS = 300
MAX_URL = 2048
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
}


def checked_markup(markup: Any, private: bool) -> Json | None:
    """The keyboard in its full form, or None; Refusal 400 in Telegram's words."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup)
    if "keyboard" in markup:
        return _reply(markup, private)
    if "remove_keyboard" in markup or "force_reply" in markup:
        return dict(markup)
    return None


def inline_only(markup: Any) -> Json | None:
    """The keyboard of an edit: inline or nothing."""
    keyboard = checked_markup(markup, private=True)
    if keyboard is not None and "inline_keyboard" not in keyboard:
        raise bad_request("inline keyboard expected")
    return keyboard if keyboard and keyboard["inline_keyboard"] else None


def rows_of(markup: Json | None) -> list[list[Json]]:
    """The rows of buttons, of either kind of keyboard."""
    if not markup:
        return []
    rows: list[list[Json]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return rows


def _rows(markup: Json, name: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {_type(name)} must be an Array of Arrays')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{name}" of the {_type(name)} must be an Array of Arrays')
    return [row for row in rows if row]


def _type(name: str) -> str:
    return "InlineKeyboardMarkup" if name == "inline_keyboard" else "ReplyKeyboardMarkup"


def _inline(markup: Json) -> Json:
    rows = [[_inline_button(button) for button in row] for row in _rows(markup, "inline_keyboard")]
    if sum(len(row) for row in rows) > MAX_INLINE_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows}


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("Object expected")
    text = _label(button)
    if not any(action in button for action in ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        _check_url(button["url"])
    return {**button, "text": text}


def _label(button: Json) -> str:
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unreadable('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    return encodable(button["text"].strip())


def _check_data(data: Any) -> None:
    if not isinstance(data, str):
        raise _unreadable('Field "callback_data" must be of type String')
    if not 1 <= len(encodable(data).encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: Any) -> None:
    if not isinstance(url, str) or len(url) > MAX_URL:
        raise bad_request("BUTTON_URL_INVALID")
    encodable(url)
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        valid = parts.scheme in ("http", "https", "tg", "ton") and "." in (parts.hostname or "")
    except ValueError:
        valid = False
    if not valid and not url.startswith("tg://"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unreadable(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _reply(markup: Json, private: bool) -> Json:
    rows = [[_reply_button(b, private) for b in row] for row in _rows(markup, "keyboard")]
    if sum(len(row) for row in rows) > MAX_REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    return {**markup, "keyboard": rows}


def _reply_button(button: Any, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    for field, reason in PRIVATE_ONLY.items():
        if button.get(field) and not private:
            raise bad_request(reason)
    return {**button, "text": encodable(button["text"])}
