"""Installs, trains, serves and stops the Rasa engine: what `make rasa` calls.

Needs nothing but the standard library, so that it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parent
_VENV = _HERE / ".venv-rasa"
_MODELS = _HERE / "models"
_MODEL = "casebot-nlu"
_PID = _MODELS / "server.pid"
_LOG = _MODELS / "server.log"
_LOCK = _HERE / "requirements-rasa.lock"
_READY_S = 180
# What a model trained by Rasa depends on of our code.
_FEATURES = (
    "normalise.py", "cantonese.py", "ngrams.py", "concepts.py", "encoder.py", "featurizer.py",
    "components/featurizer.py",
)  # fmt: skip
_WANTED = (3, 10)


class Refused(RuntimeError):
    """What stands in the way, in words for whoever called."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command: 0 done, 1 refused with the reason, 2 used wrongly."""
    parser = argparse.ArgumentParser(prog="nlu.rasa_server", description=__doc__)
    parser.add_argument("command", choices=("install", "train", "serve", "stop", "up"))
    parser.add_argument("--port", type=int, default=5005)
    arguments = parser.parse_args(argv)
    try:
        _run(arguments.command, arguments.port)
    except (Refused, subprocess.CalledProcessError) as error:
        print(f"rasa: {error}", file=sys.stderr)
        return 1
    return 0


def _run(command: str, port: int) -> None:
    if command in ("install", "up"):
        install()
    if command in ("train", "up"):
        train()
    if command in ("serve", "up"):
        serve(port)
    if command == "stop":
        stop()


def install() -> None:
    """Make Rasa's own environment from the lock file; does nothing if it is up to date."""
    if installed():
        return
    python = find_python()
    _say(f"installing Rasa with {python}: some minutes, about 2 GB")
    subprocess.run([python, "-m", "venv", "--clear", str(_VENV)], check=True)
    pip = [str(_VENV / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run(
        [*pip, "--disable-pip-version-check", "--require-hashes", "-r", str(_LOCK)], check=True
    )
    shutil.copyfile(_LOCK, _VENV / "lock")


def find_python() -> str:
    """A Python 3.10, from the path or from pyenv; Refused says what was looked for."""
    for candidate in _candidates():
        if _version(candidate) == _WANTED:
            return candidate
    raise Refused(
        "Rasa 3.6 runs on Python 3.10 only, and none was found: neither `python3.10` on the path "
        "nor a 3.10 of pyenv. Install one (`pyenv install 3.10`), or set RASA_PYTHON to it; "
        "without Rasa leave nlu.engine at `embedded`."
    )


def _candidates() -> list[str]:
    named = [os.environ.get("RASA_PYTHON", ""), shutil.which("python3.10") or ""]
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    pyenv = sorted((root / "versions").glob("3.10*/bin/python3.10"), reverse=True)
    return [each for each in (*named, *map(str, pyenv)) if each]


def _version(python: str) -> tuple[int, int] | None:
    try:
        found = subprocess.run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    major, minor = found.stdout.split()
    return int(major), int(minor)


def installed() -> bool:
    """Whether Rasa's environment is there, and from the lock file as it stands."""
    stamp = _VENV / "lock"
    return stamp.is_file() and stamp.read_bytes() == _LOCK.read_bytes()


def train() -> None:
    """Train on `nlu/data/train`, a few minutes; does nothing if the model is up to date."""
    stamp, learnt = _MODELS / "learnt", _learnt_from()
    if _model().is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == learnt:
        return
    _say("training")
    _MODELS.mkdir(exist_ok=True)
    options = ["--config", "nlu/config.yml", "--domain", "nlu/domain.yml"]
    options += ["--nlu", "nlu/data/train", "--out", str(_MODELS), "--fixed-model-name", _MODEL]
    subprocess.run([*_rasa(), "train", "nlu", *options], check=True, cwd=_ROOT, env=_environment())
    stamp.write_text(learnt, encoding="utf-8")


def serve(port: int) -> None:
    """Start the server for others to use and leave it running; `stop` ends it."""
    if _running() is not None:
        raise Refused(f"already running, process {_running()}; `stop` ends it")
    server = start(port)
    _PID.write_text(str(server.pid), encoding="utf-8")
    _say(f"ready http://127.0.0.1:{port}")


def start(port: int) -> subprocess.Popen[bytes]:
    """The server on loopback, once it has answered its first sentence; Refused if it never does."""
    if not _model().is_file():
        raise Refused("no trained model: run `python -m nlu.rasa_server train` first")
    options = ["--enable-api", "--interface", "127.0.0.1", "--port", str(port)]
    options += ["--model", str(_model())]
    with _LOG.open("ab") as log:
        server = subprocess.Popen(
            [*_rasa(), "run", *options],
            cwd=_ROOT,
            env=_environment(),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _wait(server, port)
    return server


def stop() -> None:
    """End the server that `serve` started; fine if there is none."""
    pid = _running()
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        for _ in range(100):
            if _running() is None:
                break
            time.sleep(0.1)
    _PID.unlink(missing_ok=True)


def _running() -> int | None:
    """The process that `serve` noted, if it still is a Rasa server."""
    try:
        pid = int(_PID.read_text(encoding="utf-8"))
        os.kill(pid, 0)
        asked = Path(f"/proc/{pid}/cmdline")
        if asked.exists() and b"rasa" not in asked.read_bytes():
            return None
    except (OSError, ValueError):
        return None
    return pid


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _READY_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Refused(f"the server stopped with code {server.returncode}; see {_LOG.name}")
        if _answers(port):
            return
        time.sleep(0.5)
    server.terminate()
    raise Refused(f"the server was not ready within {_READY_S} s; see {_LOG.name}")


def _answers(port: int) -> bool:
    """Whether a sentence is read; the first takes seconds, so that nobody else waits for it."""
    body = json.dumps({"text": "准备好 ready"}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/model/parse", data=body, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return "intent_ranking" in json.load(answer)
    except (OSError, ValueError):
        return False


def _model() -> Path:
    return _MODELS / f"{_MODEL}.tar.gz"


def _learnt_from() -> str:
    """A hash of all that a trained model depends on: data, pipeline and the shared features."""
    shared = [_HERE / "config.yml", _HERE / "domain.yml", _LOCK, _HERE / "concepts.yml"]
    code = [_HERE / name for name in _FEATURES]
    digest = hashlib.sha256()
    for file in sorted([*shared, *code, *(_HERE / "data" / "train").glob("*.yml")]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _rasa() -> list[str]:
    python = _VENV / "bin" / "python"
    if not python.exists():
        raise Refused("not installed: run `python -m nlu.rasa_server install` first")
    return [str(python), "-m", "rasa"]


def _environment() -> dict[str, str]:
    """Only what Rasa needs: none of the bot's secrets pass."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(_ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        # Several threads only wait for each other on sentences this short.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def _say(line: str) -> None:
    print(f"rasa: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
