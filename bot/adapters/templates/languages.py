"""The languages that every word is kept in."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Words(BaseModel):
    """The same words in every language; none may be left out or empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh_hans: Filled = Field(alias="zh-Hans")
    zh_hant: Filled = Field(alias="zh-Hant")
    en: Filled

    def text(self, language: str) -> str:
        """The words in one language. Raises KeyError for a language that is not kept."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]
