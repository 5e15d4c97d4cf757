"""python-telegram-bot's HTTP on aiohttp: a fifth of the cost of the stock class (telegram.md)."""

from __future__ import annotations

import json
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import aiohttp
from telegram.error import BadRequest, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.adapters.telegram.faults import MaybeSent, NotSent, Postponed
from bot.ports import FileTooLarge

# These statuses python-telegram-bot turns into its own errors, with Telegram's description.
_TOLD_APART = frozenset({400, 401, 403, 404, 409})
_CHUNK = 64 * 1024
# Shorter than Telegram's own, so that we are seldom the one to write into a closing connection.
_KEEP_ALIVE = 15.0

Timeouts = tuple[float | None, float | None, float | None, float | None]


class AiohttpRequest(BaseRequest):
    """One pool of connections. All time-outs are seconds; None waits for ever.

    Raises NotSent while no connection has been handed to the request, MaybeSent afterwards, and
    Postponed for 429 and 5xx. No error names an address: addresses contain the bot's token.
    """

    __slots__ = ("_defaults", "_pool_size", "_proxy", "_session")

    def __init__(
        self,
        *,
        pool_size: int = 64,
        read_timeout: float | None = 20.0,
        write_timeout: float | None = 60.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 5.0,
        proxy: str = "",
    ) -> None:
        self._defaults: Timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        self._pool_size = pool_size
        self._proxy = proxy or None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds between two pieces of an answer."""
        return self._defaults[0]

    async def initialize(self) -> None:
        """Opens the pool; a second call changes nothing."""
        if self._session is not None:
            return
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._pool_size, keepalive_timeout=_KEEP_ALIVE),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            trace_configs=[_connection_trace()],
        )

    async def shutdown(self) -> None:
        """Closes the pool; a second call changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer, for python-telegram-bot to read; see the class."""
        given = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        status, body = await self._exchange(
            method, url, _timeout(given, self._defaults), _body(request_data)
        )
        _raise_for(status, body)
        return status, body

    async def download(self, url: str, limit: int) -> bytes:
        """The file's bytes. Raises FileTooLarge as soon as `limit` bytes are passed."""
        given = (self.DEFAULT_NONE,) * 4
        timeout = _timeout(given, self._defaults, total=False)
        status, body = await self._exchange("GET", url, timeout, None, limit=limit)
        if status != HTTPStatus.OK:
            # Links to files expire: asking for a new one may help whatever the status is.
            raise Postponed(status, None)
        return body

    async def _exchange(
        self,
        method: str,
        url: str,
        timeout: aiohttp.ClientTimeout,
        body: aiohttp.FormData | None,
        limit: int | None = None,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("the connection pool is not open")
        progress = SimpleNamespace(connected=False)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
                trace_request_ctx=progress,
            ) as response:
                bound = limit if response.status == HTTPStatus.OK else None
                return response.status, await _read(response, bound)
        except FileTooLarge:
            raise
        except Exception as error:
            # `from None`: aiohttp names the whole address in several of its errors.
            raise _fault(error, connected=progress.connected) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the base class, without logging the payload, which is full of personal data."""
        answer = _object(payload)
        if answer is None:
            raise TelegramError("the answer is not a JSON object")
        return answer


async def _read(response: aiohttp.ClientResponse, limit: int | None) -> bytes:
    if limit is None:
        return await response.read()
    received = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        received += chunk
        if len(received) > limit:
            raise FileTooLarge(f"more than {limit} bytes", permanent=True)
    return bytes(received)


def _connection_trace() -> aiohttp.TraceConfig:
    """Notes when a connection has been handed to a request: from then on bytes may leave."""
    trace = aiohttp.TraceConfig()
    trace.on_connection_create_end.append(_mark_connected)
    trace.on_connection_reuseconn.append(_mark_connected)
    return trace


async def _mark_connected(session: aiohttp.ClientSession, context: Any, params: Any) -> None:
    context.trace_request_ctx.connected = True


def _fault(error: Exception, *, connected: bool) -> TelegramError:
    name = type(error).__name__
    if connected:
        return MaybeSent(name)
    if isinstance(error, UnicodeError | TypeError | ValueError) and not isinstance(
        error, aiohttp.ClientError
    ):
        return BadRequest(f"the request cannot be encoded ({name})")
    return NotSent(name)


def _raise_for(status: int, body: bytes) -> None:
    if status // 100 == 2:
        return
    answer = _object(body)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Postponed(status, _retry_after(answer))
    if status in _TOLD_APART and answer is None:
        # Not Telegram's word but that of something between us, which does not judge messages.
        raise Postponed(status, None)
    if status in _TOLD_APART:
        return
    if status >= HTTPStatus.BAD_REQUEST:
        raise BadRequest(f"HTTP {status}")
    raise MaybeSent(f"HTTP {status}")


def _retry_after(answer: dict[str, Any] | None) -> float | None:
    parameters = (answer or {}).get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return max(0.0, float(seconds)) if isinstance(seconds, int | float) else None


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _timeout(
    given: tuple[Any, ...], defaults: Timeouts, *, total: bool = True
) -> aiohttp.ClientTimeout:
    read, write, connect, pool = (
        default if value is BaseRequest.DEFAULT_NONE else value
        for value, default in zip(given, defaults, strict=True)
    )
    # aiohttp has no time-out for writing; the bound on the whole call stands in for it.
    return aiohttp.ClientTimeout(
        total=_sum(read, write, connect, pool) if total else None,
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
    )


def _sum(*seconds: float | None) -> float | None:
    """Waiting for ever anywhere is waiting for ever."""
    known = [part for part in seconds if part is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(data: RequestData | None) -> aiohttp.FormData | None:
    parameters = data.json_parameters if data else {}
    files = data.multipart_data if data else {}
    if not parameters and not files:
        return None
    # Telegram takes file names as plain UTF-8, not percent-encoded.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in files.items():
        form.add_field(name, content, filename=_plain(filename), content_type=content_type)
    return form


def _plain(filename: str) -> str:
    """A name that cannot end its header early."""
    return "".join("_" if not char.isprintable() or char in '"\\/' else char for char in filename)
