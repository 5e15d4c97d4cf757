"""A demo in a process of its own, driven as a stranger would: by commands and over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180.0
# Nothing of the machine's own settings must reach what is tested.
UNSET = ("TELEGRAM_TOKEN", "TELEGRAM_TOKEN_FILE", "TELEGRAM_API_URL", "DATABASE_URL")
Json = dict[str, Any]


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this one's, without settings for the bot."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


def bot(
    *words: str, var: Path | None = None, config: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """Runs one command to its end."""
    given = [*words, *(["--var", str(var)] if var else []),
             *(["--config", str(config)] if config else [])]  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "bot", *given], cwd=ROOT, env=environment(**(env or {})),
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S, check=False,
    )  # fmt: skip


def document(
    *words: str, var: Path | None = None, config: Path | None = None, code: int = 0
) -> Any:
    """The one JSON document that a command gives on standard output with --json."""
    done = bot(*words, "--json", var=var, config=config)
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return json.loads(done.stdout)


def quick_config(folder: Path) -> Path:
    """The shipped configuration without the engine for free text, which some tests do not need."""
    shipped = (ROOT / "config.yml").read_text(encoding="utf-8")
    assert shipped.count("engine: embedded") == 1
    path = folder / "config.yml"
    path.write_text(shipped.replace("engine: embedded", "engine: none"), encoding="utf-8")
    return path


@dataclass
class Demo:
    """A demo that has said that it is ready."""

    process: subprocess.Popen[str]
    url: str

    def get(self, path: str) -> Json:
        """A GET; gives the answer, also an error's."""
        return _answer(urllib.request.Request(self.url + path))

    def post(self, path: str, body: Json) -> Json:
        """A POST of JSON."""
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return _answer(urllib.request.Request(self.url + path, data, headers))

    def wait_for(self, what: str, found: Callable[[], Any]) -> Any:
        """Asks again until there is something; fails after a while, or when the demo has ended."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            assert self.process.poll() is None, "the demo has ended"
            if result := found():
                return result
            time.sleep(0.05)
        raise AssertionError(f"waited for {what} in vain")

    def stop(self) -> int:
        """Ends it as the system would; gives the exit code."""
        self.process.terminate()
        return self.process.wait(timeout=60)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=60)


def _answer(request: urllib.request.Request) -> Json:
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: Json = json.loads(answer.read())
    except urllib.error.HTTPError as error:
        found = json.loads(error.read())
    return found


@contextmanager
def running(
    var: Path, *options: str, config: Path | None = None, command: str = "demo"
) -> Iterator[Demo]:
    """A demo on a free port, ready; ended when the block is left."""
    given = [command, "--port", "0", "--var", str(var), *options]
    if config:
        given += ["--config", str(config)]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *given], cwd=ROOT, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    told: list[str] = []
    assert process.stdout and process.stderr
    reader = threading.Thread(target=lambda: told.extend(process.stderr or []), daemon=True)
    reader.start()
    watchdog = threading.Timer(PATIENCE_S, process.kill)
    watchdog.start()
    try:
        line = process.stdout.readline()
        watchdog.cancel()
        assert line.startswith("ready http://127.0.0.1:"), f"{line!r} {''.join(told)}"
        yield Demo(process, line.split()[1])
    finally:
        watchdog.cancel()
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
        process.stdout.close()
        reader.join(timeout=5)
        process.stderr.close()
