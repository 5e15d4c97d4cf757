"""The walls between the rooms (architecture.md): who may know whom, and who may touch the world."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.repo.source import Module, modules

# Rooms that decide: standard library only, and of it only what can do nothing to the world.
PURE_LIBRARY = frozenset(
    {"__future__", "collections", "dataclasses", "datetime", "decimal", "enum", "functools",
     "itertools", "math", "operator", "re", "types", "typing", "unicodedata", "zoneinfo"}
)  # fmt: skip
CLOCKS = frozenset({"now", "utcnow", "today", "fromtimestamp"})
WORLD_CALLS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})

# What each room may know of bot; a name stands for itself and everything under it.
MAY_KNOW: dict[str, tuple[str, ...]] = {
    "bot.case": ("bot.case",),
    "bot.procedures": ("bot.case", "bot.procedures"),
    "bot.tracing": (),
    "bot.counters": ("bot.ports", "bot.ports_store"),
    "bot.ports": ("bot.case",),
    "bot.ports_store": ("bot.case", "bot.ports"),
    "bot.handlers": (
        "bot.case", "bot.procedures", "bot.ports", "bot.ports_store", "bot.tracing",
    ),
    "bot.adapters": ("bot.case", "bot.ports", "bot.ports_store", "bot.config", "bot.adapters"),
    # The report's vocabulary and the calendar are parts of config.yml.
    "bot.config": ("bot.case", "bot.config", "bot.adapters.report", "bot.adapters.calendar"),
    # Reading one update and telling a file by its bytes: functions of their argument alone.
    "bot.receiving": (
        "bot.case", "bot.handlers", "bot.ports", "bot.ports_store", "bot.tracing",
        "bot.adapters.content_kind", "bot.adapters.telegram.arrivals",
    ),
    "bot.loops": (
        "bot.handlers", "bot.ports", "bot.ports_store", "bot.receiving", "bot.tracing",
        "bot.adapters.telegram.arrivals",
    ),
    "bot.sandbox": ("bot.sandbox",),
    "nlu": (),
}  # fmt: skip

# Rooms at the edge: they may know much, but not these.
MAY_NOT_KNOW: dict[str, tuple[str, ...]] = {
    "bot.app": ("bot.sandbox", "bot.cli", "bot.demo", "bot.demo_desk", "bot.demo_people"),
    "bot.casefiles": ("bot.sandbox", "bot.cli", "bot.app", "bot.adapters.telegram"),
    "bot.intake": ("bot.sandbox", "bot.cli", "bot.app", "bot.adapters.telegram"),
    "bot.commands_menu": ("bot.sandbox", "bot.cli", "bot.adapters"),
}
# Whoever makes one of these puts the bot together; besides the root only `check` needs the words.
BUILT = {
    "TelegramGateway": {"bot.app"},
    "SqlStore": {"bot.app", "bot.adapters.store.engine"},
    "open_store": {"bot.app"},
    "FolderDocuments": {"bot.app"},
    "TemplateLibrary": {"bot.app", "bot.cli.checking"},
    "EngineUnderstanding": {"bot.adapters.understanding"},
    "Engine": {"bot.app"},
    "Office": {"bot.app"},
}
KNOW_THE_SANDBOX = ("bot.sandbox", "bot.cli", "bot.demo", "bot.demo_desk", "bot.demo_people")


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def known(module: Module) -> list[tuple[str, int]]:
    return [(name, line) for name, line in module.imports() if within(name, ("bot", "nlu"))]


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_knows_only_the_rooms_it_may(room: str) -> None:
    assert modules(room), f"{room} is not there; correct the table"
    strange = [
        f"{module.path}:{line} imports {name}"
        for module in modules(room)
        for name, line in known(module)
        if name != "bot" and not within(name, (*MAY_KNOW[room], room))
        and not (room == "bot.adapters" and within(name, ("nlu",)))
    ]  # fmt: skip
    assert strange == []


@pytest.mark.parametrize("room", MAY_NOT_KNOW)
def test_a_room_at_the_edge_knows_not_what_it_may_not(room: str) -> None:
    assert modules(room), f"{room} is not there; correct the table"
    strange = [
        f"{module.path}:{line} imports {name}"
        for module in modules(room)
        for name, line in known(module)
        if within(name, MAY_NOT_KNOW[room])
    ]
    assert strange == []


def test_every_module_of_the_bot_stands_in_a_room_with_walls() -> None:
    """A new room must say whom it may know."""
    rooms = (*MAY_KNOW, *MAY_NOT_KNOW, *KNOW_THE_SANDBOX, "bot.__main__")
    homeless = [m.name for m in modules("bot") if m.name != "bot" and not within(m.name, rooms)]
    assert homeless == []


def test_only_the_command_line_and_the_demo_know_the_sandbox() -> None:
    strange = [
        f"{module.path}:{line} imports {name}"
        for module in modules("bot")
        if not within(module.name, KNOW_THE_SANDBOX)
        for name, line in known(module)
        if within(name, ("bot.sandbox",))
    ]
    assert strange == []


def test_only_the_adapters_know_the_engine_that_reads_free_text() -> None:
    strange = [
        f"{module.path}:{line}"
        for module in modules("bot")
        if not within(module.name, ("bot.adapters",))
        for name, line in known(module)
        if within(name, ("nlu",))
    ]
    assert strange == []


@pytest.mark.parametrize("room", ["bot.case", "bot.procedures", "bot.ports", "bot.ports_store"])
def test_what_decides_uses_only_what_cannot_touch_the_world(room: str) -> None:
    """Law 2: no input or output, no SQL, no Telegram, no templates; by what is imported."""
    allowed = PURE_LIBRARY | ({"contextlib"} if room == "bot.ports_store" else set())
    strange = [
        f"{module.path}:{line} imports {name}"
        for module in modules(room)
        for name, line in module.imports()
        if not within(name, ("bot",)) and name.partition(".")[0] not in allowed
    ]
    assert strange == []


def clock_calls(module: Module) -> list[str]:
    """Calls that ask the machine for the time."""
    return [
        f"{module.path}:{node.lineno} {ast.unparse(node.func)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value) in ("datetime", "date", "datetime.datetime", "time")
    ]


@pytest.mark.parametrize("room", ["bot.case", "bot.procedures", "bot.handlers"])
def test_time_comes_in_as_an_argument_or_by_its_port(room: str) -> None:
    assert [call for module in modules(room) for call in clock_calls(module)] == []


def test_only_the_root_the_database_and_the_sandbox_ask_for_the_time() -> None:
    may = ("bot.app", "bot.adapters.store.engine", "bot.sandbox.clock")
    asking = {m.name for m in modules("bot") if clock_calls(m)}
    assert asking <= set(may), asking


@pytest.mark.parametrize("room", ["bot.case", "bot.procedures"])
def test_what_decides_calls_nothing_of_the_world(room: str) -> None:
    calls = [
        f"{module.path}:{node.lineno} {node.func.id}"
        for module in modules(room)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in WORLD_CALLS
    ]
    assert calls == []


def test_chance_is_used_only_where_it_comes_in() -> None:
    chance = {"random", "secrets", "uuid"}
    strange = {
        module.name
        for module in modules("bot")
        for name, _ in module.imports()
        if name.partition(".")[0] in chance
    }
    assert strange == {"bot.app"}


@pytest.mark.parametrize("maker", BUILT)
def test_the_bot_is_put_together_in_one_place(maker: str) -> None:
    places = {
        module.name
        for module in modules("bot")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and ast.unparse(node.func).rpartition(".")[2] == maker
    }
    assert places, f"nobody makes {maker}; correct the table"
    assert places <= BUILT[maker]


def test_the_pure_list_names_only_the_standard_library() -> None:
    assert set(sys.stdlib_module_names) >= PURE_LIBRARY - {"__future__"}
