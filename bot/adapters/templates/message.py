"""message.yml: what a message is for, the values it takes, and the labels of its buttons."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PositiveInt, field_validator

from bot.adapters.templates.kinds import ALWAYS, ValueKind, read_kind
from bot.adapters.templates.languages import Filled, Words

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


class Approval(BaseModel):
    """Who approved the message as a whole, in all its languages, and on what day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Filled
    on: date


class MessageFile(BaseModel):
    """A message's own description; its texts lie beside it, one file per language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Filled
    purpose: Filled
    audience: Literal["client", "staff", "account"]
    weight: Literal["notice", "courtesy"]
    version: PositiveInt
    approved: Approval
    values: dict[str, Annotated[ValueKind, BeforeValidator(read_kind)]] = Field(
        default_factory=dict
    )
    options: dict[str, Words] = Field(default_factory=dict)
    dynamic: bool = False

    @field_validator("values", "options", mode="before")
    @classmethod
    def _none_is_empty(cls, given: object) -> object:
        return {} if given is None else given

    @field_validator("values")
    @classmethod
    def _named_plainly(cls, given: dict[str, ValueKind]) -> dict[str, ValueKind]:
        wrong = [name for name in given if not _NAME.fullmatch(name)]
        if wrong:
            raise ValueError(f"not a value's name: {', '.join(wrong)}")
        return given

    @property
    def kinds(self) -> dict[str, ValueKind]:
        """Every value that may be given, those that are always there among them."""
        return {**ALWAYS, **self.values}
