"""The words of the tone lint, with what to say instead (R16, R29, R30, R33, R96, R110)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

CHINESE: Final = ("zh-Hans", "zh-Hant")
ENGLISH: Final = ("en",)
EVERY: Final = (*CHINESE, *ENGLISH)

_DENIED: Final = (
    r"(?:不|未|无法|無法)\w{0,3}$|\b(?:not|no|never|cannot|can't|without)\s+(?:\w+\s+)?$"
)
_IF: Final = r"(?:如|如果|如您|若|假如|要是|when|if|where|in case)\s*$"


@dataclass(frozen=True)
class Rule:
    """A pattern that is found, unless what stands before it on the line fits `unless_after`."""

    languages: tuple[str, ...]
    pattern: re.Pattern[str]
    why: str
    unless_after: re.Pattern[str] | None = None
    jargon: bool = False


class _Tone(NamedTuple):
    """One kind of wrong tone; both scripts stand in a Chinese pattern."""

    why: str
    chinese: str
    english: str
    unless_after: str = ""


_TONE: Final = (
    _Tone(
        why="blames the reader: say what is missing and what we do together",
        chinese=(
            r"您[违違]反|您[没沒]有|您未能|您未按|您拒[绝絕]|都是您|[责責]任在您|您的(?:[错錯]|[过過][错錯]|失[误誤])"
            r"|您[应應][该該]早|您交[错錯]|由于您的|由於您的"
        ),
        english=(
            r"you (?:failed|violated|neglected|refused|ignored|did not|didn't|have not|haven't)"
            r"|your (?:fault|mistake|failure|negligence)|you should have|you were supposed"
            r"|because of you"
        ),
        unless_after=_IF,
    ),
    _Tone(
        why="promises an outcome: say what we do and by when",
        chinese=(
            r"保[证證](?!金)|承[诺諾]|肯定|[绝絕][对對]|必定|百分之百|100%|包您|[没沒][问問][题題]"
            r"|一定(?![的期程]|[时時][间間])"
        ),
        english=(
            r"guarantee\w*|promis\w+|definitely|certainly|absolutely|for sure|100%|no problem"
            r"|rest assured|without fail|no doubt"
        ),
        unless_after=_DENIED,
    ),
    _Tone(
        why="sends the reader away: name the next step that we take",
        chinese=(
            r"不[归歸]我[们們]管|不[属屬]於?于?我[们們]|找[别別其]的?他?部[门門]|系[统統](?:就|便)是?[这這]樣?样?"
            r"|我[们們]也?[没沒]有?[办辦]法|不是我[们們]的[问問][题題]|[与與]我[们們][无無][关關]|[爱愛]莫能助"
        ),
        english=(
            r"not our (?:problem|department|responsibility|job|fault)|nothing we can do"
            r"|how the system works|(?:ask|contact|try) (?:an)?other department|out of our hands"
            r"|not my job"
        ),
    ),
    _Tone(
        why="threatens: state the effect and the way out",
        chinese=(
            r"[后後]果自[负負]|否[则則][后後]果|追究|起[诉訴]您|黑名[单單]|最[后後]机?機?[会會]|[强強]制[执執]行"
            r"|否[则則]我[们們][将將]"
        ),
        english=(
            r"or else|at your own risk|face the consequences|legal action against you|we will sue"
            r"|blacklist\w*|prosecut\w+|last chance|final warning"
        ),
    ),
    _Tone(
        why="sells: nothing is offered in a closing",
        chinese=(
            r"[优優]惠|限[时時](?:[优優]|[抢搶])|[礼禮]品|新[产產]品|理[财財][产產]品|投[资資]机?機?[会會]|高收益"
            r"|[尊专專]享|推[荐薦][产產]品|挽留"
        ),
        english=(
            r"special offer|discount\w*|promotion\w*|investment opportunit\w+|new products?"
            r"|bonus\w*|upgrade\w*|exclusive offer|high returns?"
        ),
    ),
    _Tone(
        why="leans on an unnamed rule: name the source and say why",
        chinese=r"[规規]定必[须須]|必[须須][这這][样樣]|[规規]定如此|公司[规規]定您",
        english=r"those are the rules|it is our policy|policy requires|the rules say",
    ),
)

# what is found -> what to say instead
_JARGON: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (CHINESE, r"敞口", "尚未收回的金额"),
    (CHINESE, r"[头頭]寸", "持仓 / 持倉"),
    (CHINESE, r"[轧軋]差", "相抵后的差额"),
    (CHINESE, r"[双雙][录錄]", "录音录像 / 錄音及錄影"),
    (CHINESE, r"[穿][透]", "核实最终的人"),
    (CHINESE, r"[闭閉][环環]", "办完"),
    (CHINESE, r"留痕", "记录 / 紀錄"),
    (CHINESE, r"[风風]控", "风险管理人员"),
    (CHINESE, r"尽调|盡調|[尽盡][职職][调調][查]", "核实资料"),
    (CHINESE, r"三方存管", "与证券账户连接的银行"),
    (CHINESE, r"[标標]的(?:物|[证證]券)", "所涉证券"),
    (CHINESE, r"平[仓倉][线線]", "合约写明的比例"),
    (CHINESE, r"斬倉|斩仓|爆仓|爆倉", "强制卖出 / 強制賣出"),
    (CHINESE, r"反洗[钱錢]|打[击擊]洗[钱錢]|可疑交易", "账户复核: the reason is confidential"),
    (CHINESE, r"工[单單]", "个案编号"),
    (EVERY, r"\bSLA\b", "time limit / 处理时限"),
    (EVERY, r"\bKYC\b", "identity check / 身份核实"),
    (EVERY, r"\bAML\b", "account review: the reason is confidential"),
    (EVERY, r"\bT\+\d\b", "the date itself"),
    (EVERY, r"\bOTP\b", "code"),
    (ENGLISH, r"\bmoney.laundering\b|\bsuspicious (?:transaction|report)s?\b", "account review"),
    (ENGLISH, r"\bexposure\b", "amount still owed"),
    (ENGLISH, r"\bnetting\b", "setting off"),
    (ENGLISH, r"\bliquidat\w+\b", "sale / sold under the contract"),
    (ENGLISH, r"\bonboard\w*\b", "opening / registration"),
    (ENGLISH, r"\bescalat\w+\b", "passed to our compliance department"),
    (ENGLISH, r"\bremediat\w+\b", "putting right"),
    (ENGLISH, r"\bdue diligence\b", "checks"),
    (ENGLISH, r"\bcounterpart(?:y|ies)\b", "the other side"),
    (ENGLISH, r"\bdelinquen\w+\b", "overdue"),
    (ENGLISH, r"\bpursuant to\b", "under"),
    (ENGLISH, r"\bhere(?:in|by|with|to|after)\b|\baforementioned\b", "plain words"),
    (ENGLISH, r"\bnotwithstanding\b", "despite"),
    (ENGLISH, r"\btickets?\b", "case"),
    (ENGLISH, r"\butili[sz]e\w*\b", "use"),
)  # fmt: skip

# Mainland wording -> Hong Kong wording (the glossary's habits); for staff as well.
_NOT_HONG_KONG: Final[tuple[tuple[str, str], ...]] = (
    ("信息", "資料 / 訊息"),
    ("短信", "短訊"),
    ("[賬帳]戶", "戶口"),
    ("網路", "網絡"),
    ("質量", "質素"),
    ("反饋", "意見 / 回覆"),
    ("材料", "文件"),
    ("視頻", "影片"),
    ("登錄", "登入"),
    ("默認", "預設"),
    ("郵箱", "電郵"),
    ("銷戶|註銷", "結束戶口"),
    ("客戶經理", "客戶主任"),
    ("營業部", "分行"),
    ("身份證", "身分證"),
    ("轉人工", "轉接客戶服務員"),
    ("還款方案", "還款計劃"),
    ("[户账采范围]", "戶 / 帳 / 採 / 範 / 圍"),
)

_OPEN_BLANK: Final = (
    r"(?<![A-Za-z])[X×Ｘ]{2,}(?![A-Za-z])|_{2,}|＿{2,}|\.{4,}|\b(?:TBD|TODO|FIXME)\b"
    r"|lorem ipsum|某某|【\s*】|（\s*）|\(\s*\)|\?{3,}"
)


def _rules() -> Iterator[Rule]:
    for tone in _TONE:
        excuse = tone.unless_after
        unless = re.compile(excuse, re.IGNORECASE) if excuse else None
        english = re.compile(rf"\b(?:{tone.english})(?!\w)", re.IGNORECASE)
        yield Rule(CHINESE, re.compile(tone.chinese), tone.why, unless)
        yield Rule(ENGLISH, english, tone.why, unless)
    for languages, pattern, instead in _JARGON:
        flags = re.IGNORECASE if languages == ENGLISH else 0
        yield Rule(languages, re.compile(pattern, flags), f"is jargon: say {instead}", jargon=True)
    for pattern, instead in _NOT_HONG_KONG:
        why = f"is not Hong Kong wording: say {instead}"
        yield Rule(("zh-Hant",), re.compile(pattern), why)
    yield Rule(EVERY, re.compile(_OPEN_BLANK), "is a blank that nobody filled in")


RULES: Final = tuple(_rules())
