"""The configuration as the program uses it, checked and complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.adapters.report import ReportVocabulary
from bot.case.playbook import Playbook

Repeat = Literal["never", "repeat"]
Engine = Literal["embedded", "rasa", "both", "none"]


@dataclass(frozen=True)
class TelegramSettings:
    """The way to Telegram; times in seconds, sizes in megabytes of 1,048,576 bytes.

    `token` and `token_file` come from the environment only: see `settings_from_environment`.
    """

    token_env: str
    api_url: str
    poll_timeout_s: int
    overall_per_second: float
    per_chat_seconds: float
    per_group_seconds: float
    send_lease_s: float
    download_limit_mb: int
    staff_group: int | None
    token: str = field(default="", repr=False)
    token_file: str = ""

    @property
    def base_url(self) -> str:
        """Where methods are called; ends where the token begins."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        """Where files are fetched; ends where the token begins."""
        return f"{self.api_url}/file/bot"

    @property
    def overall_gap_s(self) -> float:
        """Seconds between two messages, whoever they go to."""
        return 1 / self.overall_per_second

    @property
    def download_limit_bytes(self) -> int:
        """The largest file that is fetched, in bytes."""
        return self.download_limit_mb * 1024 * 1024


@dataclass(frozen=True)
class StorageSettings:
    """Where things are kept. `database` may hold a password, so it is never printed."""

    database: str | None = field(repr=False)
    var: Path


@dataclass(frozen=True)
class NluSettings:
    """Who reads free text; `timeout_s` is how long Rasa may take before it is left out."""

    engine: Engine
    rasa_url: str
    timeout_s: float


@dataclass(frozen=True)
class Config:
    """Everything that config.yml says."""

    playbook: Playbook
    report: ReportVocabulary
    telegram: TelegramSettings
    storage: StorageSettings
    nlu: NluSettings
    timezone_names: Mapping[str, str]
    repeat_unknown: Mapping[str, Repeat]
