"""Buttons and keyboards as Telegram draws them."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.ports import Button, Outgoing

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def markup_of(message: Outgoing) -> Markup | None:
    """The one keyboard a Telegram message can carry, or None.

    Buttons win over `drop_keyboard`: the contact keyboard is shown once and folds away by
    itself. Raises ValueError where buttons and `ask_contact` are both asked for.
    """
    if message.buttons and message.ask_contact:
        raise ValueError("a message carries either buttons or the contact keyboard")
    if message.buttons:
        return _inline(message.buttons)
    if message.ask_contact:
        return _contact(message.ask_contact)
    return ReplyKeyboardRemove() if message.drop_keyboard else None


def _inline(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        url=button.url or None,
        callback_data=None if button.url else button.data,
        style=button.tone or None,
    )


def _contact(label: str) -> ReplyKeyboardMarkup:
    button = KeyboardButton(label, request_contact=True)
    return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
