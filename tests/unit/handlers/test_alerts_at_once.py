"""Several reports come in at the same moment: of one new client they make one case."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.store import open_store
from bot.adapters.store.verify import verify
from bot.app import SeededEntropy, World, build_office
from bot.case.entries.alerts import AlertRecorded
from bot.case.entries.people import ClientRegistered
from bot.config import load_config
from bot.handlers.alert import NewAlert, take_alert
from bot.handlers.invite import CLI
from tests.crash.child import SetClock

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
REPORTS = 6


def test_alerts_of_one_new_client_at_once_open_one_case(fresh_url: str, tmp_path: Path) -> None:
    store = open_store(fresh_url)
    clock = SetClock(NOW)
    config = load_config(ROOT / "config.yml")
    office = build_office(config, store, tmp_path, World(clock, clock, SeededEntropy(1)))
    together = threading.Barrier(REPORTS)

    def report(number: int) -> str:
        alert = NewAlert(
            "T1", "Mrs Wong", "operational", "low", NOW, "A transfer", "report", ref=f"R{number}"
        )
        together.wait(30)
        with store.begin() as tx:
            return take_alert(office, tx, alert, CLI, "report")

    with ThreadPoolExecutor(REPORTS) as pool:
        cases = set(pool.map(report, range(REPORTS)))
    assert len(cases) == 1
    (case_no,) = cases
    with store.reading() as tx:
        assert [row.file_no for row in tx.files("case")] == [case_no]
        bodies = [entry.body for entry in tx.entries(case_no)]
        assert sum(isinstance(body, AlertRecorded) for body in bodies) == REPORTS
        known = [entry.body for entry in tx.entries("P-T1")]
        assert [type(body) for body in known] == [ClientRegistered]
        assert verify(tx).ok
    store.close()
