"""The evaluation as text, Markdown, JSON and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from nlu import embedded, rasa_yaml, side_by_side
from nlu.evaluation import Judged, judge, measure
from nlu.thresholds import load as load_thresholds
from nlu.understanding import Understanding

_HEAD = (
    ("sentences", "sentences"),
    ("accuracy", "accuracy"),
    ("in_scope_accuracy", "accuracy in scope"),
    ("macro_f1", "macro-F1"),
    ("coverage", "coverage (in scope, accepted)"),
    ("accepted_accuracy", "right of what was accepted"),
    ("out_of_scope", "out-of-scope sentences"),
    ("out_of_scope_rejected", "out of scope rejected"),
)
_COLUMNS = ("accuracy", "macro_f1", "coverage", "accepted_accuracy", "out_of_scope_rejected")
_DATA = Path(__file__).with_name("data")
_MOST_CONFUSED = 30


def as_text(found: dict[str, Any]) -> str:
    """A report for the terminal: Markdown that reads as plain text."""
    return "\n".join(
        [
            f"engine: {found.get('engine', '')}",
            *(f"{name}: {_shown(found[key])}" for key, name in _HEAD),
            f"latency: p50 {found['latency_ms']['p50']} ms, p99 {found['latency_ms']['p99']} ms",
            *_confirm_lines(found),
            "",
            *_table("language", found["per_language"], ("labelled", *_COLUMNS)),
            "",
            *_table(
                "intent",
                found["per_intent"],
                ("sentences", "precision", "recall", "f1", "coverage"),
            ),
            "",
            *_confusion_lines(found),
        ]
    )


def write_report(
    parse: Callable[..., Understanding], engine: str, out: Path, public: Path | None
) -> list[Path]:
    """Measure `engine` on the test set, the traps and the genuine assents; write all files."""
    out.mkdir(parents=True, exist_ok=True)
    test = rasa_yaml.read(_DATA / "test")
    tested = judge(parse, test)
    around = judge(parse, [*_read(_DATA / "traps"), *_read(_DATA / "assent")])
    found: dict[str, Any] = {
        "engine": engine,
        "model_version": tested[0].read.model_version,
        "training_data": embedded.data_hash(embedded.DATA_DIR),
        "test": measure(tested),
        "writer_known": measure(judge(parse, test, writer_known=True)),
        "traps": measure(around),
        "risk_coverage": risk_coverage(tested),
    }
    pictures = _pictures(found, tested, engine, out)
    written = [*_write_texts(found, engine, out, pictures), *pictures]
    if public is not None and engine == "embedded":
        written.append(_as_json(measure_public(public), out / "public.json"))
    return [*written, *side_by_side.refresh(out)]


def measure_public(folder: Path) -> dict[str, Any]:
    """The embedded engine trained and measured on each set that `convert` wrote."""
    from nlu.opened import own_engine

    sets = sorted(path.parent for path in folder.glob("*/train.yml"))
    return {
        each.name: measure(
            judge(own_engine(each / "train.yml", None).parse, rasa_yaml.read(each / "test.yml"))
        )
        for each in sets
    }


def risk_coverage(judged: Sequence[Judged]) -> list[list[float]]:
    """[coverage, share right] over in-scope sentences, the surest first."""
    inside = [j for j in judged if not j.out]
    sure = sorted(inside, key=lambda j: -j.read.confidence)
    right, curve = 0, []
    for taken, j in enumerate(sure, start=1):
        right += j.right
        if taken * 50 // len(sure) != (taken - 1) * 50 // len(sure):
            curve.append([round(taken / len(sure), 4), round(right / taken, 4)])
    return curve


def _read(path: Path) -> list[rasa_yaml.Example]:
    return rasa_yaml.read(path) if path.exists() else []


def _write_texts(
    found: dict[str, Any], engine: str, out: Path, pictures: Iterable[Path]
) -> list[Path]:
    as_markdown = out / f"{engine}.md"
    as_markdown.write_text("\n".join(_markdown(found, pictures)) + "\n", encoding="utf-8")
    return [_as_json(found, out / f"{engine}.json"), as_markdown]


def _as_json(found: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _markdown(found: dict[str, Any], pictures: Iterable[Path]) -> list[str]:
    test, traps, engine = found["test"], found["traps"], found["engine"]
    lines = [
        f"# The {engine} engine, measured",
        "",
        f"Made by `python -m nlu report --engine {engine} --out docs/nlu`. Model "
        f"`{found['model_version']}`; training data `{found['training_data'][:12]}`.",
        "",
        "| measure | value |",
        "|---|---|",
        *(f"| {name} | {_shown(test[key])} |" for key, name in _HEAD),
        f"| latency p50 / p99, ms | {test['latency_ms']['p50']} / {test['latency_ms']['p99']} |",
        "",
        "## Confirming",
        "",
        *(f"- {line}" for line in (*_confirm_lines(test), *_confirm_lines(traps, "traps: "))),
        "",
        *_table("near", traps["traps"], ("sentences", "read_so", "accepted_so")),
        "",
        "## By language",
        "",
        *_table("language", test["per_language"], ("labelled", *_COLUMNS)),
        "",
        "With the writer known, as in the bot, where clients do not ask what staff ask:",
        "",
        *_table("language", found["writer_known"]["per_language"], ("labelled", *_COLUMNS)),
        "",
        "## By intent",
        "",
        *_table(
            "intent", test["per_intent"], ("sentences", "precision", "recall", "f1", "coverage")
        ),
        "",
        "## Taken for one another",
        "",
        *_confusion_lines(test),
        *_threshold_lines(engine),
    ]
    for picture in pictures:
        lines += ["", f"![{picture.stem}]({picture.name})"]
    return lines


def _confirm_lines(found: dict[str, Any], where: str = "") -> list[str]:
    wrong, offers = found["false_confirms"], found["assent"]
    return [
        f"{where}read as confirm and accepted, though none: {wrong['accepted']} of {wrong['of']} "
        f"(highest class alone: {wrong['highest_class']})",
        f"{where}closed-vocabulary reader: offers a confirmation for {offers['offered']} of "
        f"{offers['confirms']} that confirm, falsely for {offers['false_offers']}",
    ]


def _confusion_lines(found: dict[str, Any]) -> list[str]:
    rows = found["confusion"][:_MOST_CONFUSED]
    lines = [f"| {row['is']} | {row['read_as']} | {row['times']} |" for row in rows]
    return ["| is | read as | times |", "|---|---|---|", *lines]


def _threshold_lines(engine: str) -> list[str]:
    chosen = load_thresholds("embedded" if engine == "both" else engine).as_dict()
    named = ", ".join(f"{name} {at}" for name, at in chosen["intents"].items())
    return [
        "",
        "## Thresholds",
        "",
        f"Default {chosen['default']}. {named}. Why: `nlu/thresholds.json`.",
    ]


def _table(key: str, rows: dict[str, Any], columns: Sequence[str]) -> list[str]:
    head = [f"| {' | '.join((key, *columns))} |", f"|{'---|' * (len(columns) + 1)}"]
    return head + [
        f"| {' | '.join((name, *(_shown(row.get(column)) for column in columns)))} |"
        for name, row in rows.items()
    ]


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.1%}" if isinstance(value, float) else str(value)


def _pictures(
    found: dict[str, Any], judged: Sequence[Judged], engine: str, out: Path
) -> list[Path]:
    try:
        from nlu import pictures
    except ImportError:
        return []
    return [
        pictures.confusion(judged, out / f"confusion-{engine}.png"),
        pictures.risk_coverage(found["risk_coverage"], engine, out / f"risk-coverage-{engine}.png"),
    ]
