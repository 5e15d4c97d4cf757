"""The command menu people see in their chat, in their language."""

from __future__ import annotations

import logging

from bot.app import App
from bot.ports import MessengerError

log = logging.getLogger(__name__)

COMMANDS = ("status", "human", "complain", "language", "help")
# Telegram takes two-letter codes only, so both kinds of Chinese share one menu.
CODES = {"": "en", "zh": "zh-Hant", "en": "en"}


async def publish_commands(app: App) -> None:
    """Sets the menus; a failure is no reason not to start, the commands work without them."""
    term = app.office.renderer.term
    for code, language in CODES.items():
        described = [(name, term(f"command_{name}", language)) for name in COMMANDS]
        try:
            await app.gateway.set_commands(described, language=code)
        except MessengerError as fault:
            log.warning("the command menu was not set: %s", type(fault).__name__)
