"""Reading config.yml: what comes out of the shipped file, and how mistakes are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.templates.terms import read_terms
from bot.config import (
    Config,
    ConfigError,
    ConfigProblem,
    codes_without_words,
    load_config,
    settings_from_environment,
    telegram_token,
)
from bot.config.building import build
from bot.config.limits import LIMITS, Limit
from bot.config.reading import document_of, read_document
from bot.config.rules import RULES
from bot.config.shape_problems import shape_of
from bot.config.sound import Sound, broken_rules

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "config.yml"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(SHIPPED)


def refused(text: str, folder: Path) -> dict[str, ConfigProblem]:
    """The problems of a configuration by their paths."""
    path = folder / "config.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(path)
    return {problem.path: problem for problem in error.value.problems}


def test_the_shipped_playbook_holds_the_requirements_numbers(config: Config) -> None:
    rules = config.playbook
    assert rules.alerts.response_hours == {"medium": 24, "high": 24}
    assert (rules.checkin.ask_days, rules.checkin.task_day, rules.checkin.breach_day) == (
        (7, 21, 28),
        29,
        30,
    )
    assert (rules.complaint_hours, rules.enrolment_tries) == (48, 3)
    assert rules.documents.by_risk_type["credit"] == ("income_proof", "repayment_plan")
    assert rules.documents.max_bytes == 20_000_000
    assert rules.suspension.scopes["legal_dispute"] == ("closing", "transfer_out")
    assert rules.suspension.silent_types == ("aml",)


def test_the_shipped_firm_works_in_hong_kong(config: Config) -> None:
    rules = config.playbook
    assert rules.zone.key == "Asia/Hong_Kong"
    assert (rules.office_opens, rules.office_closes) == (time(9), time(18))
    assert not rules.calendar.is_working_day(date(2026, 7, 1)), "HKSAR Establishment Day"
    assert rules.calendar.is_working_day(date(2026, 7, 2))
    assert config.timezone_names["zh-Hant"] == "香港時間"


def test_the_shipped_report_words_are_read(config: Config) -> None:
    assert "客户ID" in config.report.columns["client_id"]
    assert config.report.risk_types.keys() == set(config.playbook.documents.by_risk_type)
    assert config.report.severities["low"][-2:] == ("1", "Low Risk"), "1 is a word here"


def test_the_shipped_deployment_needs_no_service(config: Config) -> None:
    assert config.storage.database is None
    assert config.nlu.engine == "embedded"
    assert config.telegram.base_file_url == "https://api.telegram.org/file/bot"
    assert config.telegram.overall_gap_s == pytest.approx(0.04)
    assert config.telegram.download_limit_bytes == 20 * 1024 * 1024
    assert config.repeat_unknown == {"notice": "never", "courtesy": "repeat"}


def test_storage_counts_from_the_files_folder(config: Config) -> None:
    assert config.storage.var == ROOT / "var"


def test_every_code_that_people_read_has_words(config: Config) -> None:
    terms, _ = read_terms(ROOT / "templates")
    assert codes_without_words(config, terms.codes()) == ()


def test_a_code_without_words_is_told_once(config: Config) -> None:
    known = set(read_terms(ROOT / "templates")[0].codes())
    missing = codes_without_words(config, known - {"closing"})
    assert [(problem.path, problem.value) for problem in missing] == [
        ("playbook.suspension.scopes.default[0]", "closing")
    ]


def test_all_problems_are_told_at_once_in_the_files_order(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    text = text.replace("zone: Asia/Hong_Kong", "zone: Atlantis")
    text = text.replace("      high: 24", '      high: "24"')
    text = text.replace("ask_days: [7, 21, 28]", "ask_days: [7, 40, 2]")
    text = text.replace("engine: embedded", "motor: embedded")
    assert list(refused(text, tmp_path)) == [
        "calendar.zone",
        "playbook.alerts.response_hours.high",
        "playbook.checkin.ask_days[2]",
        "playbook.checkin.ask_days[1]",
        "nlu.engine",
        "nlu.motor",
    ]


def test_a_problem_names_its_line_and_value(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("task_day: 29", "task_day: 30")
    line = text[: text.index("task_day: 30")].count("\n") + 1
    problem = refused(text, tmp_path)["playbook.checkin.task_day"]
    assert (problem.line, problem.value) == (line, 30)


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (ConfigProblem("a.b[1]", 40, "is too much", 7), "config.yml:7: a.b[1]: 40: is too much"),
        (ConfigProblem("a.b", "24", "is text", 7), 'config.yml:7: a.b: "24": is text'),
        (ConfigProblem("a", None, "is missing", 1), "config.yml:1: a: is missing"),
        (ConfigProblem("DATABASE_URL", "x", "is odd"), 'DATABASE_URL: "x": is odd'),
        (ConfigProblem("", None, "is empty", 1), "config.yml:1: is empty"),
    ],
)
def test_a_problem_is_told_on_one_line(problem: ConfigProblem, told: str) -> None:
    assert problem.told("config.yml") == told


def test_one_mistake_hides_no_other_in_the_same_section(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    text = text.replace("ask_days: [7, 21, 28]", "ask_days: often").replace(
        "breach_day: 30", "breach_day: 29"
    )
    found = refused(text, tmp_path)
    assert set(found) == {"playbook.checkin.ask_days", "playbook.checkin.task_day"}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path / "config.yml")
    (problem,) = error.value.problems
    assert "No such file" in problem.reason


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.yml"
    path.write_bytes("firm: 启明".encode("gb18030"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(path)


def test_a_mark_at_the_beginning_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.yml"
    path.write_bytes(b"\xef\xbb\xbf" + SHIPPED.read_bytes())
    assert load_config(path).playbook.task_hours == 24


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("18:00", "18:00"),
        ("0911", "0911"),
        ("no", "no"),
        ("2026-09-08", "2026-09-08"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("24", 24),
        ("1.05", 1.05),
        ("true", True),
        ("", None),
    ],
)
def test_yaml_means_what_a_reader_sees(written: str, read: object) -> None:
    assert document_of(f"key: {written}").data == {"key": read}


def test_endless_nesting_ends_with_a_reason(tmp_path: Path) -> None:
    assert "nested too deeply" in refused("[" * 100_000, tmp_path)[""].reason


def test_no_secret_of_the_file_is_told(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    text = text.replace("  token_env: TELEGRAM_TOKEN", f"  token: {TOKEN}\n  token_env: {TOKEN}")
    text = text.replace('phone: "+852 3700 0000"', f"phone: {TOKEN}")
    text = text.replace("database: null", "database: mysql://casebot:hunter2@db/casebot")
    told = repr(refused(text, tmp_path))
    assert "telegram.token_env" in told
    assert "storage.database" in told
    assert "firm.phone" in told
    assert "AAHdqTcv" not in told
    assert "hunter2" not in told


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.path)
def test_a_limit_allows_what_lies_within_it(limit: Limit) -> None:
    least = limit.least + 0.5 if limit.above else limit.least
    assert limit.broken_by(least) == ""
    assert limit.broken_by(limit.most) == ""
    assert "expected at most" in limit.broken_by(limit.most + 1)
    assert "expected" in limit.broken_by(limit.least if limit.above else limit.least - 1)


def places(section: dict[str, Any]) -> list[list[str]]:
    """The keys to every value of the shipped file."""
    return [
        [key, *rest]
        for key, value in section.items()
        for rest in [[], *(places(value) if isinstance(value, dict) else [])]
    ]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(place=st.sampled_from(places(read_document(SHIPPED).data)), junk=JUNK)  # type: ignore[arg-type]
def test_whatever_stands_in_the_file_is_used_or_told(place: list[str], junk: object) -> None:
    document = read_document(SHIPPED)
    section: Any = document.data
    for key in place[:-1]:
        section = section[key]
    section[place[-1]] = junk
    read, misshapen = shape_of(document)
    broken = list(broken_rules(Sound(document.data, [loc for loc, _ in misshapen]), RULES))
    if misshapen or broken:
        assert all(p.reason for p in [*broken, *(problem for _, problem in misshapen)])
    else:
        assert read is not None
        assert build(read, ROOT).playbook.zone


def test_the_environment_gives_the_secrets(config: Config) -> None:
    given = settings_from_environment(
        config,
        {
            "TELEGRAM_TOKEN": f" {TOKEN}\n",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "DATABASE_URL": "postgresql://casebot:hunter2@db/casebot",
        },
    )
    assert telegram_token(given.telegram) == TOKEN
    assert given.telegram.base_url == "http://127.0.0.1:8081/bot"
    assert given.storage.database == "postgresql://casebot:hunter2@db/casebot"
    assert "hunter2" not in repr(given)
    assert "AAHdqTcv" not in repr(given)


def test_an_empty_environment_changes_nothing(config: Config) -> None:
    assert settings_from_environment(config, {"DATABASE_URL": "", "PATH": "/bin"}) == config


def test_the_token_may_stand_in_a_file(config: Config, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    environ = {"TELEGRAM_TOKEN_FILE": str(tmp_path / "token")}
    assert telegram_token(settings_from_environment(config, environ).telegram) == TOKEN


def test_the_variables_name_is_the_firms_choice(config: Config) -> None:
    named = replace(config, telegram=replace(config.telegram, token_env="BOT_ONE"))
    assert settings_from_environment(named, {"BOT_ONE": TOKEN}).telegram.token == TOKEN


def test_a_missing_token_names_the_variable(config: Config) -> None:
    with pytest.raises(ConfigError, match="TELEGRAM_TOKEN: is not set"):
        telegram_token(config.telegram)


@pytest.mark.parametrize(("content", "why"), [(None, "cannot be read"), ("\n", "is empty")])
def test_a_useless_token_file_is_told(
    config: Config, tmp_path: Path, content: str | None, why: str
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    found = settings_from_environment(config, {"TELEGRAM_TOKEN_FILE": str(file)})
    with pytest.raises(ConfigError, match=f"TELEGRAM_TOKEN_FILE: .*{why}"):
        telegram_token(found.telegram)


def test_the_environments_problems_are_told_at_once_and_without_secrets(config: Config) -> None:
    with pytest.raises(ConfigError) as error:
        settings_from_environment(
            config,
            {
                "TELEGRAM_TOKEN": TOKEN,
                "TELEGRAM_TOKEN_FILE": "token",
                "TELEGRAM_API_URL": "http://far.example",
                "DATABASE_URL": "mysql://casebot:hunter2@db/casebot",
            },
        )
    problems = error.value.problems
    assert [p.path for p in problems] == ["TELEGRAM_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL"]
    assert "hunter2" not in repr(problems)
    assert "AAHdqTcv" not in repr(problems)
