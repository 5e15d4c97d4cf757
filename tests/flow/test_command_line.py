"""The command line's contract, as a stranger's script relies on it: subprocesses and HTTP only."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.flow.running_demo import ROOT, Demo, bot, document, quick_config, running

REPORT = """客户ID,姓名,风险类型,严重程度,手机,说明,客户经理
80001,何志明,缺材料,中,+85291230001,欠住址證明,E001
80002,Amy Wong,Outstanding Debt,high,+85291230002,Margin loan,E001
80003,李小龍,打翻了茶,中,+85291230003,—,E001
80001,何志明,缺材料,中,+85291230001,欠住址證明,E001
"""
PHONE = "+85291230001"
CASE_KEYS = {"case_no", "client", "state", "severity", "handler", "next_due", "outcome"}
ENTRY_KEYS = {"seq", "at", "actor", "kind", "body", "cause", "prev_hash", "hash"}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped configuration, without the engine for free text."""
    return quick_config(tmp_path_factory.mktemp("config"))


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A folder for data that does not exist yet."""
    return tmp_path / "var"


@dataclass(frozen=True)
class Taken:
    """A folder in which a report was taken; three of its rows are good, one of them twice."""

    var: Path
    report: Path
    answer: dict[str, Any]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory, config: Path) -> Taken:
    """The folder that tests look at; whoever changes it works on a copy."""
    folder = tmp_path_factory.mktemp("taken")
    report = folder / "daily.csv"
    report.write_text(REPORT, encoding="utf-8")
    answer = document("intake", str(report), var=folder / "var", config=config, code=1)
    return Taken(folder / "var", report, answer)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, config: Path) -> Iterator[tuple[Demo, Path]]:
    """A demo with its samples, and its folder."""
    var = tmp_path_factory.mktemp("demo")
    with running(var, config=config) as found:
        yield found, var


# reports and files -------------------------------------------------------------------------------


def test_a_report_is_taken_and_its_wrong_row_named(taken: Taken) -> None:
    assert set(taken.answer) >= {"taken", "skipped", "refused", "cases"}
    assert (taken.answer["taken"], taken.answer["skipped"]) == (2, 1)
    assert [case_no[:2] for case_no in taken.answer["cases"]] == ["C-", "C-"]
    (refused,) = taken.answer["refused"]
    assert (refused["row"], refused["value"]) == (4, "打翻了茶")
    assert refused["column"]
    assert refused["reason"]


def test_the_same_report_is_taken_once_only(taken: Taken, config: Path) -> None:
    again = document("intake", str(taken.report), var=taken.var, config=config, code=1)
    assert (again["taken"], again["skipped"], again["cases"]) == (0, 3, [])


def test_a_good_report_ends_with_zero(taken: Taken, config: Path, tmp_path: Path) -> None:
    report = tmp_path / "good.csv"
    report.write_text("".join(REPORT.splitlines(keepends=True)[:3]), encoding="utf-8")
    found = document("intake", str(report), var=taken.var, config=config)
    assert found["refused"] == []


def test_a_report_that_is_not_there_is_refused(taken: Taken, config: Path) -> None:
    found = document("intake", "nowhere.xlsx", var=taken.var, config=config, code=1)
    assert found["ok"] is False
    assert "nowhere.xlsx" in found["error"]


def test_cases_can_be_listed_and_filtered(taken: Taken, config: Path, tmp_path: Path) -> None:
    rows = document("cases", var=taken.var, config=config)
    assert [row["case_no"] for row in rows] == taken.answer["cases"]
    assert all(set(row) >= CASE_KEYS for row in rows)
    book = tmp_path / "list.xlsx"
    words = ("cases", "--severity", "high", "--xlsx", str(book))
    (high,) = document(*words, var=taken.var, config=config)
    assert high["client"] == "80002"
    shown = [[cell.value for cell in row] for row in load_workbook(book).worksheets[0].iter_rows()]
    assert len(shown) == 2
    assert shown[1][:3] == [high["case_no"], "Amy Wong", "高 HIGH"]


def test_a_case_file_shows_its_state_and_every_entry(taken: Taken, config: Path) -> None:
    found = document("casefile", taken.answer["cases"][1], var=taken.var, config=config)
    assert set(found) == {"case", "entries"}
    entries = found["entries"]
    assert all(set(entry) >= ENTRY_KEYS for entry in entries)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert all(one["hash"] == other["prev_hash"] for one, other in pairwise(entries))
    assert entries[0]["kind"] == "case.opened"
    assert found["case"]["severity"] == "high"


@pytest.mark.parametrize("command", ["casefile", "verify"])
def test_a_file_that_is_not_there_is_refused(taken: Taken, config: Path, command: str) -> None:
    found = document(command, "C-2026-999999", var=taken.var, config=config, code=1)
    assert found["ok"] is False
    assert "C-2026-999999" in found["error"]


# links -------------------------------------------------------------------------------------------


def test_an_invitation_is_a_link_with_its_payload_and_end(taken: Taken, config: Path) -> None:
    found = document("invite", "80001", var=taken.var, config=config)
    assert set(found) >= {"link", "payload", "expires"}
    assert found["link"].endswith(f"?start={found['payload']}")
    assert 1 <= len(found["payload"]) <= 64
    assert found["payload"] not in (taken.var / "casebot.sqlite").read_bytes().decode("latin-1")


def test_nobody_is_invited_who_is_not_on_the_register(taken: Taken, config: Path) -> None:
    assert "99999" in document("invite", "99999", var=taken.var, config=config, code=1)["error"]


def test_staff_are_invited_with_a_role(var: Path, config: Path) -> None:
    words = ("staff", "invite", "--name", "Wu Min", "--role")
    found = document(*words, "compliance", var=var, config=config)
    assert set(found) >= {"link", "payload", "expires"}
    assert bot(*words, "king", var=var, config=config).returncode == 2


# proving -----------------------------------------------------------------------------------------


def test_a_whole_folder_is_proved(taken: Taken, config: Path) -> None:
    found = document("verify", var=taken.var, config=config)
    assert found["ok"] is True
    assert found["first_broken"] is None
    assert found["cases"] >= 2
    assert found["entries"] > found["cases"]


def test_the_first_entry_that_was_tampered_with_is_named(
    taken: Taken, config: Path, var: Path
) -> None:
    shutil.copytree(taken.var, var)
    case_no = taken.answer["cases"][1]
    tamper(var / "casebot.sqlite", case_no)
    found = document("verify", var=var, config=config, code=1)
    assert found["ok"] is False
    assert found["first_broken"] == {"case_no": case_no, "seq": 2, "harm": "changed"}
    told = bot("verify", case_no, var=var, config=config)
    assert told.returncode == 1
    assert f"BROKEN: {case_no} entry 2" in told.stdout


def tamper(database: Path, case_no: str) -> None:
    """Changes an entry as somebody with full rights over the file could."""
    with sqlite3.connect(database) as connection:
        changing = "UPDATE entries SET body = replace(body, 'high', 'low')"
        with pytest.raises(sqlite3.Error):
            connection.execute(f"{changing} WHERE file_no = ? AND seq = 2", [case_no])
        guards = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entries'"
        ).fetchall()
        for (guard,) in guards:
            connection.execute(f'DROP TRIGGER "{guard}"')
        done = connection.execute(f"{changing} WHERE file_no = ? AND seq = 2", [case_no])
        assert done.rowcount == 1
    connection.close()


# checking ----------------------------------------------------------------------------------------


def test_the_shipped_configuration_has_no_problem() -> None:
    assert document("check") == {"ok": True, "problems": []}


def test_every_problem_of_a_configuration_is_told_at_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    text = (ROOT / "config.yml").read_text(encoding="utf-8")
    assert text.count("engine: embedded") == 1
    text = text.replace("engine: embedded", "engine: psychic")
    bad.write_text(text.replace("overall_per_second:", "overall_per_seconds:"), encoding="utf-8")
    found = document("check", config=bad, code=1)
    assert found["ok"] is False
    paths = {problem["path"] for problem in found["problems"]}
    assert {"nlu.engine", "telegram.overall_per_seconds"} <= paths
    assert all(set(problem) == {"path", "value", "reason"} for problem in found["problems"])
    told = bot("check", config=bad)
    assert told.returncode == 1
    assert len(told.stdout.splitlines()) == len(found["problems"])
    refused = bot("run", config=bad, var=tmp_path / "var")
    assert refused.returncode == 1
    assert all(path in refused.stderr for path in paths)


def test_a_code_without_words_is_a_problem(tmp_path: Path) -> None:
    text = (ROOT / "config.yml").read_text(encoding="utf-8")
    bad = tmp_path / "bad.yml"
    for before, after in (("      - identity_card\n", "      - moonlight\n"),
                          ("      missing_documents: [", "moonlight, ")):  # fmt: skip
        assert text.count(before) == 1
        text = text.replace(before, before + after)
    bad.write_text(text, encoding="utf-8")
    (problem,) = document("check", config=bad, code=1)["problems"]
    assert problem["value"] == "moonlight"
    assert "no words" in problem["reason"]


def test_the_doctor_looks_at_everything_and_names_a_cure(var: Path, config: Path) -> None:
    found = document("doctor", var=var, config=config)
    assert found["ok"] is True
    assert {check["name"] for check in found["checks"]} >= {
        "python", "config", "folder", "database", "token",
    }  # fmt: skip
    assert all(set(check) == {"name", "ok", "detail", "cure"} for check in found["checks"])


# used wrongly ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["demo", "staff invite"])
def test_every_command_answers_help(command: str) -> None:
    done = bot(*command.split(), "--help")
    assert done.returncode == 0
    assert {"--config", "--var", "--json"} <= set(done.stdout.replace(",", " ").split())


@pytest.mark.parametrize("words", [[], ["dance"], ["run", "--role", "sing"]], ids=str)
def test_what_is_used_wrongly_ends_with_two_and_says_nothing_on_standard_output(
    words: list[str],
) -> None:
    done = bot(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage: python -m bot" in done.stderr


def test_without_a_token_the_bot_says_what_to_do(var: Path, config: Path) -> None:
    done = bot("run", "--json", var=var, config=config)
    assert done.returncode == 1
    assert json.loads(done.stdout)["ok"] is False
    assert "TELEGRAM_TOKEN" in done.stderr
    assert "TELEGRAM_TOKEN_FILE" in done.stderr
    assert "demo" in done.stderr


def test_a_token_is_never_told(var: Path, config: Path, tmp_path: Path) -> None:
    secret = "7000001:" + "x" * 35
    token = tmp_path / "token"
    token.write_text(secret, encoding="utf-8")
    env = {"TELEGRAM_TOKEN_FILE": str(token), "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    done = bot("run", var=var, config=config, env=env)
    assert done.returncode == 1
    assert secret not in done.stdout + done.stderr


# the demo ----------------------------------------------------------------------------------------


def test_commands_work_beside_a_running_demo(
    demo: tuple[Demo, Path], config: Path, tmp_path: Path
) -> None:
    found, var = demo
    report = tmp_path / "daily.csv"
    report.write_text(REPORT, encoding="utf-8")
    assert document("intake", str(report), var=var, config=config, code=1)["taken"] == 2
    payload = document("invite", "80001", var=var, config=config)["payload"]
    client = enrol(found, payload)
    rows = document("cases", var=var, config=config)
    case_no = next(row["case_no"] for row in rows if row["client"] == "80001")
    notice = found.wait_for("the notice", lambda: buttons_of(found, client))
    found.post(f"/sandbox/people/{client}/press", {"button": notice[0][0]["text"]})
    found.wait_for("the press in the file", lambda: "press" in received(found, case_no))
    assert document("verify", var=var, config=config)["ok"] is True


def enrol(demo: Demo, payload: str) -> int:
    """Opens the link on a new phone and goes through it."""
    person = demo.post("/sandbox/people", {"first_name": "志明", "phone": PHONE,
                                           "language_code": "zh-hant"})  # fmt: skip
    client = int(person["id"])
    demo.post(f"/sandbox/people/{client}/messages", {"text": f"/start {payload}"})
    asked = demo.wait_for("the privacy notice", lambda: buttons_of(demo, client))
    demo.post(f"/sandbox/people/{client}/press", {"button": asked[0][0]["text"]})
    demo.wait_for("the question for the contact", lambda: wants_contact(demo, client))
    demo.post(f"/sandbox/people/{client}/contact", {})
    demo.wait_for("the enrolment", lambda: not wants_contact(demo, client))
    return client


def buttons_of(demo: Demo, person: int) -> list[Any]:
    """The buttons under the newest message of the bot."""
    messages = demo.get(f"/sandbox/people/{person}/chat")["messages"]
    keyboard = messages[-1].get("keyboard") or {}
    return keyboard["rows"] if keyboard.get("type") == "inline" else []


def wants_contact(demo: Demo, person: int) -> bool:
    """Whether the phone shows the button that shares the own number."""
    return bool(demo.get(f"/sandbox/people/{person}/chat").get("reply_keyboard"))


def received(demo: Demo, case_no: str) -> list[str]:
    """What came in a case, in order: text, press and so on."""
    entries = demo.get(f"/demo/casefile/{case_no}")["entries"]
    return [entry["body"]["what"] for entry in entries if entry["kind"] == "received"]


def test_a_second_bot_on_the_same_folder_is_refused(demo: tuple[Demo, Path], config: Path) -> None:
    for words in (("demo", "--port", "0"), ("demo", "--port", "0", "--fresh")):
        done = bot(*words, var=demo[1], config=config)
        assert done.returncode == 1
        assert str(demo[1]) in done.stderr
    assert len(document("cases", var=demo[1], config=config)) >= 3


def test_a_port_that_is_taken_is_refused(demo: tuple[Demo, Path], config: Path, var: Path) -> None:
    port = demo[0].url.rpartition(":")[2]
    for command in ("demo", "sandbox"):
        done = bot(command, "--port", port, var=var, config=config)
        assert done.returncode == 1
        assert "--port" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_demo_that_was_killed_and_started_again_has_kept_everything(
    var: Path, config: Path
) -> None:
    with running(var, config=config) as demo:
        person = int(demo.get("/demo/clients")["clients"][0]["person_id"])
        demo.post(f"/sandbox/people/{person}/messages", {"text": "/status"})
        demo.wait_for("the answer", lambda: buttons_of(demo, person))
        demo.post("/sandbox/clock", {"advance_s": 86_400.0})
        before = demo.get("/sandbox/clock")["now"]
        cases = {row["case_no"]: row for row in demo.get("/demo/cases")["cases"]}
        entries = {no: demo.get(f"/demo/casefile/{no}")["entries"] for no in cases}
        people = [one["id"] for one in demo.get("/sandbox/people")["people"]]
        demo.kill()
    with running(var, config=config) as demo:
        assert demo.get("/sandbox/clock")["now"] > before
        assert {row["case_no"] for row in demo.get("/demo/cases")["cases"]} == set(cases)
        for case_no, known in entries.items():
            kept = demo.get(f"/demo/casefile/{case_no}")["entries"]
            assert kept[: len(known)] == known
        assert [one["id"] for one in demo.get("/sandbox/people")["people"]] == people
        assert demo.get("/demo/verify")["ok"] is True
        demo.post(f"/sandbox/people/{person}/messages", {"text": "/status"})
        demo.wait_for("an answer after the restart", lambda: buttons_of(demo, person))
        assert demo.stop() == 0


def test_a_fresh_demo_forgets_what_was_and_leaves_alone_what_is_not_its_own(
    var: Path, config: Path
) -> None:
    var.mkdir()
    (var / "own-notes.txt").write_text("not the demo's", encoding="utf-8")
    with running(var, "--no-samples", config=config) as demo:
        assert demo.get("/demo/cases")["cases"] == []
        demo.post("/sandbox/people", {"first_name": "Somebody"})
    with running(var, "--no-samples", "--fresh", config=config) as demo:
        assert demo.get("/sandbox/people")["people"] == []
    assert (var / "own-notes.txt").exists()


def test_the_sandbox_runs_alone(var: Path) -> None:
    with running(var, command="sandbox") as demo:
        assert demo.get("/sandbox/people")["ok"] is True
        assert demo.get("/demo/cases")["error_code"] == 404
        assert demo.stop() == 0
