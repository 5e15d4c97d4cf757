"""What a sentence of known words says, clause by clause: the facts right, mine, part of them.

A clause is a string of class letters (assent_words). The rules are a few patterns over such
strings; what none of them knows says nothing. Two letters are told apart here: `r`, a word for
right that may also be an order to put right, and `l`, a past mark (了, 过) that names no doer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlu.assent_tokens import SEPARATOR, Token

_BETWEEN = frozenset("fg")
# A clause that takes the whole sentence back, whatever else it says, and why.
_REFUSALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # "correct the address": an order to change it, unless something is said of it after.
    ("request", re.compile(r"re?[tTMAIde]*[WOPQCXn](?!.*[BRrDhvmFKSb])")),
    # "they sold it", "it was placed": done by somebody else, or by nobody named.
    (
        "third person",
        re.compile(r"(?:^|K)[ydtLAN]*TA?[Dh]|B[AtL]*[Dhp](?!.*[bI])|B[^Ib]*[vu](?!.*[Ib])"),
    ),
    (
        "third person",
        re.compile(r"^(?=.*L)(?![AydtLT]*[Dh])(?!.*(?:BI|[Ib].*[DhvXuSbK]|[DhvXuSK].*[Ib]))"),
    ),
    # "sell all": an order to do it, not a word about what was done.
    ("request", re.compile(r"^(?:[AtTdnLVl]*v[ndAtT]*|[AdnL]*X[nd]*)$")),
    ("part only", re.compile(r"^(?!.*A).*N|^(?!.*[RrBv]).*K[tTMIeA]*P")),
    ("other time", re.compile(r"x.*K|K.*x")),
    # "I confirm my address", "I gave my name", "I closed the account".
    (
        "other object",
        re.compile(r"K[tTMIeA]*[QCH](?!.*[RrBvDh])|[Dh][tTMAdel]*[CQPHW](?!.*[RrBK])"),
    ),
    ("other object", re.compile(r"I[tALd]*[vX][el]*[tTMAId]*[CQH](?!.*[RrBK])")),
    # "I am right", "我没错": of the speaker, not of the facts.
    ("other object", re.compile(r"^[ydTt]*I+B?A?r(?!I)")),
)
_LOOSE = frozenset(
    {
        *("correct", "corect", "corret", "currect", "correkt", "right", "rite", "rigth", "true"),
        *(
            "accurate",
            "exact",
            "valid",
            "对",
            "对的",
            "对呀",
            "对啊",
            "对啦",
            "正确",
            "准确",
            "真实",
            "无错",
        ),
        *("没错", "没有错", "没错的", "没有错的", "没差", "没有差", "没毛病", "没有毛病"),
    }
)
# Adverbs that alone answer "are these facts right?" with yes.
_EMPHATIC = frozenset({"确实", "的确", "绝对", "absolutely", "definitely", "indeed"})
# Papers and money sent are another matter than the facts shown, unless a yes stands beside them.
_HANDED_IN = frozenset(
    {"submitted", "signed", "applied", "filed", "filled in", "handed in", "sent in", "sent off"}
    | {"transferred", "moved", "wired", "took out", "opened", "cashed"}
)
_TAG_WORDS = frozenset({"right", "rite", "rigth"})
_EVERYTHING = frozenset({"everything", "evrything", "the above", "above", "all above"})
_GREETINGS = frozenset(
    (
        "hello",
        "hi",
        "hey",
        "hiya",
        "morning",
        "again",
        "你好",
        "您好",
        "你们好",
        "早晨",
        "早安",
        "喂",
        "嘿",
    )
)
_CHECKS = re.compile("[核查检对逐复经审已一]|(?:double )?checked|reviewed|compared")
_MONEY = re.compile(r"[$¥£元蚊块]|hkd|usd|\d,\d")
_CONFIRMS = re.compile(
    r"^[kydtTbAel]*I*[AB]*K[kelTtAdb]*$|IA?K[eltTMAIdb]*[WOXS]|IA?Kt*T*$|^[ydtA]*[WOX][telA]*[Ib]+e?K"
)
_POSSESSES = re.compile(r"B[AtdekRr]*([ImM]+)")
_THEIRS = re.compile(r"^[teAd]*[CQHn]")
_NO_MATTER = re.compile(r"^[teAd]*[PW]")
_CLAIM = re.compile(r"^[Atydel]*(?:M[td]*[OX]|Ie[OX])[del]*$")
_MINE = re.compile(r"^[AtTOXyd]*m")
_DID = re.compile(r"I[AtLxdT]*[Dh]|^[AdtyL]*[Dh][^CQH]*I")
_DONE = re.compile(r"(B[AtdL]*)?I[AtdxLTNC]*[vXSu](.*)$")
_EMPTY = re.compile(r"^[kFt]*$|^y?A?TA?B$")
_ONLY_ME = re.compile(r"^[yTtA]*BI$")


@dataclass(frozen=True)
class Clause:
    """The letters of a clause without courtesy and adverbs, and the words they stand for."""

    kinds: str
    words: tuple[str, ...]

    def of(self, kinds: str) -> set[str]:
        """Its words of these classes."""
        return {w for w, kind in zip(self.words, self.kinds, strict=True) if kind in kinds}


@dataclass
class Said:
    """What the clauses read so far amount to.

    `soft` are deeds told without saying which, or with a figure or day of one's own: they may be
    another deed than the one shown, and need a yes beside them, as `claims` ("my order") do.
    """

    whole: int = 0
    me: int = 0
    soft: int = 0
    claims: int = 0
    right: int = 0
    yes: int = 0
    identity: int = 0
    beside: int = 0
    fine: int = 0
    checked: int = 0
    money: int = 0
    parts: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def clauses(found: Sequence[Token]) -> list[Clause]:
    """The sentence cut at its breaks; empty clauses are left out."""
    cut: list[list[Token]] = [[]]
    for token in found:
        if token.kind == SEPARATOR:
            cut.append([])
        else:
            cut[-1].append(token)
    return [clause for clause in map(_clause, cut) if clause.kinds]


def greeted(found: Sequence[Token]) -> bool:
    """Whether the sentence greets: then "it's me" says who is there and no more."""
    return any(token.word in _GREETINGS for token in found)


def refusal(found: Sequence[Clause]) -> str | None:
    """Why one clause takes all back: a request, another doer, a part, another time or object."""
    for clause in found:
        for reason, pattern in _REFUSALS:
            if pattern.search(clause.kinds):
                return reason
    return "question" if _tag_question(found) else None


def verdict(found: Sequence[Clause], greeting: bool) -> tuple[bool, str]:
    """Whether the clauses together say that the facts shown are right, and why (not)."""
    said, listed = Said(), set[str]()
    for clause in found:
        _note(said, clause)
        listed = _add(said, clause, listed)
    if greeting and said.yes and not _more_than_yes(said):
        return False, "identity only"
    if said.me and not (greeting and not _spoken(said)):
        said.whole += said.me
    return _weigh(said)


def _more_than_yes(said: Said) -> bool:
    return bool(said.whole or said.right or said.parts or said.me or said.soft or said.claims)


def _tag_question(found: Sequence[Clause]) -> bool:
    if len(found) < 2 or len(found[-1].words) != 1 or found[-1].words[0] not in _TAG_WORDS:
        return False
    return any(clause.kinds not in ("y", "B") for clause in found[:-1])


def _clause(part: Sequence[Token]) -> Clause:
    if len(part) == 1 and part[0].word in _EMPHATIC:
        return Clause("y", (part[0].word,))
    kept = [token for token in part if token.kind not in _BETWEEN]
    return Clause("".join(map(_letter, kept)), tuple(token.word for token in kept))


def _letter(token: Token) -> str:
    if token.kind == "R" and token.word in _LOOSE:
        return "r"
    if token.kind == "e" and not re.search("[的既]", token.word):
        return "l"
    if token.kind == "F" and token.word.isascii():
        return "k"
    if token.word in _HANDED_IN:
        return "h"
    return "p" if token.word == "done" else token.kind


def _spoken(said: Said) -> bool:
    return bool(said.yes or said.right or said.parts or (said.fine and said.checked))


def _weigh(said: Said) -> tuple[bool, str]:
    if said.whole or (_spoken(said) and (said.claims or said.soft)):
        return True, "closed vocabulary"
    if said.soft or said.claims:
        return False, "deed not named"
    if said.identity or said.me:
        return False, "identity only"
    one_named = len(said.parts) == 1 and said.parts <= said.named
    if len(said.parts) > 1 or (said.right and not one_named):
        return True, "closed vocabulary"
    if said.parts:
        return (True, "closed vocabulary") if said.money and not one_named else (False, "part only")
    if (said.yes and not said.beside) or (said.fine and said.checked):
        return True, "closed vocabulary"
    return False, "receipt only"


def _note(said: Said, clause: Clause) -> None:
    kinds = clause.kinds
    said.yes += "y" in kinds or (kinds == "B" and clause.words[0] == "是")
    said.fine += "F" in kinds
    said.named |= clause.of("QC")
    said.checked += any(_CHECKS.match(word) for word in clause.of("V"))
    said.money += any(_MONEY.search(word) for word in clause.of("d"))


def _add(said: Said, clause: Clause, listed: set[str]) -> set[str]:
    """Adds the clause to what is said; gives the parts listed and not yet said to be right."""
    kinds = clause.kinds
    if not kinds.strip("yB") or set(clause.words) <= _TAG_WORDS or _EMPTY.search(kinds):
        return set()
    parts = clause.of("PQCS") | _days(clause) | listed
    if _right(said, clause, parts) or _possession(said, kinds) or _deed(said, kinds):
        return set()
    said.claims += bool(_CLAIM.search(kinds))
    said.identity += "H" in kinds or kinds.strip("yt") == "IB"
    said.beside += 1
    if kinds == "d" and parts:
        said.parts |= parts
        said.named |= parts
    return parts if not kinds.strip("PQCtAdeI") else set()


def _days(clause: Clause) -> set[str]:
    """Days and times that alone are said to be right: a part, unlike sums and case numbers."""
    if re.search("[WOXPQCnIbm]", clause.kinds):
        return set()
    return {word for word in clause.of("d") if not word.startswith("c") and not _MONEY.search(word)}


def _right(said: Said, clause: Clause, parts: set[str]) -> bool:
    kinds = clause.kinds
    named_facts = clause.of("WO") - _EVERYTHING
    if _CONFIRMS.search(kinds):
        said.whole += 1
    elif not re.search("[RrF]", kinds) and not ("k" in kinds and named_facts):
        return False
    elif re.search("W|[OX](?!.*[PQS])", kinds) or (
        "A" in kinds and not re.search("[PQCSHn]", kinds)
    ):
        said.whole += 1
    elif parts:
        said.parts |= parts
        _ = _possession(said, kinds) or _deed(said, kinds)
    elif "H" in kinds:
        said.identity += 1
    elif re.search("[Rr]", kinds):
        said.right += 1
        _ = _possession(said, kinds) or _deed(said, kinds)
    else:
        return False
    return True


def _possession(said: Said, kinds: str) -> bool:
    if _MINE.search(kinds):
        return _count(said, kinds, "whole")
    found = _POSSESSES.search(kinds)
    if found is None:
        return False
    before, after, owner = kinds[: found.start()], kinds[found.end() :], found.group(1)
    if _THEIRS.search(after) or (re.search("[CQH]", before) and not re.search("[OX]", before)):
        said.identity += 1
        return True
    if ("I" in before and "K" not in before) or ("n" in before and not re.search("[OX]", before)):
        said.identity += 1
        return True
    if re.search("[PW]", before):
        return False
    if _NO_MATTER.search(after):
        return _count(said, kinds, "claims")
    if owner.endswith("M") and not re.search("[OXS]", after):
        return False
    return _count(said, kinds, "me" if _ONLY_ME.search(kinds) else "whole")


def _deed(said: Said, kinds: str) -> bool:
    if "b" in kinds and "V" not in kinds:
        return _count(said, kinds, "whole")
    if _DID.search(kinds):
        return _count(said, kinds, "whole" if re.search("D.*[TOXI]|h.*I", kinds) else "soft")
    found = _DONE.search(kinds)
    if found is None:
        return False
    if found.group(1) or re.search("[eRrK]", found.group(2)):
        return _count(said, kinds, "whole")
    return _count(said, kinds, "soft") if found.group(2) else False


def _count(said: Said, kinds: str, what: str) -> bool:
    if what == "whole" and re.search("[dx]", kinds):
        what = "soft"
    setattr(said, what, getattr(said, what) + 1)
    return True
