"""Each bad file is found wrong where and why it says, and each rule has a bad file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import ConfigError, ConfigProblem, load_config
from bot.config.limits import LIMITS
from bot.config.reading import document_of
from bot.config.rules import RULES
from bot.config.shape_problems import shape_of
from bot.config.sound import Sound, broken_rules
from tests.playbook.bad_files import bad_files, expected, full_text, remarks

BAD = bad_files()


def problems_of(text: str, folder: Path) -> tuple[ConfigProblem, ...]:
    """All that is wrong with a configuration."""
    path = folder / "config.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_config(path)
    return refused.value.problems


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_found_wrong_where_and_why_it_says(bad: Path, tmp_path: Path) -> None:
    text = bad.read_text(encoding="utf-8")
    wanted = expected(text)
    found = problems_of(full_text(text), tmp_path)
    left = list(found)
    for path, reason in wanted:
        match = next((p for p in left if p.path == path and reason in p.reason), None)
        assert match, f"no problem at {path!r} because of {reason!r} among {found}"
        left.remove(match)
    assert not left, "a bad file has nothing wrong but what it is there for"


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_bad_file_says_first_what_it_expects(bad: Path) -> None:
    text = bad.read_text(encoding="utf-8")
    assert text.startswith("# expects: ")
    assert all(reason for _, reason in expected(text))
    assert set(remarks(text, "mode")) <= {"whole", "appended"}


def test_every_rule_has_a_bad_file() -> None:
    broken = set()
    for bad in BAD:
        text = bad.read_text(encoding="utf-8")
        if "whole" in remarks(text, "mode"):
            continue
        document = document_of(full_text(text))
        sound = Sound(document.data, [loc for loc, _ in shape_of(document)[1]])
        broken |= {rule for rule in RULES if list(broken_rules(sound, [rule]))}
    assert {rule.__name__ for rule in RULES} == {rule.__name__ for rule in broken}


def test_every_limit_has_a_bad_file() -> None:
    paths = {path for bad in BAD for path, _ in expected(bad.read_text(encoding="utf-8"))}
    assert {limit.path for limit in LIMITS} <= paths
