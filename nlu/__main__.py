"""`python -m nlu`: parse, train, tune, evaluate, report, convert."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from nlu import embedded, rasa_yaml, thresholds
from nlu.embedded import EmbeddedEngine
from nlu.evaluation import judge, measure
from nlu.understanding import AsyncEngine, Understanding

ENGINES = ("embedded", "rasa", "both")
Parse = Callable[[str], Understanding]
_HERE = Path(__file__).parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused or not reached, 2 used wrongly."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (rasa_yaml.DataError, ConnectionError) as error:
        print(f"nlu: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nlu", description="Reads what people say.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "parse", _parse, "read lines from standard input", "engine", "json")
    _add(commands, "train", _train, "train the embedded engine into a folder", "data", "out")
    _add(commands, "tune", _tune, "choose thresholds on the training set", "engine")
    _add(commands, "evaluate", _evaluate, "measure on labelled data", "engine", "json", "test")
    _add(commands, "report", _report, "write tables and pictures", "engine", "report")
    _add(commands, "convert", _convert, "turn public json sets into Rasa YAML", "convert")
    return parser


def _add(commands, name: str, run: object, help_: str, *groups: str) -> None:  # type: ignore[no-untyped-def]
    command = commands.add_parser(name, help=help_, description=help_)
    command.set_defaults(run=run)
    for group in groups:
        _OPTIONS[group](command)


def _engine_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--engine", choices=ENGINES, default="embedded")
    command.add_argument("--url", default="http://127.0.0.1:5005", help="where Rasa listens")


def _json_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON document")


def _test_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, required=True, help="file or folder to measure on")
    command.add_argument("--train", type=Path, help="train on this instead of our own set")
    command.add_argument("--cache", type=Path, help="where trained models are kept")


def _data_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, default=embedded.DATA_DIR)


def _out_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=None, help="default: the user's cache")


def _report_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=Path("docs/nlu"))
    command.add_argument("--public", type=Path, help="folder that `convert` wrote, measured too")


def _convert_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=Path, help="folder with banking77.json, clinc150.json")
    command.add_argument("--out", type=Path, required=True)


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "engine": _engine_option,
    "json": _json_option,
    "test": _test_options,
    "data": _data_option,
    "out": _out_option,
    "report": _report_option,
    "convert": _convert_options,
}


def _parse(arguments: argparse.Namespace) -> int:
    with _Reader(arguments.engine, arguments.url) as parse:
        for line in sys.stdin:
            if line.strip():
                print(_shown(parse(line.rstrip("\n")), as_json=arguments.json), flush=True)
    return 0


def _shown(read: Understanding, *, as_json: bool) -> str:
    # The contract: one JSON object a line; --json is accepted and changes nothing.
    del as_json
    return json.dumps(read.as_dict(), ensure_ascii=False)


def _train(arguments: argparse.Namespace) -> int:
    engine = EmbeddedEngine.load(arguments.data, arguments.out)
    print(json.dumps({"model_version": engine.model_version, "intents": len(engine.model.intents)}))
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
    print(json.dumps({name: t.as_dict() for name, t in chosen.items()}, ensure_ascii=False))
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from nlu.report import as_text

    examples = rasa_yaml.read(arguments.data)
    with _Reader(arguments.engine, arguments.url, arguments.train, arguments.cache) as parse:
        found = measure(judge(parse, examples))
    found = {"engine": arguments.engine, **found}
    print(json.dumps(found, ensure_ascii=False) if arguments.json else as_text(found))
    return 0


def _report(arguments: argparse.Namespace) -> int:
    from nlu.report import write_report

    with _Reader(arguments.engine, arguments.url) as parse:
        written = write_report(parse, arguments.engine, arguments.out, arguments.public)
    print("\n".join(str(path) for path in written))
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from nlu.convert_public import convert

    written = convert(arguments.source, arguments.out)
    print("\n".join(str(path) for path in written))
    return 0 if written else 1


class _Reader:
    """One engine as a plain function, with whatever it needs kept open around it."""

    def __init__(
        self, engine: str, url: str, train: Path | None = None, cache: Path | None = None
    ) -> None:
        self._engine, self._url, self._train, self._cache = engine, url, train, cache
        self._runner = asyncio.Runner()
        self._remote: AsyncEngine | None = None

    def __enter__(self) -> Parse:
        if self._engine == "rasa":
            return self._asked(None)
        local = own_engine(self._train, self._cache)
        local.warm_up()
        return local.parse if self._engine == "embedded" else self._asked(local)

    def __exit__(self, *_: object) -> None:
        close = getattr(self._remote, "close", None)
        if close is not None:
            self._runner.run(close())
        self._runner.close()

    def _asked(self, local: EmbeddedEngine | None) -> Parse:
        from nlu.rasa_engine import BothEngine, RasaClient, RasaOnly

        client = RasaClient(self._url)
        self._remote = RasaOnly(client) if local is None else BothEngine(client, local)
        self._runner.run(client.warm_up())
        remote = self._remote
        return lambda text: self._runner.run(remote.understand(text))


def own_engine(train: Path | None, cache: Path | None) -> EmbeddedEngine:
    """Our own engine, or one trained and tuned on another set."""
    if train is None:
        return EmbeddedEngine.load(cache_dir=cache)
    from nlu.tuning import tune_embedded

    examples = rasa_yaml.read(train)
    tuned = tune_embedded([e.text for e in examples], [e.intent for e in examples])
    return EmbeddedEngine.load(train, cache, tuned)


if __name__ == "__main__":
    sys.exit(main())
