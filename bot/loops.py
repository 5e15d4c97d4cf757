"""Receive, work, clock, send: four loops round one store; order per chat; a graceful stop."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from bot.adapters.telegram.arrivals import read_update
from bot.handlers.arrival import Incoming
from bot.handlers.due import handle_due
from bot.handlers.office import Office
from bot.handlers.outbox import settle, settle_expired
from bot.handlers.poison import set_aside
from bot.handlers.update import handle_update
from bot.ports import FileTooLarge, Messenger, MessengerError, Outcome
from bot.ports_store import InboxRow, OutboxRow
from bot.receiving import Preparation, lane_of
from bot.tracing import where

log = logging.getLogger(__name__)
T = TypeVar("T")

ATTEMPTS = 4
# A file that Telegram does not hand out just now gets more time than a rule that cannot cope.
PATIENT_ATTEMPTS = 8
IDLE_SECONDS = 0.25


class DoneElsewhere(Exception):
    """Another worker has this update in hand or has finished it; nothing is left to do here."""


class Runner(Protocol):
    """Runs blocking work: in a thread while serving, on the spot in a deterministic run."""

    async def __call__(self, work: Callable[[], T]) -> T: ...


async def on_the_spot(work: Callable[[], T]) -> T:
    """The deterministic runner."""
    return work()


class OneAtATime:
    """Runs blocking work in a thread, one piece at a time: SQLite has one writer anyway."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def __call__(self, work: Callable[[], T]) -> T:
        async with self._lock:
            return await asyncio.to_thread(work)


@dataclass(frozen=True)
class Pace:
    """How fast messages leave: seconds between any two, between two of a chat, and the lease.

    Between two messages to a group there is `group_gap`, where it is the longer one; before an
    update that failed is tried again there is `retry_seconds`, doubled every time.
    """

    overall_gap: float
    chat_gap: float
    lease_seconds: float
    poll_timeout: int
    senders: int = 4
    group_gap: float = 0.0
    retry_seconds: float = 0.05


