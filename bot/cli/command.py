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

from sqlalchemy.exc import DBAPIError

from bot.app import StoredClock, SystemClock, SystemEntropy, World, build_office, build_store
from bot.config import Config, ConfigError, load_config, settings_from_environment
from bot.handlers.office import Office
from bot.ports_store import Store

DONE, REFUSED, MISUSED = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What a command gives: the document for --json, the lines for people, the exit code.

    The document is None where the command has announced its one document already.
    """

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
        raise Refusal(
            "\n".join([f"{args.config} has problems, nothing was started:", *told(args, error)])
        ) from None
    except OSError as error:
        raise Refusal(f"{args.config} cannot be read: {error.strerror}") from None
    return config, args.var or config.storage.var


def told(args: argparse.Namespace, error: ConfigError) -> list[str]:
    """Each problem on its line, with the file and line where it stands."""
    return [f"  {problem.told(str(args.config))}" for problem in error.problems]


def store_at(config: Config, var: Path) -> Store:
    """The database, up to date. Raises Refusal where it cannot be opened."""
    try:
        return build_store(config, var)
    except (OSError, DBAPIError) as error:
        # The driver's own words would name host, user and more.
        raise Refusal(
            f"the database cannot be opened ({type(error).__name__}): "
            f"is {'DATABASE_URL' if config.storage.database else var} right and reachable?"
        ) from None


@contextmanager
def open_office(args: argparse.Namespace) -> Iterator[Office]:
    """An office beside a running bot: same store, same day; nothing is sent from here."""
    config, var = read_config(args)
    store = store_at(config, var)
    try:
        world = World(StoredClock(store), SystemClock(), SystemEntropy())
        yield build_office(config, store, var, world)
    finally:
        store.close()


def show(answer: Answer, as_json: bool) -> int:
    """Prints an answer as it was asked for and gives its exit code."""
    if as_json:
        if answer.document is not None:
            print_document(answer.document)
    else:
        for line in answer.lines:
            sys.stdout.write(line + "\n")
    return answer.code


def print_document(document: Any) -> None:
    """The one document that --json gives on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")
    sys.stdout.flush()


def announce(args: argparse.Namespace, *lines: str, **document: str) -> None:
    """Tells at once that a command which stays is ready: as lines, or as the one document."""
    if args.json:
        print_document({"ok": True, **document})
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


def red(text: str) -> str:
    """The text in red where people look at it; plain where a program or a file takes it."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return f"\x1b[31m{text}\x1b[0m" if wanted else text
