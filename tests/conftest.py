"""What all tests share."""

from __future__ import annotations

import pytest

pytest_plugins = ["tests.databases", "tests.rasa_server"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine rasa` tells every story with the real Rasa server behind the bot."""
    parser.addoption(
        "--engine",
        choices=("none", "embedded", "rasa", "both"),
        default="none",
        help="which engine reads free text; none: buttons carry all stories but those about words",
    )
