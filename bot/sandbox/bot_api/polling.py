"""Methods by which a bot gets its updates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.errors import bad_request
from bot.sandbox.objects import bot_user
from bot.sandbox.records import Json

SECRET_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def get_me(call: BotCall) -> Json:
    """Who the bot is."""
    return bot_user(call.sandbox) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(call: BotCall) -> list[Json]:
    """Long polling."""
    _remember_allowed(call)
    return await call.sandbox.updates.poll(
        call.params.integer("offset"),
        call.params.integer("limit", 100),
        call.params.integer("timeout"),
    )


def _remember_allowed(call: BotCall) -> None:
    """Telegram keeps the last list it was given."""
    allowed = call.params.structure("allowed_updates", "allowed updates")
    if allowed is None:
        return
    if not isinstance(allowed, list) or not all(isinstance(kind, str) for kind in allowed):
        raise bad_request("can't parse allowed updates JSON object")
    call.sandbox.updates.allowed = allowed


def set_webhook(call: BotCall) -> bool:
    """Updates by POST from now on; plain HTTP is taken on loopback only."""
    url = call.params.text("url")
    secret = call.params.text("secret_token")
    if not set(secret) <= SECRET_CHARACTERS or len(secret) > 256:
        raise bad_request("secret token contains unallowed characters")
    _check_url(url)
    _remember_allowed(call)
    sandbox = call.sandbox
    sandbox.webhook.secret_token = secret
    sandbox.webhook.max_connections = min(max(call.params.integer("max_connections", 40), 1), 100)
    sandbox.updates.webhook_url = url
    _drop_if_asked(call)
    sandbox.updates.wake()
    return True


def _check_url(url: str) -> None:
    """Plain HTTP is taken on loopback only, where Telegram itself would never deliver."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        secure = parts.scheme == "https" or parts.hostname in LOOPBACK
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not secure:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def delete_webhook(call: BotCall) -> bool:
    """Updates by polling again."""
    call.sandbox.updates.webhook_url = ""
    call.sandbox.webhook.secret_token = ""
    _drop_if_asked(call)
    call.sandbox.updates.wake()
    return True


def _drop_if_asked(call: BotCall) -> None:
    if call.params.flag("drop_pending_updates"):
        call.sandbox.updates.drop_all()


def get_webhook_info(call: BotCall) -> Json:
    """How delivery by webhook goes."""
    sandbox = call.sandbox
    info: Json = {
        "url": sandbox.updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(sandbox.updates.deliverable()),
    }
    if sandbox.updates.webhook_url:
        info["max_connections"] = sandbox.webhook.max_connections
    if sandbox.updates.allowed:
        info["allowed_updates"] = sandbox.updates.allowed
    if sandbox.webhook.last_error_at:
        info["last_error_date"] = int(sandbox.webhook.last_error_at.timestamp())
        info["last_error_message"] = sandbox.webhook.last_error
    return info


def done(call: BotCall) -> Any:
    """Methods that change nothing here and succeed."""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": done,
    "close": done,
}
