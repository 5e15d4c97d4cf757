"""What all tests share."""

from __future__ import annotations

import pytest

pytest_plugins = ["tests.databases", "tests.rasa_server"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine rasa` tells the stories with the real Rasa server behind the bot."""
    parser.addoption(
        "--engine",
        choices=("embedded", "rasa", "both"),
        default="embedded",
        help="which engine reads free text in the stories that let one read",
    )
