"""The shapes of the sections about the report, Telegram, storage and language understanding."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.config.shape_parts import Filled, Section, Several, VariableName


class SeverityWordsShape(Section):
    """The report's words for the three severities."""

    low: Several[str]
    medium: Several[str]
    high: Several[str]


class LanguageWordsShape(Section):
    """The report's words for the three languages."""

    zh_hans: Several[str] = Field(alias="zh-Hans")
    zh_hant: Several[str] = Field(alias="zh-Hant")
    en: Several[str]

    def by_language(self) -> dict[str, tuple[str, ...]]:
        """Language tag -> words for it."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}


class ReportShape(Section):
    """The words of the risk system's daily report."""

    required: Several[str]
    default_region: str
    columns: dict[str, Several[str]]
    risk_types: dict[str, Several[str]]
    severities: SeverityWordsShape
    languages: LanguageWordsShape


class TelegramShape(Section):
    """The way to people's phones."""

    token_env: VariableName
    api_url: str
    poll_timeout_s: int
    overall_per_second: float
    per_chat_seconds: float
    per_group_seconds: float
    send_lease_s: float
    download_limit_mb: int
    staff_group: int | None


class StorageShape(Section):
    """Where case files and documents are kept."""

    database: str | None
    var: Filled


class NluShape(Section):
    """Who reads free text."""

    engine: Literal["embedded", "rasa", "both", "none"]
    rasa_url: str
    timeout_s: float
