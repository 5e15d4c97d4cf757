"""Reads the command line, runs one command, gives its exit code: 0 done, 1 refused, 2 misused."""

from __future__ import annotations

import argparse
import logging
import sys

from bot import __version__
from bot.app import TemplatesUnreadable
from bot.cli import checking, metrics, people, records, running, taking
from bot.cli.command import REFUSED, Refusal, print_document, show


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Casebot: keeps the case file while it talks."
    )
    parser.add_argument("--version", action="version", version=f"casebot {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in (running, taking, people, records, metrics, checking):
        group.add_commands(commands)
    return parser


def main(argv: list[str]) -> int:
    """Runs one command line."""
    args = build_parser().parse_args(argv)
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )  # fmt: skip
    try:
        return show(args.run(args), args.json)
    except (Refusal, TemplatesUnreadable) as refusal:
        if args.json:
            print_document({"ok": False, "error": str(refusal)})
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except KeyboardInterrupt:
        return 130