@dataclass
class Engine:
    """The moving parts of a running bot; every state that matters is in the store."""

    office: Office
    messenger: Messenger
    preparation: Preparation
    pace: Pace
    bot_id: int
    run_blocking: Runner
    owner: str
    offset: int = 0
    wake_work: asyncio.Event = field(default_factory=asyncio.Event)
    wake_send: asyncio.Event = field(default_factory=asyncio.Event)
    busy: set[str] = field(default_factory=set)
    last_poll: float = 0.0
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    # receive ---------------------------------------------------------------------------------

    async def receive_once(self, timeout: int) -> int:
        """One batch: journalled and committed before the next offset confirms it (law 1)."""
        batch = await self.messenger.poll(self.offset, timeout)
        self.office.step("polled")
        if batch:
            await self.run_blocking(lambda: self._journal(batch))
            self.office.step("journalled")
            self.offset = max(_update_id(raw) for raw in batch) + 1
            self.wake_work.set()
        self.last_poll = asyncio.get_running_loop().time()
        return len(batch)

    def _journal(self, batch: list[dict[str, object]]) -> None:
        with self.office.store.begin() as tx:
            for raw in batch:
                arrival = read_update(raw)
                tx.journal(
                    self.bot_id, _update_id(raw), lane_of(arrival),
                    json.dumps(raw), self.office.now(),
                )  # fmt: skip
            self.office.step("journal.before_commit")

    # work ------------------------------------------------------------------------------------

    async def work_once(self) -> bool:
        """Works the oldest row of every lane that is not busy; False where nothing was moved."""
        lanes = await self.run_blocking(self._free_lanes)
        return any(await asyncio.gather(*(self.work_lane(lane) for lane in lanes)))

    def _free_lanes(self) -> list[str]:
        with self.office.store.reading() as tx:
            return [lane for lane in tx.waiting_lanes() if lane not in self.busy]

    async def work_lane(self, lane: str) -> bool:
        """One row of one lane, start to end; a failure leaves it there for the next turn.

        False where there was nothing to do, or another worker is at it.
        """
        self.busy.add(lane)
        try:
            row = await self.run_blocking(lambda: self._first(lane))
            return row is not None and await self._work_row(row)
        finally:
            self.busy.discard(lane)

    def _first(self, lane: str) -> InboxRow | None:
        with self.office.store.reading() as tx:
            return tx.first_in_lane(lane)

    async def _work_row(self, row: InboxRow) -> bool:
        try:
            incoming = await self.preparation.prepare(row)
            self.office.step("prepared")
            toast = await self.run_blocking(lambda: self._decide(row, incoming))
        except DoneElsewhere:
            return False
        except Exception as fault:
            await self._failed(row, fault)
            return True
        self.office.step("decided")
        self.wake_send.set()
        if incoming.arrival.press_id:
            await self._answer(incoming.arrival.press_id, toast, incoming.arrival.account)
            self.office.step("answered")
        return True

    def _decide(self, row: InboxRow, incoming: Incoming) -> str:
        with self.office.store.begin() as tx:
            # Held to the end, so that of several workers one alone decides it.
            held = tx.oldest_in_lane(row.lane)
            if held is None or held.inbox_id != row.inbox_id:
                raise DoneElsewhere
            toast = handle_update(self.office, tx, incoming)
            tx.finish(row.inbox_id, self.office.now())
            self.office.step("decide.before_commit")
        return toast

    async def _answer(self, press_id: str, toast: str, account: int | None) -> None:
        text = ""
        if toast:
            text = await self.run_blocking(lambda: self._toast_text(toast, account))
        await self.messenger.answer_press(press_id, text)

    def _toast_text(self, toast: str, account: int | None) -> str:
        with self.office.store.reading() as tx:
            owner = tx.account(account) if account is not None else None
            staff = tx.staff(owner.subject) if owner and owner.kind == "staff" else None
            language = staff.language if staff else tx.setting(f"language:{account}")
        renderer, default = self.office.renderer, self.office.playbook.default_language
        return renderer.term(f"toast_{toast}", language or default)

    async def _failed(self, row: InboxRow, fault: Exception) -> None:
        """Tried again a few times; then set aside, kept whole, and told to a person."""
        log.error("update %s failed: %s", row.update_id, type(fault).__name__)
        log.debug("%s", where(fault))

        waits = isinstance(fault, MessengerError) and not isinstance(fault, FileTooLarge)
        try:
            attempts = await self.run_blocking(lambda: self._count_failure(row))
            if attempts >= (PATIENT_ATTEMPTS if waits else ATTEMPTS):
                await self.run_blocking(lambda: set_aside(self.office, row, type(fault).__name__))
                self.office.step("set_aside")
                return
        except KeyError:
            log.info("update %s was done by another worker", row.update_id)
            return
        await self._pause(min(5.0, self.pace.retry_seconds * 2**attempts))

    def _count_failure(self, row: InboxRow) -> int:
        with self.office.store.begin() as tx:
            return tx.attempt_failed(row.inbox_id)

    # clock -----------------------------------------------------------------------------------

    async def clock_once(self) -> bool:
        """Works one due case; False where none is due."""
        worked = await self.run_blocking(lambda: handle_due(self.office))
        if worked:
            self.wake_send.set()
        return worked

    # send ------------------------------------------------------------------------------------

    async def send_once(self) -> bool:
        """Claims, sends and settles one message (law 4); False where none may leave now."""
        row = await self.run_blocking(self._claim)
        if row is None:
            return False
        self.office.step("claimed")
        try:
            outcome = await self._send(row)
        except asyncio.CancelledError:
            # Stopped in the middle of it: no lease is left for others to wait for.
            stopped = Outcome("unknown", reason="the bot was stopped before the answer came")
            await asyncio.shield(self.run_blocking(lambda: settle(self.office, row, stopped)))
            raise
        self.office.step("sent")
        await self.run_blocking(lambda: settle(self.office, row, outcome))
        return True

    async def _send(self, row: OutboxRow) -> Outcome:
        content = None
        if row.message.attachment is not None:
            digest = row.message.attachment.digest
            try:
                content = await self.run_blocking(lambda: self.office.documents.get(digest))
            except (KeyError, OSError) as fault:
                log.error("a file to be sent cannot be read: %s", type(fault).__name__)
                return Outcome("refused", reason="the file to be sent cannot be read")
        return await self.messenger.send(row.message, content)

    def _claim(self) -> OutboxRow | None:
        with self.office.store.begin() as tx:
            return tx.claim_outgoing(
                self.owner, self.office.wall.now(), self.pace.lease_seconds,
                overall_gap=self.pace.overall_gap, chat_gap=self.pace.chat_gap,
                group_gap=max(self.pace.group_gap, self.pace.chat_gap),
            )  # fmt: skip

    async def sweep_once(self) -> int:
        """Marks the sendings of dead senders as unknown."""
        return await self.run_blocking(lambda: settle_expired(self.office))

    # all together ----------------------------------------------------------------------------

    async def settle_all(self) -> None:
        """Runs every loop by turns until nothing is left to do: the deterministic run."""
        while True:
            moved = await self.receive_once(0) > 0
            while await self.work_once():
                moved = True
            while await self.clock_once():
                moved = True
            while await self.send_once():
                moved = True
            if not moved:
                return

    async def serve(self, roles: frozenset[str]) -> None:
        """Runs the loops of these roles until stopped; a loop that dies ends the others loudly."""
        self.last_poll = asyncio.get_running_loop().time()
        loops: list[Awaitable[None]] = []
        if "receive" in roles:
            loops += [self._receive(), self._watch()]
        if "work" in roles:
            loops.append(self._work())
        if "clock" in roles:
            loops += [self._repeat(self.clock_once, None), self._sweep()]
        if "send" in roles:
            loops += [
                self._repeat(self.send_once, self.wake_send) for _ in range(self.pace.senders)
            ]
        tasks = [asyncio.ensure_future(loop) for loop in loops]
        stopper = asyncio.ensure_future(self.stopping.wait())
        try:
            done, _ = await asyncio.wait([*tasks, stopper], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopper}:
                _tell(task)
                task.result()
        finally:
            self.stopping.set()
            await _wind_down([*tasks, stopper])

    async def _receive(self) -> None:
        wait = 1.0
        while not self.stopping.is_set():
            try:
                await self.receive_once(self.pace.poll_timeout)
                wait = 1.0
            except MessengerError as fault:
                log.warning("no updates just now: %s", type(fault).__name__)
                if fault.permanent:
                    raise
                await self._pause(fault.retry_after or wait)
                wait = min(30.0, wait * 2)

    async def _watch(self) -> None:
        """A poller that lives but hears nothing must not look healthy (telegram.md)."""
        limit = self.pace.poll_timeout * 4 + 120
        while not self.stopping.is_set():
            await self._pause(15)
            silent = asyncio.get_running_loop().time() - self.last_poll
            if silent > limit:
                log.critical("no answer to getUpdates for %d seconds", silent)

    async def _work(self) -> None:
        tasks: set[asyncio.Task[bool]] = set()
        while not self.stopping.is_set():
            self.wake_work.clear()
            for lane in await self.run_blocking(self._free_lanes):
                if lane not in self.busy:
                    self.busy.add(lane)
                    task = asyncio.ensure_future(self.work_lane(lane))
                    tasks.add(task)
                    task.add_done_callback(self._lane_done(tasks))
            await self._pause(IDLE_SECONDS, self.wake_work)
        if tasks:
            await asyncio.wait(tasks, timeout=10)

    def _lane_done(self, tasks: set[asyncio.Task[bool]]) -> Callable[[asyncio.Task[bool]], None]:
        def done(task: asyncio.Task[bool]) -> None:
            tasks.discard(task)
            if task.cancelled():
                return
            if task.exception():
                log.critical("a lane stopped: %s", type(task.exception()).__name__)
            elif task.result():
                self.wake_work.set()

        return done

    async def _repeat(
        self, step: Callable[[], Awaitable[bool]], wake: asyncio.Event | None
    ) -> None:
        while not self.stopping.is_set():
            if not await step():
                await self._pause(IDLE_SECONDS, wake)

    async def _sweep(self) -> None:
        while not self.stopping.is_set():
            await self.sweep_once()
            await self._pause(5)

    async def _pause(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        waits = [asyncio.ensure_future(self.stopping.wait())]
        if wake is not None:
            waits.append(asyncio.ensure_future(wake.wait()))
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if wake is not None:
            wake.clear()


async def _wind_down(tasks: list[asyncio.Future[Any]]) -> None:
    """Lets what is under way end; what hangs in a long poll is cancelled, as nothing is lost."""
    _, pending = await asyncio.wait(tasks, timeout=3)
    for task in pending:
        task.cancel()
    # Gathered, so that the second to fail does not complain of being overlooked.
    await asyncio.gather(*tasks, return_exceptions=True)


def _tell(task: asyncio.Future[Any]) -> None:
    fault = None if task.cancelled() else task.exception()
    if fault is not None:
        log.critical(
            "stopped by %s; what was not stored is not confirmed to Telegram and comes again",
            type(fault).__name__,
        )


def _update_id(raw: dict[str, object]) -> int:
    number = raw.get("update_id")
    return number if isinstance(number, int) else 0
