"""One message's folder, read once: its description, its texts and labels compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, Template, TemplateSyntaxError
from pydantic import ValidationError

from bot.adapters.templates.environment import source_as_read
from bot.adapters.templates.languages import LANGUAGES
from bot.adapters.templates.message import MessageFile
from bot.adapters.templates.problems import Problem
from bot.adapters.templates.terms import problems_of
from bot.adapters.templates.yaml_file import read_yaml

DESCRIPTION = "message.yml"
Environments = Mapping[str, Environment]


@dataclass(frozen=True)
class Message:
    """A message as it was read; what could not be read is not in `texts` or `labels`.

    `texts` and `sources` are by language, `labels` by option and language.
    """

    file: MessageFile
    sources: Mapping[str, str]
    texts: Mapping[str, Template]
    labels: Mapping[tuple[str, str], Template]

    @property
    def whole(self) -> bool:
        """Whether every text and label could be read."""
        wanted = len(LANGUAGES) * len(self.file.options)
        return set(self.texts) == set(LANGUAGES) and len(self.labels) == wanted


def read_message(folder: Path, environments: Environments) -> tuple[Message | None, list[Problem]]:
    """A message with all that is wrong with its folder; none where message.yml is unusable."""
    file, problems = _description(folder)
    sources, unread = _sources(folder)
    texts, broken = _compiled(folder.name, sources, environments)
    problems += unread + broken
    if file is None:
        return None, problems
    labels, mislabelled = _labels(folder.name, file, environments)
    return Message(file, sources, texts, labels), [*problems, *mislabelled]


def _description(folder: Path) -> tuple[MessageFile | None, list[Problem]]:
    path = f"{folder.name}/{DESCRIPTION}"
    try:
        file = MessageFile.model_validate(read_yaml(folder / DESCRIPTION))
    except ValidationError as error:
        return None, problems_of(path, error)
    except (OSError, ValueError) as error:
        return None, [Problem(path, "", str(error))]
    return file, []


def _sources(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    for language in LANGUAGES:
        path = folder / f"{language}.txt"
        try:
            sources[language] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(f"{folder.name}/{path.name}", "", f"unreadable: {error}"))
            continue
        if not sources[language].strip():
            problems.append(Problem(f"{folder.name}/{path.name}", "", "is empty"))
    known = {DESCRIPTION, *(f"{language}.txt" for language in LANGUAGES)}
    problems += [
        Problem(f"{folder.name}/{path.name}", "", "is no file of a message")
        for path in sorted(folder.iterdir())
        if path.name not in known
    ]
    return sources, problems


def _compiled(
    name: str, sources: Mapping[str, str], environments: Environments
) -> tuple[dict[str, Template], list[Problem]]:
    texts: dict[str, Template] = {}
    problems: list[Problem] = []
    for language, source in sources.items():
        try:
            texts[language] = environments[language].from_string(source_as_read(source))
        except TemplateSyntaxError as error:
            path = f"{name}/{language}.txt:{error.lineno}"
            problems.append(Problem(path, "", str(error.message)))
    return texts, problems


def _labels(
    name: str, file: MessageFile, environments: Environments
) -> tuple[dict[tuple[str, str], Template], list[Problem]]:
    labels: dict[tuple[str, str], Template] = {}
    problems: list[Problem] = []
    for option, words in file.options.items():
        for language, environment in environments.items():
            source = words.text(language)
            try:
                labels[option, language] = environment.from_string(source)
            except TemplateSyntaxError as error:
                path = f"{name}/{DESCRIPTION}:options:{option}:{language}"
                problems.append(Problem(path, source, str(error.message)))
    return labels, problems
