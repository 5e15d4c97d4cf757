"""`run`, `demo`, `sandbox`: the commands that stay until they are stopped."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from bot.adapters.store import AlreadyRunning, process_lock
from bot.app import build_app, database_url, real_world
from bot.cli.command import DONE, Answer, Refusal, add_shared, read_config
from bot.commands_menu import publish_commands
from bot.ports import MessengerError

ROLES = ("all", "receive", "work", "clock", "send")


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


def read_token(environ: Mapping[str, str]) -> str:
    """The bot's token from TELEGRAM_TOKEN or the file TELEGRAM_TOKEN_FILE names; else empty."""
    token = environ.get("TELEGRAM_TOKEN", "").strip()
    path = environ.get("TELEGRAM_TOKEN_FILE", "").strip()
    if token or not path:
        return token
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Refusal(f"TELEGRAM_TOKEN_FILE cannot be read: {error.strerror}") from None


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
    token = read_token(os.environ)
    if not token:
        raise Refusal("no token: set TELEGRAM_TOKEN or TELEGRAM_TOKEN_FILE, or try `demo`")
    roles = frozenset(ROLES[1:] if args.role == "all" else [args.role])

    async def work() -> None:
        app = await build_app(config, var, token, real_world())
        on_signals(app.engine.stopping)
        await publish_commands(app)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        try:
            await app.engine.serve(roles)
        finally:
            await app.close()

    _locked(var, database_url(config, var), work())
    return Answer({"ok": True}, ("stopped",), DONE)


def _locked(var: Path, url: str, work: Coroutine[Any, Any, None]) -> None:
    try:
        if url.startswith("sqlite"):
            with process_lock(var):
                run_to_end(work)
        else:
            run_to_end(work)
    except AlreadyRunning:
        work.close()
        raise Refusal(
            f"another bot works in {var} already; stop it first, or choose another --var"
        ) from None
    except MessengerError as error:
        raise Refusal(f"Telegram does not let this bot in: {error}") from None


def run_demo(args: argparse.Namespace) -> Answer:
    """The demo until stopped."""
    from bot.demo import demo

    config, var = read_config(args)
    if args.fresh and var.exists():
        shutil.rmtree(var)
    _locked(var, database_url(config, var), demo(config, var, args.port, not args.no_samples))
    return Answer({"ok": True}, ("stopped",), DONE)


def run_sandbox(args: argparse.Namespace) -> Answer:
    """The local Telegram until stopped."""
    from bot.sandbox.server import serve
    from bot.sandbox.state import Sandbox

    async def work() -> None:
        stop = asyncio.Event()
        on_signals(stop)
        state = Sandbox()
        runner, port = await serve("127.0.0.1", args.port, state)
        sys.stdout.write(f"ready http://127.0.0.1:{port}\ntoken {state.token}\n")
        sys.stdout.flush()
        await stop.wait()
        await runner.cleanup()

    run_to_end(work())
    return Answer({"ok": True}, ("stopped",), DONE)
