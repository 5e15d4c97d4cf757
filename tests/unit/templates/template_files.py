"""Small template folders for tests, sound unless a test spoils them."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.adapters.templates import TemplateLibrary
from bot.adapters.templates.samples import NOW
from bot.case.decision import Value

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
ZONE_NAMES = {"zh-Hans": "北京时间", "zh-Hant": "香港時間", "en": "Hong Kong time"}
ALWAYS: dict[str, Value] = {
    "firm": "Harbour", "phone": "2000 0000", "complaint_phone": "2000 0001", "now": NOW,
}  # fmt: skip
TERMS = """
credit: {zh-Hans: "信用情况", zh-Hant: "信貸狀況", en: "credit standing"}
closing: {zh-Hans: "销户办理", zh-Hant: "辦理結束戶口", en: "closing of the account"}
desk.closing: {zh-Hans: "办理注销中", zh-Hant: "辦理中", en: "Closing"}
message.hello: {zh-Hans: "问候", zh-Hant: "問候", en: "greeting"}
"""
DESCRIPTION = """
id: X01
purpose: "A greeting"
audience: client
weight: courtesy
version: 3
approved: {by: "Compliance", on: 2026-11-01}
"""


def write_message(
    folder: Path, text: str = "{{ firm }}", description: str = "", name: str = "hello", **texts: str
) -> Path:
    """Writes one message; `texts` by language with an underscore (`zh_Hant`) go before `text`."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "message.yml").write_text(DESCRIPTION + description, encoding="utf-8")
    for language in LANGUAGES:
        own = texts.get(language.replace("-", "_"), text)
        (place / f"{language}.txt").write_text(own, encoding="utf-8")
    return place


def library(folder: Path, terms: str = TERMS) -> TemplateLibrary:
    """The library in `folder`, with its terms."""
    (folder / "terms.yml").write_text(terms, encoding="utf-8")
    return TemplateLibrary(folder, ZoneInfo("Asia/Hong_Kong"), ZONE_NAMES)


def one(
    folder: Path, text: str = "{{ firm }}", description: str = "", **texts: str
) -> TemplateLibrary:
    """A library of the single message `hello`."""
    write_message(folder, text, description, **texts)
    return library(folder)
