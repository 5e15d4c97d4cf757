"""The real Rasa server for the tests that need it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from nlu import rasa_server


@pytest.fixture(scope="session")
def rasa_url() -> Iterator[str]:
    """Where a Rasa server of the tests' own listens; skips, with the reason, without Rasa."""
    try:
        rasa_server.find_python()
    except rasa_server.Refused as why:
        pytest.skip(str(why))
    if not rasa_server.installed():
        pytest.skip("Rasa is not installed here: `make rasa` does it")
    rasa_server.train()
    port = _free_port()
    server = rasa_server.start(port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
