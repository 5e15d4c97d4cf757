"""Workers that start together on an empty database, as on the first day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from bot.adapters.store import open_store


def test_workers_that_start_together_upgrade_once(database_url: str) -> None:
    with ThreadPoolExecutor(4) as workers:
        stores = list(workers.map(open_store, [database_url] * 4))
    with stores[0].begin() as tx:
        versions = tx.connection.execute(text("SELECT version_num FROM alembic_version")).all()
    for store in stores:
        store.close()
    assert [row[0] for row in versions] == ["0001"]
