"""What a template's source asks for: variables, terms by name, codes it tells apart, fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import Environment, meta, nodes

_PARSER: Final = Environment(autoescape=False)  # noqa: S701  parses only, renders nothing
# Jinja finds the variables of a text only where it knows the text's filters.
_PARSER.filters |= dict.fromkeys(("term", "moment", "day", "brief"), str)


def variables(source: str) -> frozenset[str]:
    """The values a text asks for from outside."""
    if "{" not in source:
        return frozenset()
    return frozenset(meta.find_undeclared_variables(_PARSER.parse(source)))


def named_terms(source: str) -> Iterator[str]:
    """The codes that stand in the text itself, as in `{{ 'aml'|term }}`."""
    for found in _PARSER.parse(source).find_all(nodes.Filter):
        if found.name == "term" and isinstance(found.node, nodes.Const):
            yield ".".join([*_constants(found.args), str(found.node.value)])


def told_apart(source: str) -> Mapping[str, tuple[str, ...]]:
    """For each value or field that is compared with codes, those codes in their order."""
    found: dict[str, dict[str, None]] = {}
    for compared in _PARSER.parse(source).find_all(nodes.Compare):
        name = _name(compared.expr)
        codes = [code for operand in compared.ops for code in _constants([operand.expr])]
        found.setdefault(name, {}).update(dict.fromkeys(codes))
    return {name: tuple(codes) for name, codes in found.items() if name and codes}


def conditions(source: str) -> frozenset[str]:
    """The values that a text asks about before it goes on one way or another."""
    tree = _PARSER.parse(source)
    tests = [found.test for found in tree.find_all(nodes.If)]
    tests += [found.test for found in tree.find_all(nodes.CondExpr)]
    names = [name.name for test in tests for name in test.find_all(nodes.Name)]
    return frozenset((*names, *(test.name for test in tests if isinstance(test, nodes.Name))))


def fields(source: str) -> Mapping[str, frozenset[str]]:
    """The fields of rows that a text asks for, each with the filters it is put through."""
    tree = _PARSER.parse(source)
    found: dict[str, set[str]] = {asked.attr: set() for asked in tree.find_all(nodes.Getattr)}
    for filtered in tree.find_all(nodes.Filter):
        if isinstance(filtered.node, nodes.Getattr):
            found[filtered.node.attr].add(filtered.name)
    return {name: frozenset(filters) for name, filters in found.items()}


def _name(expression: nodes.Expr) -> str:
    if isinstance(expression, nodes.Name):
        return expression.name
    return expression.attr if isinstance(expression, nodes.Getattr) else ""


def _constants(expressions: list[nodes.Expr]) -> list[str]:
    found: list[str] = []
    for expression in expressions:
        if isinstance(expression, nodes.Tuple | nodes.List):
            found += _constants(expression.items)
        elif isinstance(expression, nodes.Const) and isinstance(expression.value, str):
            found.append(expression.value)
    return found
