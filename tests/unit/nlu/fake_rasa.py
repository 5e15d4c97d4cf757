"""A Rasa server's two endpoints, with whatever answer or silence a test wants."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


def reading(intent: str, confidence: float = 0.9, other: str = "thank") -> dict[str, Any]:
    """What Rasa answers for a sentence it understood."""
    ranking = [
        {"name": intent, "confidence": confidence},
        {"name": other, "confidence": 1 - confidence},
    ]
    return {"intent": ranking[0], "intent_ranking": ranking, "entities": []}


@dataclass
class FakeRasa:
    """Answers `answer`; `status` other than 200 and `delay_s` make it fail or dawdle."""

    answer: Any = field(default_factory=lambda: reading("greet"))
    status: int = 200
    delay_s: float = 0.0
    asked: list[str] = field(default_factory=list)

    def app(self) -> web.Application:
        """The server, to be run."""
        app = web.Application()
        app.router.add_post("/model/parse", self._parse)
        app.router.add_get("/status", self._status)
        return app

    async def _parse(self, request: web.Request) -> web.Response:
        self.asked.append((await request.json())["text"])
        await asyncio.sleep(self.delay_s)
        return web.json_response(self.answer, status=self.status)

    async def _status(self, _: web.Request) -> web.Response:
        return web.json_response({"model_id": "0123456789abcdef"})
