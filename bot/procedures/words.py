"""Asking a member of staff for the words that an action needs: a reason, a note, a list."""

from __future__ import annotations

from unicodedata import east_asian_width

from bot.case.decision import Ask, Decision, Say, person
from bot.case.inputs import Acted


def too_short(words: str, least: int = 4) -> bool:
    """Whether words are too few for a reason: fewer than four letters, or two Chinese characters."""
    return sum(1 + (east_asian_width(letter) in "WF") for letter in words.strip()) < least


def wanted_words(what: Acted, problem: str = "") -> Decision:
    """Asks for the words in the chat the action came from; they come back as the same action."""
    ask = Ask("desk", ("cancel",), (("action", what.action), *what.about), takes_text=True)
    if problem:
        values = {"action": what.action, "problem": problem}
        say = Say(person(what.actor.id), "staff_ask_again", "staff", values, ask)
    else:
        say = Say(person(what.actor.id), "staff_ask_words", "staff", {"action": what.action}, ask)
    return Decision(f"{what.action}.words_wanted", says=(say,))
