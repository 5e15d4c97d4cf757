"""`intake`: the risk system's daily report into the case files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.cli.command import (
    DONE,
    REFUSED,
    Answer,
    Refusal,
    add_shared,
    open_office,
    read_config,
    red,
)
from bot.intake import MARKS, IntakeResult, take_report


def add_commands(commands: Any) -> None:
    """Declares the commands of this file."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "intake", help="take in a daily report (.xlsx, .csv or .jsonl)"
    )
    parser.add_argument("file", type=Path)
    add_shared(parser)
    parser.set_defaults(run=intake)


def intake(args: argparse.Namespace) -> Answer:
    """Takes the good rows once and lists the wrong ones with row, column, value and reason."""
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Refusal(f"{args.file} cannot be read: {error.strerror}. Nothing was taken.") from None
    config, _ = read_config(args)
    with open_office(args) as office:
        result = take_report(office, config.report, args.file.name, content)
    return Answer(
        result.document(), tuple(_lines(args.file.name, result)),
        REFUSED if result.refused else DONE,
    )  # fmt: skip


def _lines(name: str, result: IntakeResult) -> list[str]:
    lines = [
        f"{name}: {result.taken} taken, {result.skipped} skipped (known already), "
        f"{len(result.refused)} refused"
    ]
    lines += [
        f"  {name} row {p.row}, column {p.column or '(row)'}: {p.reason} (value: {p.value!r})"
        for p in result.refused
    ]
    lines += [
        f"  {red(mark) if mark == MARKS['high'] else mark} {case_no}"
        for case_no, mark in result.marks
    ]
    return lines
