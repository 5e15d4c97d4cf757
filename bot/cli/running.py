"""`run`, `demo`, `sandbox`: the commands that stay until they are stopped."""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.adapters.store import AlreadyRunning, process_lock
from bot.app import build_app, database_url, real_world
from bot.cli.command import Answer, Refusal, add_shared, announce, read_config, store_at, told
from bot.commands_menu import publish_commands
from bot.config import Config, ConfigError, telegram_token
from bot.ports import MessengerError

ROLES = ("all", "receive", "work", "clock", "send")
STOPPED = Answer(None, ("stopped",))
TRY_DEMO = "  `python -m bot demo` needs none."


def add_commands(commands: Any) -> None:
    """Declares the commands of this file."""
    run: argparse.ArgumentParser = commands.add_parser("run", help="the bot on real Telegram")
    run.add_argument("--role", choices=ROLES, default="all")
    add_shared(run)
    run.set_defaults(run=run_bot)
    demo: argparse.ArgumentParser = commands.add_parser(
        "demo", help="a local Telegram, the bot and sample people in one process"
    )
    demo.add_argument("--port", type=int, default=8090)
    demo.add_argument("--fresh", action="store_true", help="begin with an empty --var")
    demo.add_argument("--no-samples", action="store_true", help="no sample people or alerts")
    add_shared(demo)
    demo.set_defaults(run=run_demo)
    alone: argparse.ArgumentParser = commands.add_parser("sandbox", help="the local Telegram alone")
    alone.add_argument("--port", type=int, default=8090)
    add_shared(alone)
    alone.set_defaults(run=run_sandbox)


def run_to_end(work: Coroutine[Any, Any, None]) -> None:
    """Runs until done, on uvloop where it is there."""
    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
        return
    uvloop.run(work)


def on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT end the loops in order; nothing under way is lost either way."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)


def run_bot(args: argparse.Namespace) -> Answer:
    """Serves until stopped."""
    config, var = read_config(args)
    try:
        token = telegram_token(config.telegram)
    except ConfigError as error:
        raise Refusal("\n".join(["no token to run with:", *told(args, error), TRY_DEMO])) from None
    roles = frozenset(ROLES[1:] if args.role == "all" else [args.role])

    async def work() -> None:
        app = await build_app(config, var, token, real_world(), store=store_at(config, var))
        on_signals(app.engine.stopping)
        await publish_commands(app)
        announce(args, "ready", ready=app.office.bot_username)
        try:
            await app.serve(roles)
        finally:
            await app.close()

    with _alone(config, var):
        _to_end(work())
    return STOPPED


@contextmanager
def _alone(config: Config, var: Path) -> Iterator[None]:
    """Holds the folder where the database is a file in it (durability.md rule 6)."""
    if not database_url(config, var).startswith("sqlite"):
        yield
        return
    try:
        var.mkdir(parents=True, exist_ok=True)
        with process_lock(var):
            yield
    except AlreadyRunning:
        raise Refusal(
            f"another bot works in {var} already; stop it first, or choose another --var"
        ) from None
    except OSError as error:
        raise Refusal(f"{var} cannot be used: {error.strerror}; choose another --var") from None


def _to_end(work: Coroutine[Any, Any, None]) -> None:
    try:
        run_to_end(work)
    except MessengerError as error:
        raise Refusal(f"Telegram does not let this bot in: {error}") from None
    except DBAPIError as error:
        raise Refusal(
            f"the database failed ({type(error.orig).__name__}), so the bot has stopped; "
            "what was not stored is not confirmed to Telegram and comes again"
        ) from None


def run_demo(args: argparse.Namespace) -> Answer:
    """The demo until stopped."""
    from bot.demo import demo, make_empty

    config, var = read_config(args)
    with _alone(config, var):
        if args.fresh:
            make_empty(config, var)
        ready = partial(_ready, args)
        _to_end(demo(config, var, args.port, not args.no_samples, ready))
    return STOPPED


def _ready(args: argparse.Namespace, url: str) -> None:
    announce(args, f"ready {url}", ready=url)


def run_sandbox(args: argparse.Namespace) -> Answer:
    """The local Telegram until stopped."""
    from bot.demo import serve_sandbox
    from bot.sandbox.state import Sandbox

    async def work() -> None:
        stop = asyncio.Event()
        on_signals(stop)
        state = Sandbox()
        runner, port = await serve_sandbox(args.port, state)
        url = f"http://127.0.0.1:{port}"
        announce(args, f"ready {url}", f"token {state.token}", ready=url, token=state.token)
        await stop.wait()
        await runner.cleanup()

    run_to_end(work())
    return STOPPED
