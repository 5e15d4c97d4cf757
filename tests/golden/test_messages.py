"""Every message in every language, as a reader would see it, compared to files kept here.

Values are made from message.yml: a new message needs no code, only `--update-golden` and a reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.templates import TemplateLibrary
from bot.adapters.templates.languages import LANGUAGES
from bot.adapters.templates.samples import Samples
from bot.adapters.templates.terms import Terms, read_terms
from bot.adapters.templates.values import units

GOLDEN = Path(__file__).parent / "messages"
FOLDER = Path(__file__).parents[2] / "templates"
ZONE_NAMES = {"zh-Hans": "北京时间", "zh-Hant": "香港時間", "en": "Hong Kong time"}
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@cache
def library() -> TemplateLibrary:
    return TemplateLibrary(FOLDER, ZoneInfo("Asia/Hong_Kong"), ZONE_NAMES)


@cache
def terms() -> Terms:
    return read_terms(FOLDER)[0]


def shown(name: str, language: str) -> str:
    """All samples of a message one below the other, each with its buttons."""
    return "\n".join(_samples(name, language))


def _samples(name: str, language: str) -> Iterator[str]:
    samples = Samples(library().message(name), partial(terms().shown, language=language))
    ordinary = ""
    for sample in samples.all():
        rendered = library().render(name, language, sample.values, sample.options)
        text = "\n".join([rendered.text, *(f"[{label}]" for label in rendered.labels), ""])
        if text != ordinary:
            yield f"=== {sample.title} ({units(rendered.text)})\n{text}"
        ordinary = ordinary or text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_message_reads_as_it_did(name: str, language: str, *, update_golden: bool) -> None:
    path = GOLDEN / f"{name}.{language}.txt"
    if update_golden:
        path.write_text(shown(name, language), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown(name, language)


def test_no_golden_file_is_left_of_a_message_that_is_gone(*, update_golden: bool) -> None:
    wanted = {f"{name}.{language}.txt" for name in NAMES for language in LANGUAGES}
    left = [path for path in GOLDEN.iterdir() if path.name not in wanted]
    if update_golden:
        for path in left:
            path.unlink()
    assert [path.name for path in left if path.exists()] == []
