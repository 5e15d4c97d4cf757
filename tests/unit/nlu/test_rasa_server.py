"""Installing, training and starting Rasa: what stands in the way is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu import rasa_server


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without Python 3.10, environment and model."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.delenv("RASA_PYTHON", raising=False)
    monkeypatch.setattr(rasa_server, "_VENV", tmp_path / "venv")
    monkeypatch.setattr(rasa_server, "_MODELS", tmp_path / "models")
    monkeypatch.setattr(rasa_server, "_PID", tmp_path / "models" / "server.pid")
    return tmp_path


def test_without_python_310_the_reason_and_the_way_out_are_named(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rasa_server.main(["install"]) == 1
    said = capsys.readouterr().err
    assert "Python 3.10 only" in said
    assert "RASA_PYTHON" in said


def test_another_python_named_for_310_is_not_taken(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impostor = bare / "python3.10"
    impostor.write_text("#!/bin/sh\necho 3 12\n", "utf-8")
    impostor.chmod(0o755)
    monkeypatch.setenv("RASA_PYTHON", str(impostor))
    with pytest.raises(rasa_server.Refused):
        rasa_server.find_python()


@pytest.mark.parametrize(
    ("command", "reason"), [("train", "not installed"), ("serve", "no trained model")]
)
def test_steps_out_of_order_are_refused(
    bare: Path, capsys: pytest.CaptureFixture[str], command: str, reason: str
) -> None:
    assert rasa_server.main([command]) == 1
    assert reason in capsys.readouterr().err


def test_stopping_what_does_not_run_is_fine(bare: Path) -> None:
    assert rasa_server.main(["stop"]) == 0


def test_a_process_that_only_has_the_number_is_left_alone(bare: Path) -> None:
    (bare / "models").mkdir()
    (bare / "models" / "server.pid").write_text("1", "utf-8")
    assert rasa_server.main(["stop"]) == 0


def test_rasa_gets_none_of_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "secret")
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    assert "secret" not in rasa_server._environment().values()


def test_an_environment_of_another_lock_file_does_not_count(bare: Path) -> None:
    (bare / "venv").mkdir()
    (bare / "venv" / "lock").write_text("rasa==3.0\n", "utf-8")
    assert not rasa_server.installed()
