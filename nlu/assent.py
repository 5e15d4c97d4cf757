"""Whether a sentence, in a closed vocabulary, says yes to the facts shown.

No classifier may confirm: whatever the model or the threshold, sentences that only look like a
confirmation get through. A reading here never confirms either; it offers a fresh button bound to
the exact text. Rather a genuine assent missed than a false one offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nlu import assent_words as words
from nlu.normalise import fold

Kind = Literal["assent", "denial", "withdrawal", "agreement", "none"]
_LONGEST = 60


@dataclass(frozen=True)
class AssentReading:
    """`kind` is `none` unless the whole sentence is made of known words; `reason` says why."""

    kind: Kind
    reason: str


# Why a sentence says nothing, most telling first. The closed vocabulary alone would refuse all
# of these; the guards stand in front of it should a later word let one through.
_GUARDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("question", re.compile(r"[?]|吗|是不是|对不对|有没有|谁|哪|什么|怎么|为何|何以|几时")),
    (
        "question by inversion",
        re.compile(
            r"^(?:so |and |but )?(?:is|are|was|were|am|do|does|did|can|could|would|will|should"
            r"|has|have|what|who|where|why|how|which|may|must|shall)\b"
        ),
    ),
    ("quotation", re.compile(r"[\"“”‘’「」『』]|''")),
    ("request", re.compile(r"请|麻烦|帮我|给我|一下|\bplease\b|\bcan you\b|\bneed\b|\bwant\b")),
    (
        "condition",
        re.compile(
            r"如果|假如|要是|除非|才|再|之后|以后|等|的话|万一"
            r"|\b(?:if|unless|once|when|until|provided|after|before)\b"
        ),
    ),
    (
        "hedge",
        re.compile(
            r"应该|好像|大概|可能|或许|印象|似乎|八成|九成|估计|吧|记不|"
            r"\b(?:think|probably|maybe|might|may|guess|perhaps|looks?|seems?|sure not|could|about)\b"
        ),
    ),
    (
        "third person",
        re.compile(
            r"他|她|你|您|同事|老婆|老公|太太|先生|弟|哥|妈|爸|儿子|女儿|经理|朋友|经纪"
            r"|\b(?:he|she|his|her|your?|wife|husband|brother|sister|son|broker|colleague|someone)\b"
        ),
    ),
    (
        "exception",
        re.compile(r"但|不过|除了|只|一半|部分|\b(?:but|except|only|partly|half|apart|first)\b"),
    ),
    ("other time", re.compile(r"明天|昨天|上次|以前|将会|会|\b(?:will|tomorrow|earlier|later)\b")),
    ("sarcasm", re.compile(r"(?:([是对好嗯])\s*,?\s*)\1\s*,?\s*\1|\b(\w+),? \2,? \2\b|呵呵|才怪")),
)
_NEGATION = re.compile(
    r"不|(?<!没)没(?!错|有错|问题|有问题)|无(?!误)|未|否|非|别|勿"
    r"|\b(?:no|not|never|none|nothing|hardly|isn't|wasn't|aren't|weren't|didn't|don't|won't|can't"
    r"|cannot|nor|neither|without|anything)\b|n't\b"
)
_RECEIPT = re.compile(
    r"收到|收悉|收妥|知道|已阅|了解|明白|看到|\b(?:received?|receipt|noted|got it|acknowledged?)\b"
)
_SEPARATORS = frozenset(" ,.!~;:…")
_IN_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'%")


def assent(text: str) -> AssentReading:
    """Whether `text` says that the facts shown are right; never for part of them."""
    return _read(
        text, "assent", words.ASSENT, ((_NEGATION, "negation"), (_RECEIPT, "receipt only"))
    )


def denial(text: str) -> AssentReading:
    """Whether `text` says that it was not the client, or that the facts are wrong."""
    return _read(text, "denial", words.DENIAL, ())


def withdrawal(text: str) -> AssentReading:
    """Whether `text` takes back the wish to close the account."""
    return _read(text, "withdrawal", words.WITHDRAWAL, (), skip=("request",))


def agreement(text: str) -> AssentReading:
    """Whether `text` agrees to the plan or the minutes shown."""
    return _read(
        text,
        "agreement",
        words.AGREEMENT,
        ((_NEGATION, "negation"), (_RECEIPT, "receipt only")),
        skip=("third person",),
    )


def _read(
    text: str,
    kind: Kind,
    units: tuple[str, ...],
    more: Sequence[tuple[re.Pattern[str], str]],
    skip: tuple[str, ...] = (),
) -> AssentReading:
    plain = fold(text).replace("’", "'").replace("´", "'").strip()
    if len(plain) > _LONGEST:
        return AssentReading("none", "too long")
    reason = _guard(plain, more, skip)
    if reason is not None:
        return AssentReading("none", reason)
    fillers = words.FILLERS_OF[kind]
    if not _made_of(plain, (*units, *fillers)):
        return AssentReading("none", "words outside the vocabulary")
    if _made_of(plain, fillers):
        return AssentReading("none", "receipt only")
    return AssentReading(kind, "closed vocabulary")


def _guard(
    plain: str, more: Sequence[tuple[re.Pattern[str], str]], skip: tuple[str, ...]
) -> str | None:
    for reason, pattern in _GUARDS:
        if reason not in skip and pattern.search(plain):
            return reason
    return next((reason for pattern, reason in more if pattern.search(plain)), None)


def _made_of(plain: str, units: tuple[str, ...]) -> bool:
    """Whether `plain` is units from end to end, in any order, with only separators between.

    By reachable places and not by one great pattern, whose backtracking could take seconds.
    """
    unit, reached = _any_of(units), {0}
    ends = [at for at in range(1, len(plain) + 1) if not _inside_word(plain, at)]
    for place in range(len(plain)):
        if place not in reached:
            continue
        if plain[place] in _SEPARATORS:
            reached.add(place + 1)
        elif not _inside_word(plain, place):
            reached.update(end for end in ends if end > place and unit.fullmatch(plain, place, end))
    return len(plain) in reached


def _inside_word(plain: str, at: int) -> bool:
    around = plain[at - 1 : at + 1]
    return len(around) == 2 and all(ch in _IN_WORD for ch in around)


@lru_cache(maxsize=16)
def _any_of(units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{unit})" for unit in units))
