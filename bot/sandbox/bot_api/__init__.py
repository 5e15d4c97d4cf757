"""The Bot API's methods, by name; names ignore case."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from bot.sandbox.bot_api import answering, chats, editing, media, polling, profile, sending
from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.errors import Refusal
from bot.sandbox.params import Params

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox

METHODS: dict[str, Method] = {
    **polling.METHODS,
    **sending.METHODS,
    **media.METHODS,
    **editing.METHODS,
    **answering.METHODS,
    **chats.METHODS,
    **profile.METHODS,
}
CANONICAL = {name.lower(): name for name in METHODS}


def canonical(name: str) -> str:
    """The method's name as documented; an unknown name stays as it is."""
    return CANONICAL.get(name.lower(), name)


async def perform(sandbox: Sandbox, name: str, params: Params) -> Any:
    """Do what the method says and return Telegram's ``result``.

    Raises Refusal with Telegram's code and description; 404 for an unknown method.
    """
    method = METHODS.get(canonical(name))
    if method is None:
        raise Refusal(404, "Not Found")
    result = method(BotCall(sandbox, params))
    return await result if inspect.isawaitable(result) else result
