"""What can go wrong between us and Telegram, told apart by whether a message may have gone out."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.ports import MessengerError, Outcome

# A gateway that gave up waiting for Telegram's own server: that server may have done the work.
_GATEWAY_TIMEOUT = 504


class NotSent(NetworkError):
    """No connection was handed out, so nothing of the request can have reached the server."""


class MaybeSent(NetworkError):
    """The connection failed after the request began to leave: what became of it is not known."""


class Postponed(NetworkError):
    """The server answered that it did not do it now (429 or 5xx)."""

    def __init__(self, status: int, retry_after: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.retry_after = retry_after


def outcome_of(error: Exception) -> Outcome:
    """What an error means for the message that was being sent (law 4).

    `later` only where Telegram cannot have acted on the request; whatever is not known to be
    harmless is `unknown`. A rejected bot token is `later`: the messages are not at fault.
    """
    match error:
        case ChatMigrated(new_chat_id=chat):
            return Outcome("refused", reason="group migrated to supergroup", migrated_to=chat)
        case Postponed(status=status) if status == _GATEWAY_TIMEOUT:
            return Outcome("unknown", reason=str(error))
        case Postponed(retry_after=seconds):
            return Outcome("later", reason=str(error), retry_after=seconds)
        case RetryAfter():
            return Outcome("later", reason="HTTP 429", retry_after=_seconds(error))
        case NotSent() | InvalidToken() | Conflict():
            return Outcome("later", reason=reason_of(error))
        case BadRequest() | Forbidden():
            return Outcome("refused", reason=reason_of(error))
        case _:
            return Outcome("unknown", reason=reason_of(error))


def messenger_error(error: Exception) -> MessengerError:
    """The same error for calls that may simply be made again; permanent where that is no use."""
    permanent = isinstance(error, BadRequest | Forbidden | InvalidToken | ChatMigrated)
    retry_after = error.retry_after if isinstance(error, Postponed) else None
    if isinstance(error, RetryAfter):
        retry_after = _seconds(error)
    return MessengerError(reason_of(error), permanent=permanent, retry_after=retry_after)


def reason_of(error: Exception) -> str:
    """Telegram's own description, or the bare name of the error: never an address or payload."""
    if isinstance(error, InvalidToken):
        return "the bot token was rejected"
    return error.message if isinstance(error, TelegramError) else type(error).__name__


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
