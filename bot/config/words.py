"""The codes of the playbook that people read in words: each needs an entry in the templates."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.config.problems import ConfigProblem
from bot.config.settings import Config


def codes_in_words(config: Config) -> Iterator[tuple[str, str]]:
    """(path, code) of each code that a template puts into words."""
    for risk_type in config.report.risk_types:
        yield f"report.risk_types.{risk_type}", risk_type
    for risk_type, papers in config.playbook.documents.by_risk_type.items():
        for place, paper in enumerate(papers):
            yield f"playbook.documents.by_risk_type.{risk_type}[{place}]", paper
    for place, reason in enumerate(config.playbook.documents.reject_reasons):
        yield f"playbook.documents.reject_reasons[{place}]", reason
    for risk_type, ground in config.playbook.suspension.grounds.items():
        yield f"playbook.suspension.grounds.{risk_type}", ground
    for risk_type, scope in config.playbook.suspension.scopes.items():
        for place, code in enumerate(scope):
            yield f"playbook.suspension.scopes.{risk_type}[{place}]", code


def codes_without_words(config: Config, terms: Collection[str]) -> tuple[ConfigProblem, ...]:
    """The codes that are not among `terms`, those of templates/terms.yml; each is told once."""
    missing: dict[str, ConfigProblem] = {}
    for path, code in codes_in_words(config):
        if code not in terms:
            why = "has no words in templates/terms.yml"
            missing.setdefault(code, ConfigProblem(path, code, why))
    return tuple(missing.values())
