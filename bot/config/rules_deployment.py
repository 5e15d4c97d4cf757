"""Rules about Telegram, storage, language understanding, and about secrets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.config.addresses import database_fault, http_fault
from bot.config.problems import ConfigProblem, holds_secret, redacted
from bot.config.sound import Rule, Sound

TELEGRAMS_OWN: Final = "api.telegram.org"
TELEGRAMS_LIMIT_MB: Final = 20


def no_secrets_in_the_file(sound: Sound) -> Iterator[ConfigProblem]:
    """Tokens and passwords come from the environment: this file is copied, mailed, versioned."""
    for path, text in sound.all_texts():
        if holds_secret(text):
            why = "holds a secret; give it as TELEGRAM_TOKEN or DATABASE_URL in the environment"
            yield ConfigProblem(path, redacted(text), why)


def api_address_is_safe(sound: Sound) -> Iterator[ConfigProblem]:
    """The token travels in the address of each call, so it is encrypted or stays here."""
    yield from _address(sound, "telegram.api_url")


def rasa_address_is_safe(sound: Sound) -> Iterator[ConfigProblem]:
    """Clients' sentences travel to Rasa, so they are encrypted or stay here."""
    yield from _address(sound, "nlu.rasa_url")


def downloads_fit_telegram(sound: Sound) -> Iterator[ConfigProblem]:
    """Telegram's own servers hand out no file over 20 MB; a Bot API server of one's own does."""
    path = "telegram.download_limit_mb"
    limit = sound.number(path)
    if limit > TELEGRAMS_LIMIT_MB and TELEGRAMS_OWN in sound.text("telegram.api_url"):
        why = f"expected at most {TELEGRAMS_LIMIT_MB} with {TELEGRAMS_OWN}"
        yield ConfigProblem(path, limit, why)


def uploads_fit_downloads(sound: Sound) -> Iterator[ConfigProblem]:
    """No client is promised that a paper is taken which cannot be fetched."""
    path = "playbook.documents.max_megabytes"
    size, limit = sound.number(path), sound.number("telegram.download_limit_mb")
    if size > limit:
        why = f"must not be more than telegram.download_limit_mb ({limit:g})"
        yield ConfigProblem(path, size, why)


def staff_group_is_a_group(sound: Sound) -> Iterator[ConfigProblem]:
    """Telegram's groups have negative numbers; a positive one would be a person."""
    path = "telegram.staff_group"
    group = sound.value(path)
    if isinstance(group, int) and group >= 0:
        yield ConfigProblem(path, group, "is no group: the number of a group is negative")


def database_is_supported(sound: Sound) -> Iterator[ConfigProblem]:
    """SQLite or PostgreSQL, or null for a SQLite file in storage.var."""
    path = "storage.database"
    url = sound.value(path)
    if isinstance(url, str) and (fault := database_fault(url)):
        yield ConfigProblem(path, redacted(url), fault)


def _address(sound: Sound, path: str) -> Iterator[ConfigProblem]:
    url = sound.text(path)
    if fault := http_fault(url):
        yield ConfigProblem(path, redacted(url), fault)


DEPLOYMENT_RULES: Final[tuple[Rule, ...]] = (
    no_secrets_in_the_file,
    api_address_is_safe,
    rasa_address_is_safe,
    downloads_fit_telegram,
    uploads_fit_downloads,
    staff_group_is_a_group,
    database_is_supported,
)
