"""The composition root: the only file that knows all others. Tests build the app here too."""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import phonenumbers

from bot.adapters.documents import FolderDocuments
from bot.adapters.store import open_store
from bot.adapters.telegram.gateway import TelegramGateway
from bot.adapters.templates import Problem, TemplateLibrary
from bot.adapters.understanding import understander_for
from bot.adapters.word_reading import RuleReader
from bot.case.decision import Certificate
from bot.case.state import Case
from bot.config import Config
from bot.counters import keep_counters
from bot.handlers.office import Office
from bot.loops import Engine, OneAtATime, Pace, Runner
from bot.ports import Audience, Clock, Entropy, Understander
from bot.ports_store import Store
from bot.procedures.registry import Registry
from bot.receiving import Preparation

log = logging.getLogger(__name__)
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
OFFSET_SETTING = "clock_offset_s"
USERNAME_SETTING = "bot_username"
CERTIFICATE_LABELS = (
    "title", "intro", "account", "closed_on", "checks_heading", "retention_heading",
    "signed_by", "verify", "issued", "page", "client", "case", "number", "licence",
)  # fmt: skip


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)


class StoredClock:
    """Real time moved by what a demo beside us has stored, so that both live on one day."""

    def __init__(self, store: Store) -> None:
        with store.reading() as tx:
            self._offset = timedelta(seconds=float(tx.setting(OFFSET_SETTING) or 0))

    def now(self) -> datetime:
        """The demo's present moment, UTC."""
        return datetime.now(UTC) + self._offset


class SystemEntropy:
    """Unguessable identifiers from the operating system."""

    def token(self, length: int) -> str:
        """A new token of [A-Za-z0-9_-]."""
        return secrets.token_urlsafe(length)[:length]


class SeededEntropy:
    """The same identifiers for the same seed: for replays, simulation and tests, never for links."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def token(self, length: int) -> str:
        """The next token of the sequence."""
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=length))


class TemplatesUnreadable(Exception):
    """templates/ cannot be read as it stands; nothing is started with half of the words."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        lines = [f"  templates/{p.path}: {p.reason}" for p in problems]
        super().__init__("\n".join(["the templates have problems:", *lines]))


def no_step(name: str) -> None:
    """What is told of each step where nobody listens."""


@dataclass(frozen=True)
class World:
    """The ports that a run chooses: real ones when serving, seeded ones in tests."""

    clock: Clock
    wall: Clock
    entropy: Entropy
    step: Callable[[str], None] = no_step


def real_world() -> World:
    """Time and identifiers of this machine."""
    return World(SystemClock(), SystemClock(), SystemEntropy())


def database_url(config: Config, var: Path) -> str:
    """The database of the configuration; one SQLite file under `var` where none is named."""
    return config.storage.database or f"sqlite:///{var / 'casebot.sqlite'}"


def build_store(config: Config, var: Path) -> Store:
    """Opens the database and brings its tables up to date."""
    var.mkdir(parents=True, exist_ok=True)
    return open_store(database_url(config, var))


@cache
def approved_words(zone: ZoneInfo, zone_names: tuple[tuple[str, str], ...]) -> TemplateLibrary:
    """The words of templates/, read once by a process. Raises TemplatesUnreadable."""
    library = TemplateLibrary(TEMPLATES, zone, dict(zone_names))
    if library.unreadable:
        raise TemplatesUnreadable(library.unreadable)
    return library


def build_office(config: Config, store: Store, var: Path, world: World) -> Office:
    """Everything handlers need, without any messenger: enough for commands beside a bot."""
    library = approved_words(config.playbook.zone, tuple(config.timezone_names.items()))
    with store.reading() as tx:
        username = tx.setting(USERNAME_SETTING) or "casebot"
    return Office(
        playbook=config.playbook, registry=Registry(), renderer=library, clock=world.clock,
        entropy=world.entropy, store=store, documents=FolderDocuments(var / "documents"),
        make_certificate=certificates(config, library),
        normal_phone=phones(config.report.default_region), bot_username=username,
        step=world.step, wall=world.wall,
    )  # fmt: skip


