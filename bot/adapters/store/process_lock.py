"""One worker process on one SQLite file (durability.md rule 6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.adapters.store.errors import AlreadyRunning


@contextmanager
def process_lock(var_dir: Path) -> Iterator[None]:
    """Holds the folder for this process; the system frees it however the process ends.

    Raises AlreadyRunning at once where another process holds it.
    """
    # Without the system's lock a file left by a killed process would bar the door for ever.
    lock = FileLock(var_dir / "worker.lock", timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyRunning(f"another process works on {var_dir}") from error
    try:
        yield
    finally:
        lock.release()
