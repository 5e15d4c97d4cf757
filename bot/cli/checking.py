"""`check` and `doctor`: is everything as it must be, and what to do where it is not."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.adapters.templates import TemplateLibrary
from bot.adapters.templates.terms import read_terms
from bot.app import TEMPLATES
from bot.cli.command import DONE, REFUSED, Answer, Refusal, add_shared, read_config, store_at
from bot.config import (
    Config,
    ConfigError,
    ConfigProblem,
    codes_without_words,
    load_config,
    settings_from_environment,
    telegram_token,
)


def add_commands(commands: Any) -> None:
    """Declares the commands of this file."""
    look: argparse.ArgumentParser = commands.add_parser(
        "check", help="check config.yml, the playbook and the templates"
    )
    add_shared(look)
    look.set_defaults(run=check)
    care: argparse.ArgumentParser = commands.add_parser(
        "doctor", help="check this machine: Python, folder, database, token"
    )
    add_shared(care)
    care.set_defaults(run=doctor)


def check(args: argparse.Namespace) -> Answer:
    """Every problem of the configuration, the environment and the templates at once."""
    problems = list(_problems(args.config))
    lines = tuple(problem.told(str(args.config)) for problem in problems)
    document = [{"path": p.path, "value": p.value, "reason": p.reason} for p in problems]
    return Answer(
        {"ok": not problems, "problems": document}, lines or ("no problems",),
        REFUSED if problems else DONE,
    )  # fmt: skip


def _problems(file: Path) -> Iterator[ConfigProblem]:
    try:
        config = settings_from_environment(load_config(file), os.environ)
    except ConfigError as error:
        yield from error.problems
        return
    except OSError as error:
        yield ConfigProblem("", str(file), f"cannot be read: {error.strerror}")
        return
    library = TemplateLibrary(TEMPLATES, config.playbook.zone, config.timezone_names)
    for problem in library.check():
        yield ConfigProblem(f"templates/{problem.path}", problem.value or None, problem.reason)
    yield from codes_without_words(config, read_terms(TEMPLATES)[0].codes())


@dataclass(frozen=True)
class Finding:
    """One look of the doctor: what was looked at, how it is, and what would cure it."""

    name: str
    ok: bool
    detail: str
    cure: str = ""


def doctor(args: argparse.Namespace) -> Answer:
    """Looks at everything a run needs."""
    findings = list(_findings(args))
    lines = tuple(
        f"{'ok  ' if f.ok else 'BAD '} {f.name}: {f.detail}" + (f" → {f.cure}" if f.cure else "")
        for f in findings
    )
    healthy = all(finding.ok for finding in findings)
    document = {"ok": healthy, "checks": [asdict(finding) for finding in findings]}
    return Answer(document, lines, DONE if healthy else REFUSED)


def _findings(args: argparse.Namespace) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    right = sys.version_info >= (3, 11)
    yield Finding("python", right, version, "" if right else "use Python 3.11 or newer")
    try:
        config, var = read_config(args)
    except Refusal as refusal:
        yield Finding("config", False, str(refusal), "correct the lines named; see `check`")
        return
    yield Finding("config", True, str(args.config))
    yield _folder(var)
    try:
        store_at(config, var).close()
        yield Finding("database", True, "opens, its tables are up to date")
    except Exception as fault:
        yield Finding("database", False, type(fault).__name__, "is the database reachable?")
    yield _token(config)


def _token(config: Config) -> Finding:
    try:
        telegram_token(config.telegram)
    except ConfigError as error:
        (problem,) = error.problems
        unset = problem.path == config.telegram.token_env
        detail = "not set: `demo` works, `run` does not" if unset else "cannot be used"
        return Finding("token", unset, detail, problem.told())
    return Finding("token", True, "set")


def _folder(var: Path) -> Finding:
    try:
        var.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(var).free // 1_000_000
    except OSError as error:
        return Finding("folder", False, f"{var}: {error.strerror}", "choose another with --var")
    if not os.access(var, os.W_OK):
        return Finding("folder", False, f"{var} cannot be written", "choose another with --var")
    enough = free > 200
    return Finding("folder", enough, f"{var}: {free} MB free", "" if enough else "make room")
