"""The messages that come with the product: sound, in three languages, in the right characters."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.templates import TemplateLibrary, shape
from bot.adapters.templates.languages import LANGUAGES
from bot.adapters.templates.samples import Samples
from bot.adapters.templates.terms import read_terms
from bot.adapters.templates.values import units

FOLDER = Path(__file__).parents[2] / "templates"
ZONE_NAMES = {"zh-Hans": "北京时间", "zh-Hant": "香港時間", "en": "Hong Kong time"}
HAN = re.compile("[\u3400-\u9fff]")
# Simplified characters are those of GB 2312, traditional ones those of Big5 with Hong Kong's own.
CHARACTERS = {"zh-Hans": "gb2312", "zh-Hant": "big5hkscs"}
# These show the names of all three languages side by side.
ALL_LANGUAGES = {"language_menu"}
CAPTION = 1024
WITH_ATTACHMENT = ("staff_document_review", "closure_certificate")


@pytest.fixture(scope="module")
def library() -> TemplateLibrary:
    return TemplateLibrary(FOLDER, ZoneInfo("Asia/Hong_Kong"), ZONE_NAMES)


def test_the_library_has_no_problem(library: TemplateLibrary) -> None:
    assert [str(problem) for problem in library.check()] == []


def test_every_message_has_three_languages_with_the_same_values(library: TemplateLibrary) -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert set(library.names()) == folders
    for name in library.names():
        sources = library.message(name).sources
        used = {language: shape.variables(text) for language, text in sources.items()}
        assert set(used) == set(LANGUAGES), name
        assert len(set(used.values())) == 1, f"{name}: {used}"


@pytest.mark.parametrize("language", CHARACTERS)
def test_no_character_of_the_other_script_has_slipped_in(
    library: TemplateLibrary, language: str
) -> None:
    texts = {
        name: library.message(name).sources[language]
        for name in library.names()
        if name not in ALL_LANGUAGES
    }
    for name in library.names():
        for option, words in library.message(name).file.options.items():
            if option not in LANGUAGES and name not in ALL_LANGUAGES:
                texts[f"{name}:{option}"] = words.text(language)
    terms, _ = read_terms(FOLDER)
    texts |= {code: terms.words(code, language) for code in terms.codes()}
    strange = {name: found for name, text in texts.items() if (found := _strange(text, language))}
    assert strange == {}


def _strange(text: str, language: str) -> str:
    return "".join(each for each in HAN.findall(text) if not _known(each, CHARACTERS[language]))


def _known(letter: str, characters: str) -> bool:
    try:
        letter.encode(characters)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("name", WITH_ATTACHMENT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_with_a_file_fits_into_a_caption(
    library: TemplateLibrary, name: str, language: str
) -> None:
    for sample in Samples(library.message(name), str).all():
        text = library.render(name, language, sample.values, sample.options).text
        assert units(text) <= CAPTION, sample.title


def test_a_press_is_answered_in_no_more_than_telegram_shows() -> None:
    terms, _ = read_terms(FOLDER)
    toasts = [code for code in terms.codes() if code.startswith("toast_")]
    assert len(toasts) >= 10
    for code in toasts:
        for language in LANGUAGES:
            assert len(terms.words(code, language)) <= 200
