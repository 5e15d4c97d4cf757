"""`cases`, `casefile`, `verify`: reading the files, and proving that nobody changed them."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.adapters.store.stored import verify_files
from bot.casefiles import case_rows, file_document
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


def add_commands(commands: Any) -> None:
    """Declares the commands of this file."""
    listing: argparse.ArgumentParser = commands.add_parser("cases", help="list the cases")
    listing.add_argument("--state", default="")
    listing.add_argument("--severity", default="", choices=("", "low", "medium", "high"))
    listing.add_argument("--handler", default="", help="the account manager's name")
    listing.add_argument("--open", action="store_true", help="only cases that are not finished")
    listing.add_argument("--xlsx", type=Path, help="also write the list to this workbook")
    add_shared(listing)
    listing.set_defaults(run=cases)
    one: argparse.ArgumentParser = commands.add_parser(
        "casefile", help="show one file with every entry (FRONT-DESK for strangers)"
    )
    one.add_argument("case_no")
    add_shared(one)
    one.set_defaults(run=casefile)
    check: argparse.ArgumentParser = commands.add_parser("verify", help="check the hash chains")
    check.add_argument("case_no", nargs="?")
    add_shared(check)
    check.set_defaults(run=verify)


def cases(args: argparse.Namespace) -> Answer:
    """The cases, those at risk marked in words and colour."""
    with open_office(args) as office, office.store.reading() as tx:
        rows = case_rows(tx, open_only=args.open)
    rows = [
        row for row in rows
        if (not args.state or row["state"] == args.state)
        and (not args.severity or row["severity"] == args.severity)
        and (not args.handler or row["handler"] == args.handler)
    ]  # fmt: skip
    if args.xlsx:
        _write_workbook(args, rows)
    return Answer(rows, tuple(_line(row) for row in rows) or ("no cases",))


def _write_workbook(args: argparse.Namespace, rows: list[dict[str, Any]]) -> None:
    from bot.adapters.report.staff_list import StaffListRow, write_staff_list_xlsx

    config, _ = read_config(args)
    listed = [
        StaffListRow(
            row["case_no"], row["client_name"], row["severity"], ", ".join(row["risk_types"]),
            row["state"], row["handler"],
            datetime.fromisoformat(row["next_due"]) if row["next_due"] else None,
            row["outcome"] or "",
        )
        for row in rows
    ]  # fmt: skip
    try:
        args.xlsx.write_bytes(write_staff_list_xlsx(listed, zone=config.playbook.zone))
    except OSError as error:
        raise Refusal(f"{args.xlsx} cannot be written: {error.strerror}") from None


def _line(row: dict[str, Any]) -> str:
    mark = {"high": red("HIGH 高") + "  ", "medium": "MEDIUM 中"}.get(row["severity"], "LOW 低   ")
    return (
        f"{row['case_no']}  {mark}  {row['state']:<14} {row['client_name']}  "
        f"handler: {row['handler'] or '-'}  next: {row['next_due'] or '-'}  "
        f"outcome: {row['outcome'] or '-'}"
    )


def casefile(args: argparse.Namespace) -> Answer:
    """One file whole."""
    with open_office(args) as office, office.store.reading() as tx:
        try:
            document = file_document(office, tx, args.case_no)
        except KeyError:
            raise Refusal(f"there is no file {args.case_no}; `cases` lists them") from None
    lines = [json.dumps(document["case"], ensure_ascii=False)]
    lines += [
        f"{e['seq']:>4} {e['at']} {e['actor']['role']}/{e['actor']['id']} {e['kind']} "
        f"{json.dumps(e['body'], ensure_ascii=False)}"
        for e in document["entries"]
    ]
    return Answer(document, tuple(lines))


def verify(args: argparse.Namespace) -> Answer:
    """Walks the chains; names the first broken entry and what harm it shows."""
    with open_office(args) as office, office.store.reading() as tx:
        if args.case_no and not tx.has_file(args.case_no):
            raise Refusal(f"there is no file {args.case_no}; `cases` lists them")
        found = verify_files(tx, args.case_no)
    broken = found.first_broken
    document = {
        "ok": found.ok, "entries": found.entries, "cases": found.files,
        "first_broken": {"case_no": broken[0], "seq": broken[1], "harm": broken[2]}
        if broken else None,
    }  # fmt: skip
    line = f"{found.entries} entries in {found.files} files: whole"
    if broken:
        line = f"BROKEN: {broken[0]} entry {broken[1]}: {broken[2]}"
    return Answer(document, (line,), DONE if found.ok else REFUSED)
