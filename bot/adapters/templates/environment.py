"""Jinja as strict as it goes: sandboxed, nothing undefined, nothing printed by accident."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar

from jinja2 import StrictUndefined, TemplateError, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.adapters.templates.moments import Moments
from bot.adapters.templates.terms import Terms

K = TypeVar("K")

# All that a template of the library may raise while it is parsed or rendered.
RENDER_ERRORS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError)

_TAG: Final = r"\{%[-+]?(?:(?!%\}).)*?"
# A line of tags only, the last of which does not itself say (-, +) what becomes of the line's end.
_ONLY_TAGS: Final = re.compile(
    rf"^[ \t]*(?P<first>(?:{_TAG}%\}}[ \t]*)*)(?P<last>{_TAG}(?<![-+]))%\}}[ \t]*\n", re.MULTILINE
)


def source_as_read(text: str) -> str:
    """A template's text in which lines of nothing but tags leave no line behind.

    Jinja's own trimming also joins a line that merely ends with a tag to the next one, which
    whoever writes words does not expect. Line numbers stay as they are.
    """
    return _ONLY_TAGS.sub(r"\g<first>\g<last>\n%}", text)


def environment(language: str, terms: Terms, moments: Moments) -> ImmutableSandboxedEnvironment:
    """The Jinja environment of one language, with the filters term, moment, day and brief."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text, no markup is ever sent
        finalize=_printable,
        cache_size=0,
    )
    made.globals.clear()
    made.filters |= {
        "term": _term(language, terms),
        "moment": _strictly(moments.moment),
        "day": _strictly(moments.day),
        "brief": _brief(moments),
    }
    return made


def _printable(value: object) -> object:
    if isinstance(value, Undefined | str) or (
        isinstance(value, int) and not isinstance(value, bool)
    ):
        return value
    raise ValueError(f"a {type(value).__name__} cannot be printed as it is")


def _term(language: str, terms: Terms) -> Callable[..., str]:
    def term(code: object, vocabulary: str = "") -> str:
        return terms.words(_known(code, str), language, vocabulary)

    return term


def _strictly(words: Callable[[datetime], str]) -> Callable[[object], str]:
    return lambda at: words(_known(at, datetime))


def _brief(moments: Moments) -> Callable[[Context, object], str]:
    @pass_context
    def brief(context: Context, at: object) -> str:
        return moments.brief(_known(at, datetime), _known(context["now"], datetime))

    return brief


def _known(value: object, kind: type[K]) -> K:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, kind):
        raise ValueError(f"is {type(value).__name__}, not {kind.__name__}")
    return value
