"""A silent risk is named to compliance, and to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.case.people import STAFF_ROLES
from bot.config import load_config
from bot.procedures.discretion import type_for, words_for

PLAYBOOK = load_config(Path(__file__).parents[3] / "config.yml").playbook


@pytest.mark.parametrize("role", [*STAFF_ROLES, "client", "group", ""])
def test_only_compliance_sees_type_and_reason(role: str) -> None:
    sees = role == "compliance"
    assert type_for(role, "aml", PLAYBOOK) == ("aml" if sees else "review")
    assert words_for(role, "aml", "evaded the questions", PLAYBOOK) == (
        "evaded the questions" if sees else ""
    )


@pytest.mark.parametrize("role", ["handler", "client", "compliance"])
def test_other_risks_are_named_to_everybody(role: str) -> None:
    assert type_for(role, "credit", PLAYBOOK) == "credit"
    assert words_for(role, "credit", "late payments", PLAYBOOK) == "late payments"
