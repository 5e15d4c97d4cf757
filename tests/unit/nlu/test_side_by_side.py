"""The table of both engines in `nlu/README.md`."""

from __future__ import annotations

import json
from pathlib import Path

from nlu import side_by_side

DOCS = Path(side_by_side.__file__).parents[1] / "docs" / "nlu"


def report(accuracy: float) -> dict[str, object]:
    language = {name: {"accuracy": accuracy} for name in ("en", "zh-Hans", "zh-Hant")}
    return {
        "test": {
            "accuracy": accuracy,
            "macro_f1": None,
            "coverage": 0.8,
            "accepted_accuracy": 0.97,
            "out_of_scope_rejected": 1.0,
            "per_language": language,
            "false_confirms": {"accepted": 0},
            "latency_ms": {"p50": 1.5, "p99": 2.5},
        },
        "writer_known": {"accuracy": accuracy},
    }


def test_the_readme_shows_the_reports_as_they_are() -> None:
    assert side_by_side.table(DOCS) in side_by_side.README.read_text("utf-8")


def test_each_engine_measured_has_its_column(tmp_path: Path) -> None:
    (tmp_path / "embedded.json").write_text(json.dumps(report(0.935)), "utf-8")
    (tmp_path / "rasa.json").write_text(json.dumps(report(0.9)), "utf-8")
    public = {"banking77": {"accuracy": 0.931}}
    (tmp_path / "public.json").write_text(json.dumps(public), "utf-8")
    lines = side_by_side.table(tmp_path).splitlines()
    assert lines[0] == "|  | embedded | rasa |"
    assert "| accuracy, test set | 93.5% | 90.0% |" in lines
    assert "| macro-F1 | – | – |" in lines
    assert "| others accepted as `confirm`, test set | 0 | 0 |" in lines
    assert "| Banking77, all 77 intents | 93.1% | – |" in lines


def test_only_the_place_of_the_table_is_rewritten(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- the table -->\nold\n<!-- end of the table -->\nb\n", "utf-8")
    (tmp_path / "embedded.json").write_text(json.dumps(report(0.9)), "utf-8")
    assert side_by_side.refresh(tmp_path, readme) == [readme]
    text = readme.read_text("utf-8")
    assert text.startswith("a\n<!-- the table -->\n|  | embedded |")
    assert text.endswith("|\n<!-- end of the table -->\nb\n")
    assert "old" not in text


def test_a_readme_without_that_place_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("nothing here\n", "utf-8")
    assert side_by_side.refresh(tmp_path, readme) == []
    assert readme.read_text("utf-8") == "nothing here\n"
