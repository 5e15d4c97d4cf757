"""Whether the file has the right shape: mistakes in keys and types, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.config.problems import ConfigProblem, Loc, named_like_secret, path_of, shown
from bot.config.reading import Document
from bot.config.shape import ConfigShape

_REASONS: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "int_type": "expected a whole number, without quotation marks",
    "float_type": "expected a number, without quotation marks",
    "bool_type": "expected true or false",
    "string_type": "expected text; put it in quotation marks",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long; expected at most {max_length} characters",
    "tuple_type": "expected a list: [one, another]",
    "dict_type": "expected keys with values under this key",
    "model_type": "expected keys with values under this key",
    "model_attributes_type": "expected keys with values under this key",
    "literal_error": "expected {expected}",
    "invalid_key": "is no text; put the key in quotation marks",
    "value_error": "{error}",
}


def shape_of(document: Document) -> tuple[ConfigShape | None, list[tuple[Loc, ConfigProblem]]]:
    """The file's contents if its shape is right, else every mistake with its place."""
    if not isinstance(document.data, dict):
        why = "is empty" if document.data is None else "is no mapping of keys to values"
        return None, [((), ConfigProblem("", None, why, 1))]
    try:
        return ConfigShape.model_validate(document.data), []
    except ValidationError as error:
        return None, list(_found(document, error))


def _found(document: Document, error: ValidationError) -> Iterator[tuple[Loc, ConfigProblem]]:
    for detail in error.errors(include_url=False):
        loc = tuple(step for step in detail["loc"] if step != "[key]")
        if detail["type"] == "string_type" and "[key]" in detail["loc"]:
            detail["type"] = "invalid_key"
        path = path_of(loc)
        absent = detail["type"] in ("missing", "invalid_key")
        value = None if absent else shown(path, _short(detail["input"]))
        yield loc, ConfigProblem(path, value, _reason(loc, detail), document.line(path))


def _short(value: object) -> object:
    """A whole section is not printed: it may be long, and it may hold names and numbers."""
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else value


def _reason(loc: Loc, detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return _unknown(loc)
    form = _REASONS.get(detail["type"])
    return form.format(**detail.get("ctx", {})) if form else detail["msg"]


def _unknown(loc: Loc) -> str:
    key = str(loc[-1])
    if named_like_secret(key):
        return "no secret is kept in this file; see TELEGRAM_TOKEN in docs/configuration.md"
    siblings = [*_keys(ConfigShape, loc[:-1])]
    close = get_close_matches(key, siblings, n=1, cutoff=0.6)
    meant = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(siblings)}"
    return f"is no known key; {meant}"


def _keys(shape: type[BaseModel], loc: Loc) -> Iterator[str]:
    """The keys known at a place of the file; none where keys are the firm's own."""
    if not loc:
        yield from (field.alias or name for name, field in shape.model_fields.items())
        return
    for name, field in shape.model_fields.items():
        if (field.alias or name) == loc[0]:
            for inner in (field.annotation, *get_args(field.annotation)):
                if _is_section(inner):
                    yield from _keys(inner, loc[1:])


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
