"""Delivery by webhook: one update at a time per chat, again until the bot answers 2xx."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.sandbox.bot_api import perform
from bot.sandbox.params import Params
from bot.sandbox.updates import Pending

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox

logger = logging.getLogger(__name__)
FIRST_RETRY_S = 0.2
LAST_RETRY_S = 10.0
TIMEOUT_S = 30.0


class WebhookPump:
    """Delivers pending updates for as long as a webhook is set."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session:
            try:
                while True:
                    self._start_deliveries(session)
                    await self._sandbox.updates.changed(60.0)
            finally:
                for task in self._busy.values():
                    task.cancel()
                await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _start_deliveries(self, session: aiohttp.ClientSession) -> None:
        if not self._sandbox.updates.webhook_url:
            return
        for update in self._sandbox.updates.deliverable():
            if len(self._busy) >= self._sandbox.webhook.max_connections:
                return
            if update.chat_id not in self._busy:
                self._busy[update.chat_id] = asyncio.create_task(self._deliver(session, update))

    async def _deliver(self, session: aiohttp.ClientSession, update: Pending) -> None:
        url, pause = self._sandbox.updates.webhook_url, FIRST_RETRY_S
        try:
            while update in self._sandbox.updates.pending:
                if url != self._sandbox.updates.webhook_url:
                    return
                if await self._post(session, url, update):
                    self._sandbox.updates.confirm(update)
                    return
                await asyncio.sleep(pause)
                pause = min(pause * 2, LAST_RETRY_S)
        finally:
            del self._busy[update.chat_id]
            self._sandbox.updates.wake()

    async def _post(self, session: aiohttp.ClientSession, url: str, update: Pending) -> bool:
        twice = self._sandbox.faults.for_delivery("duplicate_update")
        try:
            for _ in range(2 if twice else 1):
                async with session.post(
                    url, json=update.body(), headers=self._headers()
                ) as response:
                    if not 200 <= response.status < 300:
                        reason = f"{response.status} {response.reason}"
                        self._note(f"Wrong response from the webhook: {reason}")
                        return False
                    await self._answer_in_reply(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._note(f"Connection failed: {type(error).__name__}")
            return False
        return True

    def _headers(self) -> dict[str, str]:
        secret = self._sandbox.webhook.secret_token
        return {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}

    def _note(self, error: str) -> None:
        self._sandbox.webhook.last_error = error
        self._sandbox.webhook.last_error_at = self._sandbox.now()

    async def _answer_in_reply(self, response: aiohttp.ClientResponse) -> None:
        """A bot may put one method call into its answer to the webhook."""
        if response.content_type != "application/json":
            return
        try:
            reply: Any = await response.json()
        except ValueError:
            return
        if isinstance(reply, dict) and isinstance(reply.get("method"), str):
            method = reply.pop("method")
            await perform(self._sandbox, method, Params(reply, {}))
