"""`python -m tests.bench`: figures of one run and, what matters, their ratios. Nothing fails here."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import measured, table
from tests.bench.subjects import subjects
from tests.flow.world import story


async def main() -> None:
    """Measures on a fresh SQLite database and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        async with story(url, Path(folder)) as told:
            told.watch_group = False
            wanted = await subjects(told, Path(folder) / "nlu")
            medians = await measured(wanted)
            for phone in told.phones:
                if unread := await phone.unread():
                    phone.seen[phone.person_id] = unread[-1]["message_id"]
    sys.stdout.write("\n".join([*table(wanted, medians), ""]))


if __name__ == "__main__":
    asyncio.run(main())
