"""Rules about pausing a closing: ground, scope, silence (R12, R118)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.config import codes
from bot.config.listing import known_once, not_known
from bot.config.problems import ConfigProblem
from bot.config.sound import Rule, Sound

_TYPES = "playbook.risk_types"
_PAPERS = "playbook.documents.by_risk_type"
_GROUNDS = "playbook.suspension.grounds"
_SCOPES = "playbook.suspension.scopes"
_SILENT = "playbook.suspension.silent_types"


def grounds_have_a_default(sound: Sound) -> Iterator[ConfigProblem]:
    """No suspension without a ground, whatever the risk (R118; domain 3.2)."""
    if codes.DEFAULT not in sound.keys(_GROUNDS):
        why = "is missing: every suspension needs a ground"
        yield ConfigProblem(f"{_GROUNDS}.{codes.DEFAULT}", None, why)


def grounds_are_known(sound: Sound) -> Iterator[ConfigProblem]:
    """Each ground is one in law or contract."""
    for risk_type, ground in sound.mapping(_GROUNDS).items():
        if ground not in codes.GROUNDS:
            why = not_known(ground, codes.GROUNDS, "the grounds in law or contract")
            yield ConfigProblem(f"{_GROUNDS}.{risk_type}", ground, why)


def grounds_are_of_known_risk_types(sound: Sound) -> Iterator[ConfigProblem]:
    """Grounds are given for known risk types and `default`."""
    yield from _of_known_risk_types(sound, _GROUNDS)


def scopes_have_a_default(sound: Sound) -> Iterator[ConfigProblem]:
    """No suspension without a scope, whatever the risk (R118)."""
    if codes.DEFAULT not in sound.keys(_SCOPES):
        why = "is missing: every suspension needs a scope"
        yield ConfigProblem(f"{_SCOPES}.{codes.DEFAULT}", None, why)


def scopes_are_known(sound: Sound) -> Iterator[ConfigProblem]:
    """Each scope names things that can be paused, each once."""
    for risk_type, scope in sound.lists(_SCOPES).items():
        path = f"{_SCOPES}.{risk_type}"
        yield from known_once(path, scope, codes.SCOPES, "what can be paused")


def scopes_pause_the_closing(sound: Sound) -> Iterator[ConfigProblem]:
    """High risk pauses the closing, whatever else it pauses (R12)."""
    for risk_type, scope in sound.lists(_SCOPES).items():
        if codes.CLOSING not in scope:
            why = f"must name {codes.CLOSING} (R12: high risk pauses the closing)"
            yield ConfigProblem(f"{_SCOPES}.{risk_type}", ", ".join(scope), why)


def scopes_are_of_known_risk_types(sound: Sound) -> Iterator[ConfigProblem]:
    """Scopes are given for known risk types and `default`."""
    yield from _of_known_risk_types(sound, _SCOPES)


def silent_types_are_known(sound: Sound) -> Iterator[ConfigProblem]:
    """Silent types are risk types, each once."""
    yield from known_once(_SILENT, sound.texts(_SILENT), sound.texts(_TYPES), _TYPES)


def money_laundering_is_silent(sound: Sound) -> Iterator[ConfigProblem]:
    """A client is never told of a suspicion of money laundering (反洗钱法 7, 35)."""
    silent = sound.texts(_SILENT)
    if codes.AML in sound.texts(_TYPES) and codes.AML not in silent:
        why = f"must name {codes.AML}: such reports are confidential (反洗钱法 7, 35)"
        yield ConfigProblem(_SILENT, ", ".join(silent) or None, why)


def silent_types_ask_for_nothing(sound: Sound) -> Iterator[ConfigProblem]:
    """A list of papers would tell the client what she must not be told (反洗钱法 7, 35)."""
    silent = sound.texts(_SILENT)
    for risk_type, papers in sound.lists(_PAPERS).items():
        if risk_type in silent and papers:
            why = "must be []: the papers asked for would give a silent type away"
            yield ConfigProblem(f"{_PAPERS}.{risk_type}", ", ".join(papers), why)


def _of_known_risk_types(sound: Sound, path: str) -> Iterator[ConfigProblem]:
    types = sound.texts(_TYPES)
    for risk_type in sound.keys(path):
        if risk_type not in (codes.DEFAULT, *types):
            why = not_known(risk_type, types, _TYPES)
            yield ConfigProblem(f"{path}.{risk_type}", None, why)


SUSPENSION_RULES: Final[tuple[Rule, ...]] = (
    grounds_have_a_default,
    grounds_are_known,
    grounds_are_of_known_risk_types,
    scopes_have_a_default,
    scopes_are_known,
    scopes_pause_the_closing,
    scopes_are_of_known_risk_types,
    silent_types_are_known,
    money_laundering_is_silent,
    silent_types_ask_for_nothing,
)
