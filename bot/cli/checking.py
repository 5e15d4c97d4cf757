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
from bot.app import TEMPLATES, build_store
from bot.cli.command import DONE, REFUSED, Answer, Refusal, add_shared, read_config
from bot.cli.running import read_token
from bot.config import ConfigError, load_config


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
    """Every problem of the configuration and the templates at once."""
    problems: list[dict[str, Any]] = []
    try:
        config = load_config(args.config)
    except ConfigError as error:
        problems = [asdict(problem) for problem in error.problems]
    except OSError as error:
        problems = [{"path": str(args.config), "value": "", "reason": str(error.strerror)}]
    else:
        library = TemplateLibrary(TEMPLATES, config.playbook.zone, config.timezone_names)
        problems = [asdict(problem) for problem in library.check()]
    lines = tuple(f"{p['path']}: {p['reason']} (given: {p['value']!r})" for p in problems)
    return Answer(
        {"ok": not problems, "problems": problems}, lines or ("no problems",),
        REFUSED if problems else DONE,
    )  # fmt: skip


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
        build_store(config, var).close()
        yield Finding("database", True, "opens, its tables are up to date")
    except Exception as fault:
        yield Finding("database", False, type(fault).__name__, "is the database reachable?")
    token = read_token(os.environ)
    yield Finding(
        "token", True, "set" if token else "not set: `demo` works, `run` does not",
        "" if token else "set TELEGRAM_TOKEN or TELEGRAM_TOKEN_FILE to go live",
    )  # fmt: skip


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
