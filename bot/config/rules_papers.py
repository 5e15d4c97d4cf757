"""Rules about the papers asked of clients (R11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.config import codes
from bot.config.listing import known_once, not_known, once, some
from bot.config.problems import ConfigProblem
from bot.config.sound import Rule, Sound

MOST_PAPERS: Final = 10
_TYPES = "playbook.risk_types"
_PAPERS = "playbook.documents.by_risk_type"


def papers_are_of_known_risk_types(sound: Sound) -> Iterator[ConfigProblem]:
    """Papers are listed for known risk types only."""
    types = sound.texts(_TYPES)
    for risk_type in sound.keys(_PAPERS):
        if risk_type not in types:
            yield ConfigProblem(f"{_PAPERS}.{risk_type}", None, not_known(risk_type, types, _TYPES))


def papers_are_listed_for_each_risk_type(sound: Sound) -> Iterator[ConfigProblem]:
    """Nobody forgets a risk type: one that asks for nothing says so with [] (R11)."""
    listed = sound.keys(_PAPERS)
    for risk_type in sound.texts(_TYPES):
        if risk_type not in listed:
            why = "has no line; write [] where nothing is asked of the client"
            yield ConfigProblem(f"{_PAPERS}.{risk_type}", None, why)


def papers_are_known(sound: Sound) -> Iterator[ConfigProblem]:
    """Only papers that have a name are asked for, each once and few of them (minimum only)."""
    types = sound.texts("playbook.documents.types")
    for risk_type, papers in sound.lists(_PAPERS).items():
        path = f"{_PAPERS}.{risk_type}"
        yield from known_once(path, papers, types, "playbook.documents.types")
        if len(papers) > MOST_PAPERS:
            why = f"expected at most {MOST_PAPERS} papers: ask for the minimum only"
            yield ConfigProblem(path, len(papers), why)


def papers_stand_once(sound: Sound) -> Iterator[ConfigProblem]:
    """Each kind of paper stands once."""
    yield from once("playbook.documents.types", sound.texts("playbook.documents.types"))


def uploads_are_pictures_or_pdf(sound: Sound) -> Iterator[ConfigProblem]:
    """Only what can be examined without running it is taken from clients."""
    path = "playbook.documents.content_types"
    kinds = sound.texts(path)
    yield from some(path, kinds)
    yield from known_once(path, kinds, codes.CONTENT_TYPES, "what can be examined")


def reject_reasons_have_buttons(sound: Sound) -> Iterator[ConfigProblem]:
    """A paper is refused for a reason that the templates can put kindly."""
    path = "playbook.documents.reject_reasons"
    reasons = sound.texts(path)
    yield from some(path, reasons)
    yield from known_once(path, reasons, codes.REJECT_REASONS, "the reasons with a button")


PAPER_RULES: Final[tuple[Rule, ...]] = (
    papers_are_of_known_risk_types,
    papers_are_listed_for_each_risk_type,
    papers_are_known,
    papers_stand_once,
    uploads_are_pictures_or_pdf,
    reject_reasons_have_buttons,
)
