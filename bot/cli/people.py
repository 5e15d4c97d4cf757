"""`invite` and `staff invite`: one-time links."""

from __future__ import annotations

import argparse
from typing import Any

from bot.case.people import STAFF_ROLES
from bot.cli.command import Answer, Refusal, add_shared, open_office
from bot.handlers.invite import Invite, invite_client, invite_staff


def add_commands(commands: Any) -> None:
    """Declares the commands of this file."""
    client: argparse.ArgumentParser = commands.add_parser(
        "invite", help="make a one-time link for a client"
    )
    client.add_argument("client_id")
    add_shared(client)
    client.set_defaults(run=invite)
    staff = commands.add_parser("staff", help="members of staff")
    ways = staff.add_subparsers(dest="staff_command", required=True, metavar="COMMAND")
    way: argparse.ArgumentParser = ways.add_parser("invite", help="make a one-time link")
    way.add_argument("--name", required=True)
    way.add_argument("--role", required=True, choices=STAFF_ROLES)
    way.add_argument("--id", default="", help="staff number (default: the next free one)")
    way.add_argument("--language", default="", choices=("", "zh-Hans", "zh-Hant", "en"))
    add_shared(way)
    way.set_defaults(run=invite_a_colleague)


def invite(args: argparse.Namespace) -> Answer:
    """A link for a client whom the register has."""
    with open_office(args) as office, office.store.begin() as tx:
        try:
            made = invite_client(office, tx, args.client_id)
        except KeyError:
            raise Refusal(
                f"client {args.client_id} is not on the register. "
                "Take in a report that names the client first."
            ) from None
        known = tx.client(args.client_id)
    lines = _lines(made)
    if known and not known.phone:
        lines += ("Note: no phone number is on file, so the client cannot be enrolled yet.",)
    return Answer(_document(made), lines)


def invite_a_colleague(args: argparse.Namespace) -> Answer:
    """A link for a member of staff with a role."""
    with open_office(args) as office, office.store.begin() as tx:
        language = args.language or office.playbook.default_language
        staff_id, made = invite_staff(
            office, tx, name=args.name, role=args.role, language=language, staff_id=args.id
        )
    return Answer({**_document(made), "staff_id": staff_id}, (f"staff {staff_id}", *_lines(made)))


def _document(made: Invite) -> dict[str, str]:
    return {"link": made.link, "payload": made.payload, "expires": made.expires.isoformat()}


def _lines(made: Invite) -> tuple[str, ...]:
    return (made.link, f"good for one person until {made.expires:%Y-%m-%d %H:%M} UTC")
