"""The firm's words for headings and values, matched however they are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FIELDS = (
    "client_id",
    "name",
    "risk_type",
    "severity",
    "detected_at",
    "description",
    "alert_ref",
    "phone",
    "language",
    "account",
    "handler",
    "closing_reason",
    "amount",
    "email",
)
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@dataclass(frozen=True)
class ReportVocabulary:
    """From config.yml: for each canonical field or code, the words that mean it.

    Of two columns that mean the same field, the one whose heading is listed first is read.
    `default_region` is the ISO country of phone numbers without a country code.
    """

    columns: Mapping[str, tuple[str, ...]]
    risk_types: Mapping[str, tuple[str, ...]]
    severities: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...] = ("client_id", "name", "risk_type", "severity")
    default_region: str = "HK"

    @property
    def required_fields(self) -> tuple[str, ...]:
        """The required fields; the client ID is always one: no alert without a client."""
        return tuple(dict.fromkeys(("client_id", *self.required)))


def fold(text: str) -> str:
    """`text` without the differences that mean nothing: width, case, spaces, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def codes_by_word(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Folded word -> code; a code is a word for itself, and the first of two claims holds."""
    found: dict[str, str] = {}
    for code, names in words.items():
        for name in (code, *names):
            found.setdefault(fold(name), code)
    found.pop("", None)
    return found


def vocabulary_problems(vocabulary: ReportVocabulary) -> tuple[tuple[str, str, str], ...]:
    """All that is wrong with the vocabulary as (path, value, reason); empty when it is sound."""
    return (
        *_unknown_keys("columns", vocabulary.columns, FIELDS),
        *_unknown_keys("languages", vocabulary.languages, LANGUAGES),
        *_unknown_required(vocabulary),
        *_clashes("columns", vocabulary.columns),
        *_clashes("risk_types", vocabulary.risk_types),
        *_clashes("severities", vocabulary.severities),
        *_clashes("languages", vocabulary.languages),
    )


def _unknown_keys(
    section: str, words: Mapping[str, tuple[str, ...]], known: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    for key in words:
        if key not in known:
            yield f"{section}.{key}", key, f"unknown; expected one of {', '.join(known)}"


def _unknown_required(vocabulary: ReportVocabulary) -> Iterator[tuple[str, str, str]]:
    for field in vocabulary.required_fields:
        if field not in vocabulary.columns:
            yield "required", field, f"has no headings under columns.{field}"


def _clashes(section: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    holders = codes_by_word(words)
    for code, names in words.items():
        for name in names:
            holder = holders.get(fold(name), "")
            if not holder:
                yield f"{section}.{code}", name, "has no letter or digit to match by"
            elif holder != code:
                yield f"{section}.{code}", name, f"also stands for {section}.{holder}"
