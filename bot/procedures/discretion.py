"""Who may see what of a silent risk: a report under the AML law is for compliance alone.

Whoever deals with the client cannot let slip what she does not know (domain.md 2.5; 反洗钱法 35).
"""

from __future__ import annotations

from bot.case.people import COMPLIANCE
from bot.case.playbook import Playbook

SEES_ALL = (COMPLIANCE,)
REVIEW = "review"


def is_silent(risk_type: str, playbook: Playbook) -> bool:
    """Whether a risk type is told to nobody but compliance."""
    return risk_type in playbook.suspension.silent_types


def type_for(role: str, risk_type: str, playbook: Playbook) -> str:
    """The risk type as a role may see it; `client` and the staff group see what anybody may."""
    return REVIEW if role not in SEES_ALL and is_silent(risk_type, playbook) else risk_type


def words_for(role: str, risk_type: str, description: str, playbook: Playbook) -> str:
    """The risk system's description as a role may see it; empty where it would tell the reason."""
    return "" if role not in SEES_ALL and is_silent(risk_type, playbook) else description
