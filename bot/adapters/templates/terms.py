"""terms.yml: every code of every vocabulary in words."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.adapters.templates.languages import Words
from bot.adapters.templates.problems import Problem
from bot.adapters.templates.yaml_file import read_yaml

FILE = "terms.yml"
_TERMS: TypeAdapter[dict[str, Words]] = TypeAdapter(dict[str, Words])


class Terms:
    """The words for codes. A code may have other words in one vocabulary: `action.partial`."""

    def __init__(self, words: dict[str, Words]) -> None:
        self._words = words
        self._plain = {code.rpartition(".")[2] for code in words} | set(words)

    def __contains__(self, code: str) -> bool:
        return code in self._words

    def knows(self, code: str) -> bool:
        """Whether the code has words, be it in one vocabulary only."""
        return code in self._plain

    def codes(self) -> tuple[str, ...]:
        """Every code, with its vocabulary where it has one, in the file's order."""
        return tuple(self._words)

    def words(self, code: str, language: str, vocabulary: str = "") -> str:
        """The words for a code, those of the vocabulary first.

        Raises ValueError for an unknown code.
        """
        found = self._words.get(f"{vocabulary}.{code}") or self._words.get(code)
        if found is None:
            raise ValueError(f"no words for the code {code!r} in {FILE}")
        return found.text(language)

    def shown(self, code: str, language: str) -> str:
        """The words for a code, or the code itself where it has none."""
        return self.words(code, language) if code in self._words else code


def read_terms(folder: Path) -> tuple[Terms, list[Problem]]:
    """The terms of a library, with all that is wrong with their file."""
    try:
        return Terms(_TERMS.validate_python(read_yaml(folder / FILE))), []
    except ValidationError as error:
        return Terms({}), [*problems_of(FILE, error)]
    except (OSError, ValueError) as error:
        return Terms({}), [Problem(FILE, "", str(error))]


def problems_of(path: str, error: ValidationError) -> list[Problem]:
    """Every mistake pydantic found in one file, each with the path of its key."""
    return [
        Problem(
            ":".join((path, *map(str, found["loc"]))),
            str(found["input"])[:80],
            found["msg"].removeprefix("Value error, "),
        )
        for found in error.errors()
    ]
