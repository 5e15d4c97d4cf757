"""What the environment adds: secrets, and addresses that differ from machine to machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.config.addresses import database_fault, http_fault
from bot.config.problems import ConfigError, ConfigProblem, redacted
from bot.config.settings import Config, TelegramSettings

API_URL: Final = "TELEGRAM_API_URL"
DATABASE_URL: Final = "DATABASE_URL"


def settings_from_environment(config: Config, environ: Mapping[str, str]) -> Config:
    """`config` with what the environment says; a variable that is empty counts as not there.

    TELEGRAM_TOKEN (or the name in telegram.token_env), the same name with _FILE,
    TELEGRAM_API_URL and DATABASE_URL. Nothing is read but `environ`. Raises ConfigError, whose
    paths are the variables' names and whose values show no secret.
    """
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    problems = tuple(_problems(config.telegram.token_env, given))
    if problems:
        raise ConfigError(problems)
    return replace(
        config,
        telegram=_telegram(config.telegram, given),
        storage=replace(config.storage, database=given.get(DATABASE_URL, config.storage.database)),
    )


def telegram_token(settings: TelegramSettings) -> str:
    """The bot's token, read from its file where the environment names one.

    Raises ConfigError where there is none, or where the file cannot be read.
    """
    if settings.token:
        return settings.token
    if not settings.token_file:
        why = f"is not set; put the bot's token there, or a file's name in {_file(settings)}"
        raise ConfigError([ConfigProblem(settings.token_env, None, why)])
    try:
        token = Path(settings.token_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _bad_file(settings, f"cannot be read: {error}") from error
    if not token:
        raise _bad_file(settings, "is empty")
    return token


def _telegram(settings: TelegramSettings, given: Mapping[str, str]) -> TelegramSettings:
    return replace(
        settings,
        token=given.get(settings.token_env, ""),
        token_file=given.get(_file(settings), ""),
        api_url=given.get(API_URL, settings.api_url).rstrip("/"),
    )


def _problems(token_env: str, given: Mapping[str, str]) -> Iterator[ConfigProblem]:
    if token_env in given and f"{token_env}_FILE" in given:
        why = f"is set, and {token_env}_FILE too; keep one"
        yield ConfigProblem(token_env, None, why)
    if API_URL in given and (fault := http_fault(given[API_URL])):
        yield ConfigProblem(API_URL, redacted(given[API_URL]), fault)
    if DATABASE_URL in given and (fault := database_fault(given[DATABASE_URL])):
        yield ConfigProblem(DATABASE_URL, redacted(given[DATABASE_URL]), fault)


def _file(settings: TelegramSettings) -> str:
    return f"{settings.token_env}_FILE"


def _bad_file(settings: TelegramSettings, why: str) -> ConfigError:
    return ConfigError([ConfigProblem(_file(settings), settings.token_file, why)])
