"""What every command shares: its options, its environment, and how it says what it did."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import StoredClock, SystemClock, SystemEntropy, World, build_office, build_store
from bot.config import Config, ConfigError, load_config, settings_from_environment
from bot.handlers.office import Office

DONE, REFUSED, MISUSED = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What a command gives: the document for --json, the lines for people, the exit code."""

    document: Any
    lines: tuple[str, ...]
    code: int = DONE


class Refusal(Exception):
    """The command cannot be done; the text says what happened and what to do."""


Command = Callable[[argparse.Namespace], Answer]


def add_shared(parser: argparse.ArgumentParser) -> None:
    """The options that every command takes."""
    parser.add_argument("--config", type=Path, default=Path("config.yml"),
                        help="the playbook and settings (default: config.yml)")  # fmt: skip
    parser.add_argument("--var", type=Path, default=None,
                        help="where database and documents live (default: var, or the config's)")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON document, nothing else")


def read_config(args: argparse.Namespace) -> tuple[Config, Path]:
    """The configuration and the folder for data. Raises Refusal with every problem at once."""
    try:
        config = settings_from_environment(load_config(args.config), os.environ)
    except ConfigError as error:
        listed = "\n".join(f"  {p.path}: {p.reason} (given: {p.value!r})" for p in error.problems)
        raise Refusal(f"{args.config} has problems, nothing was started:\n{listed}") from None
    except OSError as error:
        raise Refusal(f"{args.config} cannot be read: {error.strerror}") from None
    return config, args.var or config.storage.var


@contextmanager
def open_office(args: argparse.Namespace) -> Iterator[Office]:
    """An office beside a running bot: same store, same day; nothing is sent from here."""
    config, var = read_config(args)
    store = build_store(config, var)
    try:
        world = World(StoredClock(store), SystemClock(), SystemEntropy())
        yield build_office(config, store, var, world)
    finally:
        store.close()


def show(answer: Answer, as_json: bool) -> int:
    """Prints an answer as it was asked for and gives its exit code."""
    if as_json:
        json.dump(answer.document, sys.stdout, ensure_ascii=False, indent=2, default=str)
        sys.stdout.write("\n")
    else:
        for line in answer.lines:
            sys.stdout.write(line + "\n")
    return answer.code
