"""`python -m nlu`: parse, train, tune, evaluate, report, convert."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nlu import embedded, rasa_yaml, thresholds
from nlu.evaluation import judge, measure
from nlu.opened import ENGINES, Opened, own_engine


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused or not reached, 2 used wrongly."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        # Whoever read us has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (rasa_yaml.DataError, OSError) as error:
        print(f"nlu: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nlu", description="Reads what people say.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "parse", _parse, "read lines from standard input", "engine", "json", "model")
    _add(commands, "train", _train, "train the embedded engine into a folder", "data", "out")
    _add(commands, "tune", _tune, "choose thresholds on the training set", "tuned")
    _add(commands, "evaluate", _evaluate, "measure on labelled data", *_MEASURING)
    _add(commands, "report", _report, "write tables and pictures", "engine", "report")
    _add(commands, "convert", _convert, "turn public json sets into Rasa YAML", "convert")
    return parser


def _add(commands: Any, name: str, run: object, help_: str, *groups: str) -> None:
    command = commands.add_parser(name, help=help_, description=help_)
    command.set_defaults(run=run)
    for group in groups:
        _OPTIONS[group](command)


def _engine_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--engine", choices=ENGINES, default="embedded")
    command.add_argument("--url", default="http://127.0.0.1:5005", help="where Rasa listens")


def _tuned_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--engine", choices=("embedded", "rasa"), default="embedded")


def _json_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON")


def _model_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--model", type=Path, help="a folder that `train --out` wrote")


def _test_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, required=True, help="file or folder to measure on")
    command.add_argument("--train", type=Path, help="train on this instead of our own set")
    command.add_argument("--cache", type=Path, help="where trained models are kept")


def _data_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, default=None, help="default: our own training set")


def _out_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=None, help="default: the user's cache")


def _report_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=Path("docs/nlu"))
    command.add_argument("--public", type=Path, help="folder that `convert` wrote, measured too")


def _convert_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=Path, help="folder with banking77.json, clinc150.json")
    command.add_argument("--out", type=Path, required=True)


_MEASURING = ("engine", "json", "model", "test")
_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "engine": _engine_option,
    "tuned": _tuned_option,
    "json": _json_option,
    "model": _model_option,
    "test": _test_options,
    "data": _data_option,
    "out": _out_option,
    "report": _report_option,
    "convert": _convert_options,
}


def _parse(arguments: argparse.Namespace) -> int:
    # One JSON object a line, whether or not --json is given; an empty line is a message too.
    with Opened(arguments.engine, arguments.url, model=arguments.model) as parse:
        for line in _lines():
            _print(json.dumps(parse(line).as_dict(), ensure_ascii=False))
    return 0


def _lines() -> Iterator[str]:
    """Standard input line by line; bytes that are no UTF-8 become replacement characters."""
    for raw in sys.stdin.buffer:
        yield raw.rstrip(b"\r\n").decode("utf-8", "replace")


def _print(line: str) -> None:
    # In bytes: the terminal's own encoding may know no Chinese.
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def _train(arguments: argparse.Namespace) -> int:
    if arguments.out is None:
        engine = embedded.EmbeddedEngine.load(arguments.data)
    else:
        engine = own_engine(arguments.data)
        engine.save(arguments.out)
        engine = embedded.EmbeddedEngine.open(arguments.out)
    _print(
        json.dumps({"model_version": engine.model_version, "intents": len(engine.model.intents)})
    )
    return 0


def _tune(arguments: argparse.Namespace) -> int:
    from nlu import tuning

    examples = rasa_yaml.read(embedded.DATA_DIR)
    texts, intents = [e.text for e in examples], [e.intent for e in examples]
    if arguments.engine == "embedded":
        chosen = {"embedded": tuning.tune_embedded(texts, intents)}
    else:
        from nlu.rasa_tuning import tune_rasa

        chosen = {"rasa": tune_rasa(examples)}
    tuning.write(thresholds.DEFAULT_FILE, chosen, embedded.data_hash(embedded.DATA_DIR))
    _print(json.dumps({name: t.as_dict() for name, t in chosen.items()}, ensure_ascii=False))
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from nlu.report import as_text

    examples = rasa_yaml.read(arguments.data)
    with Opened(
        arguments.engine,
        arguments.url,
        train=arguments.train,
        model=arguments.model,
        cache=arguments.cache,
    ) as parse:
        found = {"engine": arguments.engine, **measure(judge(parse, examples))}
    _print(json.dumps(found, ensure_ascii=False) if arguments.json else as_text(found))
    return 0


def _report(arguments: argparse.Namespace) -> int:
    from nlu.report import write_report

    with Opened(arguments.engine, arguments.url) as parse:
        written = write_report(parse, arguments.engine, arguments.out, arguments.public)
    _print("\n".join(str(path) for path in written))
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from nlu.convert_public import convert

    written = convert(arguments.source, arguments.out)
    if not written:
        raise rasa_yaml.DataError(f"{arguments.source}: no json files found")
    _print("\n".join(str(path) for path in written))
    return 0


if __name__ == "__main__":
    sys.exit(main())
