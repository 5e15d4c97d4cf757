"""The library of approved messages: the only place where words for people come from (law 6)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Template

from bot.adapters.templates.check import library_problems
from bot.adapters.templates.environment import RENDER_ERRORS, environment
from bot.adapters.templates.languages import LANGUAGES
from bot.adapters.templates.loading import Message, read_message
from bot.adapters.templates.moments import Moments
from bot.adapters.templates.problems import Problem, TemplateProblem
from bot.adapters.templates.terms import read_terms
from bot.adapters.templates.values import clean, ready_values, units
from bot.case.decision import Value

LONGEST_TEXT: Final = 4096
LONGEST_LABEL: Final = 64
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Rendered:
    """A message in its exact words; `text_hash` is SHA-256 (hex) over text and labels as JSON."""

    text: str
    labels: tuple[str, ...]
    template_version: int
    weight: str
    text_hash: str


class TemplateLibrary:
    """Reads all of templates/ once; what is wrong with it is collected, see `check`."""

    def __init__(self, folder: Path, zone: ZoneInfo, zone_names: Mapping[str, str]) -> None:
        """Reads `folder`; `zone_names` has the zone's name for readers in every language."""
        self._folder = folder
        self._terms, self._problems = read_terms(folder)
        environments = {
            language: environment(language, self._terms, Moments(language, zone, name))
            for language, name in ((each, zone_names[each]) for each in LANGUAGES)
        }
        self._messages: dict[str, Message] = {}
        for path in sorted(path for path in folder.iterdir() if path.is_dir()):
            message, problems = read_message(path, environments)
            self._problems += problems
            if message is not None:
                self._messages[path.name] = message

    def render(
        self,
        message: str,
        language: str,
        values: Mapping[str, Value],
        options: Sequence[str] = (),
        labels: Mapping[str, str] = _NOTHING,
    ) -> Rendered:
        """The message in its exact words, with the labels of its options in their order.

        Of an option `move:D2` the label is that of `move`; there `arg` is `D2`, and the fields of
        the row that D2 names stand before the message's values. `labels` gives ready labels.
        Raises TemplateProblem where anything is missing, undeclared, unknown or too long (text:
        4096 UTF-16 units, label: 64 characters): nothing is guessed.
        """
        found = self._found(message, language)
        try:
            ready = ready_values(values, found.file.kinds)
            text = _finished(found.texts[language].render(ready))
            made = tuple(
                _label(labels.get(option, ""), found, option, language, ready) for option in options
            )
        except RENDER_ERRORS as error:
            raise TemplateProblem(message, language, str(error)) from error
        return Rendered(text, made, found.file.version, found.file.weight, text_hash(text, made))

    def term(self, code: str, language: str) -> str:
        """The words for a code, as `aml` or `action.partial`. Raises TemplateProblem."""
        try:
            return self._terms.words(code, language)
        except (ValueError, KeyError) as error:
            raise TemplateProblem("terms", language, str(error)) from error

    def shown_hash(self, text: str, labels: tuple[str, ...]) -> str:
        """The hash of what is shown without being rendered anew, as a repeat is."""
        return text_hash(text, labels)

    def names(self) -> tuple[str, ...]:
        """The messages that can be rendered, in alphabetical order."""
        return tuple(self._messages)

    def message(self, name: str) -> Message:
        """A message's description and texts. Raises KeyError for an unknown one."""
        return self._messages[name]

    @property
    def unreadable(self) -> tuple[Problem, ...]:
        """What could not be read at all; `check` looks at far more, and takes longer."""
        return tuple(self._problems)

    def check(self) -> list[Problem]:
        """All that is wrong with the library, at once; empty where it is sound."""
        found = library_problems(self._folder, self._messages, self._terms, self.render)
        return [*self._problems, *found]

    def _found(self, message: str, language: str) -> Message:
        found = self._messages.get(message)
        if found is None:
            raise TemplateProblem(message, language, "there is no such message")
        if language not in found.texts:
            raise TemplateProblem(message, language, "it has no such language")
        return found


def text_hash(text: str, labels: Sequence[str]) -> str:
    """SHA-256 (hex) of `[text, *labels]` as canonical JSON (RFC 8785): what was shown exactly."""
    shown = json.dumps([text, *labels], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(shown.encode()).hexdigest()


def _finished(rendered: str) -> str:
    # Telegram cuts blanks at both ends, so the hash is taken of the text without them.
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", rendered)).strip()
    if not text:
        raise ValueError("the text is empty")
    if units(text) > LONGEST_TEXT:
        raise ValueError(f"the text has {units(text)} UTF-16 units, more than {LONGEST_TEXT}")
    return text


def _label(
    given: str, found: Message, option: str, language: str, values: Mapping[str, Value]
) -> str:
    code, _, arg = option.partition(":")
    template = found.labels.get((code, language))
    if not given and template is None:
        raise ValueError(f"option {option!r} has no label")
    words = given or _rendered_label(template, {**values, **_row_named(arg, values), "arg": arg})
    label = " ".join(clean(words).split())
    if not 0 < len(label) <= LONGEST_LABEL:
        raise ValueError(f"label of {option!r} has {len(label)} characters, not 1 to 64")
    return label


def _row_named(arg: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The row whose identifier is `arg`, wherever it stands among the values."""
    rows = (row for value in values.values() if isinstance(value, tuple) for row in value)
    for row in rows:
        if isinstance(row, Mapping) and arg and arg in row.values():
            return row
    return {}


def _rendered_label(template: Template | None, values: Mapping[str, Value]) -> str:
    return template.render(values) if template else ""
