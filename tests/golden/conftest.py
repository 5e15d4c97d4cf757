"""`pytest tests/golden --update-golden` writes the golden files anew; read the difference."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    # The option is unknown where this file was loaded too late to add it.
    return bool(request.config.getoption("--update-golden", default=False))
