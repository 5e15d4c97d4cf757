"""Small files, small functions (style.md): what grows beyond them is split before it is kept."""

from __future__ import annotations

from statistics import quantiles

import pytest

from tests.repo.source import PACKAGES, modules

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONG_FUNCTION = 35  # no more than one in twenty is longer


def lengths(package: str) -> dict[str, int]:
    """Lines of every function, nested ones too, without its decorators."""
    return {
        f"{module.path}:{function.lineno} {function.name}":
            (function.end_lineno or function.lineno) - function.lineno + 1
        for module in modules(package)
        for function in module.functions()
    }  # fmt: skip


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_is_longer_than_four_hundred_lines(package: str) -> None:
    counted = {str(m.path): m.text.count("\n") for m in modules(package)}
    assert len(counted) > 10
    assert {path: lines for path, lines in counted.items() if lines > LONGEST_FILE} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_function_is_longer_than_sixty_lines(package: str) -> None:
    counted = lengths(package)
    assert {name: lines for name, lines in counted.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_nineteen_functions_of_twenty_are_short(package: str) -> None:
    counted = sorted(lengths(package).values())
    assert quantiles(counted, n=20)[-1] <= LONG_FUNCTION
    assert quantiles(counted, n=2)[0] <= 10
