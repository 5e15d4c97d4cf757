"""Every rule that config.yml is held to, beyond its shape."""

from __future__ import annotations

from typing import Final

from bot.config.limits import within_limits
from bot.config.rules_clocks import CLOCK_RULES
from bot.config.rules_deployment import DEPLOYMENT_RULES
from bot.config.rules_firm import FIRM_RULES
from bot.config.rules_papers import PAPER_RULES
from bot.config.rules_suspension import SUSPENSION_RULES
from bot.config.rules_words import WORD_RULES
from bot.config.sound import Rule

RULES: Final[tuple[Rule, ...]] = (
    within_limits,
    *FIRM_RULES,
    *CLOCK_RULES,
    *PAPER_RULES,
    *SUSPENSION_RULES,
    *WORD_RULES,
    *DEPLOYMENT_RULES,
)