def phones(region: str) -> Callable[[str], str]:
    """Brings a telephone number to E.164; an empty text where it is none."""

    def normal(text: str) -> str:
        # Telegram leaves the plus sign away, and always gives the country code.
        for candidate, where in ((f"+{text.lstrip('+')}", None), (text, region)):
            try:
                number = phonenumbers.parse(candidate, where)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_possible_number(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return ""

    return normal


def certificates(
    config: Config, library: TemplateLibrary
) -> Callable[[Case, Certificate, str], bytes]:
    """Makes the closure certificate's PDF with the words of the templates."""

    def make(case: Case, order: Certificate, code: str) -> bytes:
        # Half a second of fonts and drawing, which most starts never need.
        from bot.adapters.certificate import CertificateFacts, Language, certificate_pdf

        language = case.language
        firm, zone = config.playbook.firm, config.playbook.zone
        labels = {
            name: library.term(f"certificate_{name}", language) for name in CERTIFICATE_LABELS
        }
        retention = library.term("certificate_retention", language)
        facts = CertificateFacts(
            order.certificate_no, case.case_no, firm.name[language], firm.licence,
            case.opened.client_name, case.opened.account_masked or "—",
            order.closed_at.astimezone(zone).date(),
            tuple((library.term(f, language), at.astimezone(zone).date())
                  for f, at in order.checks),
            order.closed_at.astimezone(zone), code, firm.signatory_name[language],
            firm.signatory_title[language],
            retention.replace("{years}", str(firm.retention_years)),
            cast(Language, language),
        )  # fmt: skip
        return certificate_pdf(facts, labels)

    return make


@dataclass
class App:
    """A bot ready to serve, and all it holds on to."""

    config: Config
    office: Office
    engine: Engine
    gateway: TelegramGateway
    store: Store
    understander: Understander

    async def serve(self, roles: frozenset[str]) -> None:
        """Runs the loops of these roles until stopped, and keeps the engines' counters."""
        keeping = asyncio.ensure_future(
            keep_counters(self.store, self.understander, self.engine.stopping)
        )
        try:
            await self.engine.serve(roles)
        finally:
            self.engine.stopping.set()
            await keeping

    async def close(self) -> None:
        """Stops the loops and gives everything back."""
        self.engine.stopping.set()
        await self.gateway.close()
        await self.understander.close()
        self.store.close()


async def build_app(
    config: Config, var: Path, token: str, world: World, *, run_blocking: Runner | None = None,
    pace: Pace | None = None, store: Store | None = None, understander: Understander | None = None,
    owner: str = "",
) -> App:  # fmt: skip
    """Puts the bot together and asks Telegram who it is. Raises MessengerError for a bad token."""
    own_store = store or build_store(config, var)
    telegram = config.telegram
    gateway = TelegramGateway(
        token, base_url=f"{telegram.api_url}/bot", base_file_url=f"{telegram.api_url}/file/bot",
        download_limit=config.playbook.documents.max_bytes,
    )  # fmt: skip
    await gateway.open()
    bot_id, username = await gateway.me()
    with own_store.begin() as tx:
        tx.put_setting(USERNAME_SETTING, username)
        if telegram.staff_group is not None and not tx.setting("staff_group"):
            tx.put_setting("staff_group", str(telegram.staff_group))
    office = build_office(config, own_store, var, world)
    reader = understander or understander_for(config.nlu, var)
    preparation = Preparation(
        gateway, office.documents, reader,
        RuleReader(config.playbook.zone, config.playbook.calendar),
        audience_of(own_store), world.clock,
        config.playbook.documents, world.step,
    )  # fmt: skip
    engine = Engine(
        office, gateway, preparation, pace or pace_of(config), bot_id,
        run_blocking or OneAtATime(), owner or SystemEntropy().token(12),
    )  # fmt: skip
    return App(config, office, engine, gateway, own_store, reader)


def audience_of(store: Store) -> Callable[[int | None], Audience]:
    """Tells whether an account is a client's or a staff member's; empty for strangers."""

    def asked(account: int | None) -> Audience:
        with store.reading() as tx:
            owner = tx.account(account) if account is not None else None
            return owner.kind if owner else ""

    return asked


def pace_of(config: Config) -> Pace:
    """How fast messages may leave, by the configuration."""
    telegram = config.telegram
    return Pace(
        1.0 / telegram.overall_per_second, telegram.per_chat_seconds, telegram.send_lease_s,
        telegram.poll_timeout_s, group_gap=telegram.per_group_seconds,
    )  # fmt: skip
