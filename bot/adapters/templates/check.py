"""The whole library checked at once, so that nobody mends one mistake to meet the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from bot.adapters.templates import shape
from bot.adapters.templates.languages import LANGUAGES
from bot.adapters.templates.loading import DESCRIPTION, Message
from bot.adapters.templates.problems import Problem, TemplateProblem
from bot.adapters.templates.samples import Samples
from bot.adapters.templates.terms import FILE, Terms
from bot.adapters.templates.tone import Finding, findings

Render = Callable[..., object]


def library_problems(
    folder: Path, messages: Mapping[str, Message], terms: Terms, render: Render
) -> list[Problem]:
    """Every mistake that shows only when the library is seen as a whole."""
    problems = [*_stray(folder), *_same_ids(messages)]
    for name, message in messages.items():
        if message.whole:
            problems += _values(name, message)
            problems += _terms(name, message, terms)
            problems += _contact(name, message)
            problems += _renders(name, message, terms, render)
        problems += _tone(name, message)
    return [*problems, *_message_names(messages, terms), *_tone_of_terms(terms)]


def _stray(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if not path.is_dir() and path.name not in (FILE, "README.md"):
            yield Problem(path.name, "", "is neither a message's folder nor terms.yml")


def _same_ids(messages: Mapping[str, Message]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, message in messages.items():
        other = first.setdefault(message.file.id, name)
        if other != name:
            yield Problem(f"{name}/{DESCRIPTION}:id", message.file.id, f"is also that of {other}")


def _values(name: str, message: Message) -> Iterator[Problem]:
    asked = {language: shape.variables(text) for language, text in message.sources.items()}
    everywhere = frozenset().union(*asked.values())
    for language, names in asked.items():
        path = f"{name}/{language}.txt"
        for value in sorted(names - set(message.file.kinds)):
            yield Problem(path, value, "is not declared in message.yml")
        for value in sorted(everywhere - names):
            yield Problem(path, value, "is used in another language, but not here")
    for code, words in message.file.options.items():
        for language in LANGUAGES:
            unknown = shape.variables(words.text(language)) - {*message.file.kinds, "arg"}
            path = f"{name}/{DESCRIPTION}:options:{code}:{language}"
            for value in sorted(unknown):
                yield Problem(path, value, "is not declared in message.yml")


def _terms(name: str, message: Message, terms: Terms) -> Iterator[Problem]:
    for language, text in message.sources.items():
        for code in shape.named_terms(text):
            if not terms.knows(code) and not terms.knows(code.rpartition(".")[2]):
                yield Problem(f"{name}/{language}.txt", code, f"has no words in {FILE}")
    for value, kind in message.file.values.items():
        for code in kind.codes:
            if not terms.knows(code):
                path = f"{name}/{DESCRIPTION}:values:{value}"
                yield Problem(path, code, f"has no words in {FILE}")


def _contact(name: str, message: Message) -> Iterator[Problem]:
    """A notice to a client must say who writes and show a way to a person (domain.md 4)."""
    file = message.file
    if file.audience != "client" or file.weight != "notice":
        return
    for language, text in message.sources.items():
        used = shape.variables(text)
        if "firm" not in used:
            yield Problem(f"{name}/{language}.txt", "firm", "is missing: it says who writes")
        if "human" not in file.options and not used & {"phone", "complaint_phone"}:
            yield Problem(f"{name}/{language}.txt", "", "names no telephone and offers no human")


def _renders(name: str, message: Message, terms: Terms, render: Render) -> Iterator[Problem]:
    for language in message.texts:
        samples = Samples(message, partial(terms.shown, language=language))
        for sample in samples.all():
            try:
                render(name, language, sample.values, sample.options)
            except TemplateProblem as problem:
                path = f"{name}/{language}.txt"
                yield Problem(path, sample.title, f"does not render: {problem.reason}")


def _tone(name: str, message: Message) -> Iterator[Problem]:
    jargon = message.file.audience != "staff"
    for language, text in message.sources.items():
        path = f"{name}/{language}.txt"
        yield from map(_as_problem, findings(path, text, language, jargon=jargon))
    for code, words in message.file.options.items():
        for language in LANGUAGES:
            path = f"{name}/{DESCRIPTION}:options:{code}"
            found = findings(path, words.text(language), language, jargon=jargon)
            yield from map(_as_problem, found)


def _tone_of_terms(terms: Terms) -> Iterator[Problem]:
    for code in terms.codes():
        for language in LANGUAGES:
            # Words with a vocabulary of their own are for staff, who know the trade's words.
            found = findings(f"{FILE}:{code}", terms.words(code, language), language,
                             jargon="." not in code)  # fmt: skip
            yield from map(_as_problem, found)


def _message_names(messages: Mapping[str, Message], terms: Terms) -> Iterator[Problem]:
    """Staff are told which message was not delivered, so each has a name in words."""
    for name, message in messages.items():
        if message.file.audience != "staff" and f"message.{name}" not in terms:
            yield Problem(FILE, f"message.{name}", "is missing: staff need the message's name")


def _as_problem(found: Finding) -> Problem:
    return Problem(f"{found.path}:{found.line}", found.word, found.why)
