"""The firm's register: clients, staff, whose account is whose, one-time links."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, insert, select, update

from bot.adapters.store.errors import AccountTaken
from bot.adapters.store.part import Part
from bot.adapters.store.schema import accounts, clients, invites, staff
from bot.ports_store import AccountRow, ClientRow, InviteRow, StaffRow

_HOLDS = accounts.c.ended_at.is_(None)


class Register(Part):
    """Who is who."""

    def client(self, client_id: str) -> ClientRow | None:
        """A client as the register has her."""
        wanted = select(clients).where(clients.c.client_id == client_id)
        row = self.connection.execute(wanted).one_or_none()
        return None if row is None else ClientRow(*row)

    def put_client(self, row: ClientRow) -> None:
        """Adds a client or replaces what the register says of her."""
        self._put(clients, vars(row))

    def clients(self) -> list[ClientRow]:
        """All clients by their ids."""
        wanted = select(clients).order_by(clients.c.client_id)
        return [ClientRow(*row) for row in self.connection.execute(wanted)]

    def staff(self, staff_id: str) -> StaffRow | None:
        """A member of staff, with the account bound to her now."""
        row = self.connection.execute(_STAFF.where(staff.c.staff_id == staff_id)).one_or_none()
        return None if row is None else _staff_row(row)

    def put_staff(self, row: StaffRow) -> None:
        """Adds or replaces a member of staff; her account changes by `bind_account` alone."""
        self._put(staff, {name: value for name, value in vars(row).items() if name != "account"})

    def all_staff(self) -> list[StaffRow]:
        """All members of staff, those no longer active included, by their ids."""
        return [_staff_row(row) for row in self.connection.execute(_STAFF)]

    def account(self, account: int) -> AccountRow | None:
        """Whose account it is now."""
        row = self._binding(accounts.c.account == account)
        return None if row is None else AccountRow(row.account, row.kind, row.subject)

    def bind_account(self, row: AccountRow, at: datetime) -> None:
        """From now on the account is this person's; one she had before ends, and is kept so.

        Raises AccountTaken where it is another person's.
        """
        held = self.account(row.account)
        if held == row:
            return
        if held is not None:
            raise AccountTaken(f"account {row.account} is bound to {held.kind} {held.subject}")
        ended = update(accounts).where(_HOLDS, _of(row.kind, row.subject)).values(ended_at=at)
        self.connection.execute(ended)
        self.connection.execute(insert(accounts).values(bound_at=at, **vars(row)))

    def account_of(self, kind: str, subject: str) -> int | None:
        """The account bound to this person now."""
        row = self._binding(_of(kind, subject))
        return None if row is None else int(row.account)

    def invite(self, payload_hash: str) -> InviteRow | None:
        """A one-time link, locked so that it cannot be used twice at once."""
        wanted = select(invites).where(invites.c.payload_hash == payload_hash).with_for_update()
        row = self.connection.execute(wanted).one_or_none()
        return None if row is None else InviteRow(*row)

    def put_invite(self, row: InviteRow) -> None:
        """Adds a one-time link or replaces what is known of it."""
        self._put(invites, vars(row))

    def _binding(self, which: ColumnElement[bool]) -> Row[Any] | None:
        return self.connection.execute(select(accounts).where(_HOLDS, which)).one_or_none()


def _of(kind: str, subject: str) -> ColumnElement[bool]:
    return and_(accounts.c.kind == kind, accounts.c.subject == subject)


_STAFF: Select[Any] = (
    select(staff, accounts.c.account)
    .outerjoin(
        accounts,
        and_(_HOLDS, accounts.c.kind == "staff", accounts.c.subject == staff.c.staff_id),
    )
    .order_by(staff.c.staff_id)
)


def _staff_row(row: Row[Any]) -> StaffRow:
    return StaffRow(row.staff_id, row.name, row.role, row.language, row.account, row.active)
