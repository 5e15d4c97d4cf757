"""config.yml: the firm's rules and the deployment's settings, checked as a whole when read."""

from __future__ import annotations

from bot.config.environment import settings_from_environment, telegram_token
from bot.config.loading import load_config
from bot.config.problems import ConfigError, ConfigProblem
from bot.config.settings import Config, NluSettings, StorageSettings, TelegramSettings
from bot.config.words import codes_without_words

__all__ = [
    "Config",
    "ConfigError",
    "ConfigProblem",
    "NluSettings",
    "StorageSettings",
    "TelegramSettings",
    "codes_without_words",
    "load_config",
    "settings_from_environment",
    "telegram_token",
]
