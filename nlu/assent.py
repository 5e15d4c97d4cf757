"""Whether a sentence, in a closed vocabulary, says yes to the facts shown.

No classifier may confirm: whatever the model or the threshold, sentences that only look like a
confirmation get through. A reading here never confirms either; it offers a fresh button bound to
the exact text. Rather a genuine assent missed than a false one offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlu import assent_units
from nlu.assent_guards import GUARDS, NEGATION, RECEIPT, Guards, first_guard, unguarded_form
from nlu.assent_rules import clauses, greeted, refusal, verdict
from nlu.assent_tokens import plain_form, tokens
from nlu.assent_units import made_of
from nlu.normalise import fold

Kind = Literal["assent", "denial", "withdrawal", "agreement", "none"]
_LONGEST = 240
_MOST_BYTES = 420
_MOST_WORDS = 48
_LONGEST_OTHER = 80


@dataclass(frozen=True)
class AssentReading:
    """`kind` is `none` unless the whole sentence is made of known words; `reason` says why."""

    kind: Kind
    reason: str


def assent(text: str) -> AssentReading:
    """Whether `text` says that the facts shown are right; never for part of them.

    Every word must belong to the vocabulary, no guard may be tripped, no clause may take it back,
    and one clause at least must say that the facts are right or the deed the speaker's own.
    """
    if len(text) > _LONGEST or len(text.encode(errors="replace")) > _MOST_BYTES:
        return AssentReading("none", "too long")
    plain = plain_form(fold(text))
    guards = (*GUARDS, *NEGATION, *RECEIPT)
    found = tokens(plain)
    if found is None:
        return AssentReading("none", first_guard(plain, guards) or "words outside the vocabulary")
    if len(found) > _MOST_WORDS:
        return AssentReading("none", "too long")
    cut = clauses(found)
    reason = first_guard(unguarded_form(found), guards) or refusal(cut)
    if reason is not None:
        return AssentReading("none", reason)
    said, why = verdict(cut, greeted(found))
    return AssentReading("assent" if said else "none", why)


def denial(text: str) -> AssentReading:
    """Whether `text` says that it was not the client, or that the facts are wrong."""
    if fold(text).strip(" .!,~") in assent_units.BARE_NO:
        return AssentReading("denial", "closed vocabulary")
    return _read(
        text, "denial", assent_units.DENIAL, (*GUARDS, ("negation", assent_units.TWICE_NO))
    )


def withdrawal(text: str) -> AssentReading:
    """Whether `text` takes back the wish to close the account."""
    return _read(text, "withdrawal", assent_units.WITHDRAWAL, _without("request"))


def agreement(text: str) -> AssentReading:
    """Whether `text` agrees to the plan or the minutes shown."""
    guards = (*_without("third person"), *NEGATION, *RECEIPT)
    return _read(text, "agreement", assent_units.AGREEMENT, guards)


def _without(reason: str) -> Guards:
    return tuple(guard for guard in GUARDS if guard[0] != reason)


def _read(text: str, kind: Kind, units: tuple[str, ...], guards: Guards) -> AssentReading:
    if len(text) > _LONGEST_OTHER:
        return AssentReading("none", "too long")
    plain = fold(text).replace("’", "'").replace("´", "'").strip()
    reason = first_guard(assent_units.HARMLESS[kind].sub("", plain), guards)
    if reason is not None:
        return AssentReading("none", reason)
    fillers = assent_units.FILLERS_OF[kind]
    if not made_of(plain, (*units, *fillers)):
        return AssentReading("none", "words outside the vocabulary")
    if made_of(plain, fillers):
        return AssentReading("none", "receipt only")
    return AssentReading(kind, "closed vocabulary")
