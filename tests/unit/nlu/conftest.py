"""One engine for all these tests, trained once into a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.embedded import EmbeddedEngine


@pytest.fixture(scope="session")
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's cache folder, as XDG_CACHE_HOME names it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def model_cache(user_cache: Path) -> Path:
    """Where the session's models are kept."""
    return user_cache / "casebot" / "nlu"


@pytest.fixture(scope="session")
def engine(model_cache: Path) -> EmbeddedEngine:
    """The embedded engine on the product's own training set."""
    return EmbeddedEngine.load(cache_dir=model_cache)


@pytest.fixture(scope="session")
def small_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a training set of a few sentences."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "small.en.yml").write_text(
        'version: "3.1"\n'
        "nlu:\n"
        "- intent: greet\n"
        "  examples: |\n"
        "    - hello there\n"
        "    - good morning\n"
        "    - good evening to you\n"
        "- intent: goodbye\n"
        "  examples:\n"
        "  - text: see you on [Friday](date)\n"
        "  - text: bye for now\n"
        "- intent: thank\n"
        "  examples: |\n"
        "    - thanks a lot\n",
        encoding="utf-8",
    )
    return folder
