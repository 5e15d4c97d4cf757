"""Signs that take a sentence back, whatever its words: in front of the closed vocabulary.

The vocabulary alone would refuse nearly all of these; the guards stand in front of it should a
word of it, or a later one, let one through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.assent_tokens import SEPARATOR, Token

Guards = tuple[tuple[str, re.Pattern[str]], ...]

_PRONOUN = "(?:it|this|that|these|those|i|they|the|my|all|there|everything|me|you|he|she|we|all)"
_OPENING = "(?:^|[,.;:!~] ?|\\b(?:so|and|but|oh|ok|okay|yes|yeah|hello|hi|sir|then|just|again) )"

# Why a sentence says nothing, most telling first.
GUARDS: Guards = (
    (
        "question",
        re.compile(
            r"[?]|吗|嘛(?!呀)$|么|呢[.!~ ]*$|(?<!真)是不是|对不对|有没有|谁|哪|什么|怎么|为何|何以|几时|多少"
            r"|是否|还是|定系|咋"
        ),
    ),
    (
        "question by inversion",
        re.compile(
            rf"{_OPENING}(?:is|are|was|were|am|do|does|did|can|could|would|will|should|has|have|had"
            rf"|may|must|shall|isn't|wasn't|aren't|didn't|ain't) (?:{_PRONOUN})\b"
            r"(?<!did it)(?<!did that)(?<!did this)"
            rf"|{_OPENING}(?:what|who|whose|where|why|how|which|when|does|do i|has)\b"
            r"|\b(?:is|was|are|were|did|does|isn't|wasn't|aren't) (?:it|they|i)\b(?! who| that)(?<!did it)"
            r"|\b(?:eh|huh|innit|meh)\b"
        ),
    ),
    ("quotation", re.compile(r"[\"“”‘’「」『』《》]|''|(?<![a-z0-9])'|'(?![a-z])")),
    (
        "request",
        re.compile(
            r"(?<!申)请(?!$)|麻烦|帮我|给我|(?<!了)一下"
            r"|\bplease\b|\bpls\b|\bplz\b|\bkindly\b|\bneed\b|\bwant\b|\blet me\b"
        ),
    ),
    (
        "condition",
        re.compile(
            r"如果|假如|假设|倘|若|要是|除非|(?<!刚)才|再(?!三)|之后|以后|等|的话|万一|只要|先"
            r"|\b(?:if|unless|once|when|until|till|provided|after|before|assuming|suppose)\b"
        ),
    ),
    (
        "hedge",
        re.compile(
            r"应该|好像|好似|似|大概|可能|或许|也许|恐怕|印象|记得没错|没记错的|八成|九成|估计|估|吧|记不|差不多|基本|大致|大体|大约"
            r"|大多|大部|多半|几乎|觉得|感觉|我看(?!过|了|完|清|得|仔|晒|着)|看来|看样|想来|怕|当是|当作|就当|算"
            r"|\b(?:think|thought|probably|maybe|might|may|guess|perhaps|looks?|seems?|appears?|sure not|could"
            r"|about|believe|suppose|supposedly|mostly|mainly|basically|nearly|almost|roughly|fairly|likely"
            r"|presumably|apparently|allegedly|hope|feel|reckon|assume|sort of|kind of|more or less|somewhat"
            r"|bit|should|would)\b"
        ),
    ),
    (
        "third person",
        re.compile(
            r"他|她|它|你|您|同事(?!实)|老婆|老公|太太|先生|弟|哥|姐|妹|妈|爸|儿|仔(?!细)|女|孙|经理|朋友|经纪|别人|人家|有人|家人"
            r"|业务员|职员|用我(?:自己|本人)?的?(?:手机|电脑|账户|机)|(?<!我)(?<!自己)(?<!本人)(?:在|从|经|通过)我(?:自己|本人)?的?(?:手机|电脑|账户)|替|帮|代我|代为"
            r"|\b(?:he|she|his|her|your?|we|our|us|someone|somebody|people"
            r"|wife|husband|brother|sister|son|daughter|broker|colleague|friend|mother|father|agent)\b"
        ),
    ),
    (
        "exception",
        re.compile(
            r"但|不过|可是|然而|却|除|惟|唯|(?<![这那几隻呢])只(?!股)|仅|一半|部分|其中|有些|有的|个别|其余|另一|另外|以外|之外|第[一二三四五六七八九十\d]"
            r"|\b(?:but|except|only|partly|partially|half|apart|first|second|third|however|though|although|yet"
            r"|still|some|most|other|others|rest|another|besides|otherwise|aside|save|one of|part)\b"
        ),
    ),
    (
        "other time",
        re.compile(
            r"明天|后天|上次|上回|以前|之前|从前|过去|下次|下周|下个|将|会(?!儿)|要(?:是|去|再)|迟|稍后|待"
            r"|\b(?:will|shall|going to|gonna|tomorrow|earlier|later|next|previous"
            r"|previously|used to|soon|already)\b"
        ),
    ),
    (
        "sarcasm",
        re.compile(
            r"(?:([是对好嗯行])\s*[,.!~]?\s*)\1\s*[,.!~]?\s*\1|\b(\w+)[,.!]? \2[,.!]? \2\b"
            r"|呵呵|才怪|才奇|永远|随便|懒得|行了|够了|(?<![确承])认了|得了|得啦|好吧"
            r"|\b(?:whatever|sure thing|yeah right|as if|oh right|oh sure|oh great|oh perfect|always)\b"
        ),
    ),
    (
        "other object",
        re.compile(
            r"^对了|\b(?:the|my|a|an|some|any) (?:right|correct|true|accurate|rite)\b|\bright (?:now|away|to)\b"
            r"|\bcorrect me\b|\bright on\b"
        ),
    ),
)  # fmt: skip
NEGATION: Guards = (
    (
        "negation",
        re.compile(
            r"不|(?<!没)没(?!错|有错|问题|有问题)|无(?!误)|未|否|非|别|勿|毋|莫|难|假|谈不上|拒"
            r"|\b(?:no|not|never|none|nothing|hardly|barely|scarcely|nor|neither|without|anything|nobody|no one"
            r"|cannot|cant|wont|dont|didnt|isnt|wasnt|arent|werent|false|wrong|incorrect|untrue|deny|refuse"
            r"|far from|fail|nope|nah)\b|n't\b"
        ),
    ),
)
RECEIPT: Guards = (
    (
        "receipt only",
        re.compile(
            r"收到|收悉|收妥|签收|知道|知悉|已阅|了解|明白|看到|晓得|得悉|懂了"
            r"|\b(?:received?|receipt|noted|got it|acknowledged?|understood|seen|aware|understand)\b"
        ),
    ),
)
# Fixed words that say "right", greet or point at the facts, though one sign of a guard is in them.
_EXEMPT = frozenset("RFfEWgOLKVAt")
_MASK = "~"


def first_guard(text: str, guards: Guards) -> str | None:
    """The reason of the first guard that `text` trips; None where there is none."""
    return next((reason for reason, pattern in guards if pattern.search(text)), None)


def unguarded_form(found: Sequence[Token]) -> str:
    """The sentence with its fixed words masked, so that guards see only what is around them."""
    text = ""
    for token in found:
        word = _MASK if _exempt(token) else token.word
        glue = " " if text and text[-1].isascii() and word[0].isascii() else ""
        text += ("" if token.kind == SEPARATOR else glue) + word
    return text


def _exempt(token: Token) -> bool:
    if token.kind not in _EXEMPT or len(token.word) < 2:
        return False
    # Behind another word: what opens a question is no part of a fixed word.
    word = f"x {token.word}" if token.word[0].isascii() else f"x{token.word}"
    return first_guard(word, (*GUARDS, *NEGATION, *RECEIPT)) is not None
