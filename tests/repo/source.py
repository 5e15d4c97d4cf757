"""The repository as the tests of this folder see it: files, modules, imports, functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "nlu", "tests")
# What tools and runs leave behind is no part of the repository.
LEFT_BEHIND = frozenset(
    {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache",
     ".hypothesis", ".venv-rasa", "models", ".cache", "dist"}
)  # fmt: skip


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, its path in the repository, its text and tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """(dotted name, line) of everything imported, wherever in the file it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0 and node.module, f"{self.path}: relative import"
                yield node.module, node.lineno
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def modules(under: str = "") -> tuple[Module, ...]:
    """All modules of the packages, or those of one package or module (`bot.case`)."""
    found = [
        _module(path) for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
        if not LEFT_BEHIND & set(path.parts)
    ]  # fmt: skip
    return tuple(m for m in found if not under or m.name == under or m.name.startswith(f"{under}."))


@cache
def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    inside = path.relative_to(ROOT)
    name = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
    return Module(name, inside, text, ast.parse(text))


def files() -> Iterator[Path]:
    """Every file that belongs to the repository, whether written in Python or not."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not LEFT_BEHIND & set(path.relative_to(ROOT).parts):
            yield path
