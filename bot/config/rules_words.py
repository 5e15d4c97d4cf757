"""Rules about languages and about the words of the daily report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import phonenumbers

from bot.adapters.report import ReportVocabulary, vocabulary_problems
from bot.config import codes
from bot.config.listing import known_once, not_known, once, some
from bot.config.problems import ConfigProblem
from bot.config.sound import Rule, Sound

_TYPES = "playbook.risk_types"
_NAMES = "report.risk_types"


def risk_types_stand_once(sound: Sound) -> Iterator[ConfigProblem]:
    """There are risk types, and each stands once (R3)."""
    types = sound.texts(_TYPES)
    yield from some(_TYPES, types)
    yield from once(_TYPES, types)


def languages_are_written(sound: Sound) -> Iterator[ConfigProblem]:
    """Clients are offered only languages that the templates are written in."""
    path = "playbook.languages"
    offered = sound.texts(path)
    yield from some(path, offered)
    yield from known_once(path, offered, codes.LANGUAGES, "the templates' languages")


def default_language_is_offered(sound: Sound) -> Iterator[ConfigProblem]:
    """The first language spoken is one of those offered."""
    path, offered = "playbook.default_language", sound.texts("playbook.languages")
    default = sound.text(path)
    if default not in offered:
        yield ConfigProblem(path, default, not_known(default, offered, "playbook.languages"))


def risk_types_have_names(sound: Sound) -> Iterator[ConfigProblem]:
    """Each risk type can be named in a report (R2)."""
    names, written = sound.lists(_NAMES), sound.keys(_NAMES)
    for risk_type in sound.texts(_TYPES):
        if risk_type not in written or names.get(risk_type) == ():
            why = f"needs at least one name: {risk_type} stands in {_TYPES}"
            yield ConfigProblem(f"{_NAMES}.{risk_type}", None, why)


def names_are_of_known_risk_types(sound: Sound) -> Iterator[ConfigProblem]:
    """A report can name no risk type that the playbook does not know."""
    types = sound.texts(_TYPES)
    for risk_type in sound.keys(_NAMES):
        if risk_type not in types:
            yield ConfigProblem(f"{_NAMES}.{risk_type}", None, not_known(risk_type, types, _TYPES))


def severities_have_names(sound: Sound) -> Iterator[ConfigProblem]:
    """Each severity can be named in a report (R7)."""
    for severity, names in sound.lists("report.severities").items():
        yield from some(f"report.severities.{severity}", names)


def report_words_are_clear(sound: Sound) -> Iterator[ConfigProblem]:
    """No heading or word means two things, and required fields have headings (R2)."""
    columns = sound.lists("report.columns")
    vocabulary = ReportVocabulary(
        columns=columns,
        risk_types=sound.lists(_NAMES),
        severities=sound.lists("report.severities"),
        languages=sound.lists("report.languages"),
        required=sound.texts("report.required"),
    )
    misshapen = {*sound.keys("report.columns")} - {*columns}
    for path, value, reason in vocabulary_problems(vocabulary):
        if path != "required" or value not in misshapen:
            yield ConfigProblem(_at_word(vocabulary, path, value), value, reason)


def default_region_exists(sound: Sound) -> Iterator[ConfigProblem]:
    """Phone numbers without a country code are read as of an existing country."""
    path = "report.default_region"
    region = sound.text(path)
    if region not in phonenumbers.SUPPORTED_REGIONS:
        yield ConfigProblem(path, region, "is no country code of two letters such as HK or CN")


def _at_word(vocabulary: ReportVocabulary, path: str, value: str) -> str:
    """The path of the very word where it stands in a list."""
    section, _, code = path.partition(".")
    words: tuple[str, ...] = vocabulary.required
    if code:
        words = getattr(vocabulary, section).get(code, ())
    place = f"[{words.index(value)}]" if value in words else ""
    return f"report.{path}{place}"


WORD_RULES: Final[tuple[Rule, ...]] = (
    risk_types_stand_once,
    languages_are_written,
    default_language_is_offered,
    risk_types_have_names,
    names_are_of_known_risk_types,
    severities_have_names,
    report_words_are_clear,
    default_region_exists,
)
