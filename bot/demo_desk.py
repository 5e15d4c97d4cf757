"""The firm's side of the demo's page: the same functions that the commands use."""

from __future__ import annotations

from typing import Any

from bot.adapters.report import ReportVocabulary
from bot.adapters.store.stored import verify_files
from bot.case.people import Actor
from bot.casefiles import case_rows, file_document
from bot.handlers.alert import NewAlert, take_alert
from bot.handlers.invite import invite_client
from bot.intake import take_report
from bot.loops import Engine
from bot.sandbox.desk import Refused

PAGE = Actor("bot", "demo-page", "demo page")


class DemoDesk:
    """Implements the sandbox's Desk on a running engine."""

    def __init__(self, engine: Engine, vocabulary: ReportVocabulary) -> None:
        self._engine = engine
        self._office = engine.office
        self._vocabulary = vocabulary

    async def cases(self) -> list[dict[str, Any]]:
        """Every case as a row."""

        def read() -> list[dict[str, Any]]:
            with self._office.store.reading() as tx:
                return case_rows(tx)

        return await self._engine.run_blocking(read)

    async def casefile(self, case_no: str) -> dict[str, Any]:
        """One file whole. Raises LookupError where there is none."""

        def read() -> dict[str, Any]:
            with self._office.store.reading() as tx:
                return file_document(self._office, tx, case_no)

        return await self._engine.run_blocking(read)

    async def intake(self, filename: str, data: bytes) -> dict[str, Any]:
        """Takes a dropped report."""
        result = await self._engine.run_blocking(
            lambda: take_report(self._office, self._vocabulary, filename, data)
        )
        self._engine.wake_send.set()
        return result.document()

    async def alert(self, alert: dict[str, Any]) -> dict[str, Any]:
        """Raises one alert for a client on the register. Raises Refused where it cannot be."""
        case_no = await self._engine.run_blocking(lambda: self._take(alert))
        self._engine.wake_send.set()
        return {"case_no": case_no}

    def _take(self, alert: dict[str, Any]) -> str:
        risk_type, severity = str(alert.get("risk_type")), str(alert.get("severity"))
        if risk_type not in self._vocabulary.risk_types:
            raise Refused(f"risk type {risk_type!r} is not in the vocabulary of config.yml")
        if severity not in self._vocabulary.severities:
            raise Refused(f"severity {severity!r} is none of low, medium, high")
        now = self._office.now()
        with self._office.store.begin() as tx:
            client = tx.client(str(alert.get("client_id")))
            if client is None:
                raise LookupError("no such client")
            said = str(alert.get("description") or "")[:500]
            # Two alerts raised by hand are two alerts, also with the same words: so the moment.
            new = NewAlert(client.client_id, client.name, risk_type, severity, now, said,
                           "demo page", ref=f"page-{now.isoformat()}")  # fmt: skip
            return take_alert(self._office, tx, new, PAGE, "demo:page")

    async def clients(self) -> list[dict[str, Any]]:
        """The register, with the account of those who have enrolled."""

        def read() -> list[dict[str, Any]]:
            with self._office.store.reading() as tx:
                return [
                    {"client_id": c.client_id, "name": c.name,
                     "person_id": tx.account_of("client", c.client_id)}
                    for c in tx.clients()
                ]  # fmt: skip

        return await self._engine.run_blocking(read)

    async def invite(self, client_id: str) -> dict[str, Any]:
        """A one-time link. Raises LookupError where the client is not on the register."""

        def make() -> dict[str, Any]:
            with self._office.store.begin() as tx:
                made = invite_client(self._office, tx, client_id)
            return {"link": made.link, "payload": made.payload,
                    "expires": made.expires.isoformat()}  # fmt: skip

        return await self._engine.run_blocking(make)

    async def verify(self) -> dict[str, Any]:
        """Whether every chain is whole."""

        def walk() -> dict[str, Any]:
            with self._office.store.reading() as tx:
                found = verify_files(tx, None)
            broken = found.first_broken
            return {"ok": found.ok, "entries": found.entries, "cases": found.files,
                    "first_broken": broken and
                    {"case_no": broken[0], "seq": broken[1], "harm": broken[2]}}  # fmt: skip

        return await self._engine.run_blocking(walk)
