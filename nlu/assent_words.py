"""The closed vocabularies in which assent, denial, withdrawal and agreement may be worded.

Patterns match folded text (Simplified, standard words, lower case). A sentence must be made of
these units from end to end; one word outside them and it says nothing.
"""

from __future__ import annotations

# --- Chinese -----------------------------------------------------------------------------
_ME = "(?:我本人|本人|我自己|我)"
_END = "(?:的|了|啊|呀|啦|哦|晒|哈){0,2}"
_ALL = "(?:(?:全部|所有|全|都|均|完全|样样|百分之百){1,2})?"
_WHAT = (
    "(?:(?:以上|上述|上面|这些|所列|所有|全部|我的)?的?"
    "(?:各项|各条)?(?:资料|信息|内容|交易|订单|单|记录|数据|明细|事实)|以上|上述|上面|这些)"
)
_RIGHT = (
    "(?:准确无误|正确无误|核对无误|核实无误|核对正确|确认无误|正确|无误|属实|准确|真实|没有错|没错"
    "|对)"
)
# By themselves these only say "will do"; of the facts, or of all of them, they say "right".
_FINE = "(?:没有问题|没问题)"
_DEED = "(?:下单|下|买|卖|做|操作|落单|落|沽|交易|办|转)"
_MY_DEED = f"(?:亲自|亲手|自己|本人)?{_DEED}"

# --- English -----------------------------------------------------------------------------
_IT = (
    "(?:it all|it|this|that|these|those|they|everything(?: here| above| listed)?|all of (?:it|this|them)"
    "|(?:all )?(?:the |these |those |my )?(?:details?|facts?|information|trades?|orders?|entries"
    "|transactions?)(?: above| listed| shown)?|all(?: the)? above|the above|all)"
)
_BE = "(?:'s|'re| is| are| was| were)"
_FULLY = "(?: all| completely| entirely| absolutely| indeed| 100%| quite)?"
_TRUE = "(?:right|correct|accurate|true|mine|me|my own|in order)"
_MY_THING = "my (?:own )?(?:order|trade|transaction|doing|account activity)s?"
_DID = "(?:did|placed|made|entered|bought|sold|authori[sz]ed|ordered)"
_DID_WHAT = (
    "(?:it|that|this|them|these|those|all of (?:it|them))"
    "(?: (?:trade|order|transaction)s?)?(?: myself)?"
)
# "This is me" says who is speaking, not that the facts are right.
_FACTS_STAND = f"(?!this is me){_IT}{_BE}{_FULLY} {_TRUE}|{_IT}{_BE}{_FULLY} {_MY_THING}"
_CONFIRM = "(?:hereby |do |can |fully )?confirm"

ASSENT: tuple[str, ...] = (
    "(?:是|对)的?[啊呀啦哦晒]{0,2}",
    # 对了 opens another subject, unless something was said to be so.
    f"{_ALL}(?!对了){_RIGHT}{_END}",
    f"(?:全部|全|都|均|完全|样样){{1,2}}{_FINE}{_END}",
    f"{_WHAT}{_ALL}(?:是)?(?:{_RIGHT}|{_FINE}){_END}",
    f"{_ME}?(?:已|已经)?确认(?:{_WHAT}?{_ALL}{_RIGHT})?{_END}",
    f"(?:就|都|全|全部|确实|的确)?(?:都|全)?是{_ME}(?:{_MY_DEED}的?单?|的?(?:单|交易|订单))?{_END}",
    f"{_ME}(?:{_MY_DEED})的单?{_END}",
    f"{_ALL}(?:跟|和|与|同){_ME}?的?(?:记得|记录|记|账|印象)(?:中|里)?的?(?:一样|一致|相符){_END}",
    "yes|yep|yeah|yup|correct|confirmed|accurate|that's it exactly",
    f"{_FACTS_STAND}",
    "(?:all|100%|completely|absolutely|entirely|perfectly) (?:correct|accurate|true|mine)",
    "(?:100%|completely|absolutely|entirely|perfectly) right",
    f"(?:i )?{_CONFIRM}(?: (?:that )?(?:{_FACTS_STAND}))",
    f"i {_CONFIRM}(?: (?:it|this|that|the above|all of (?:it|this)|everything))?",
    f"i {_DID} {_DID_WHAT}",
    "confirm",
)
# Allowed beside an assent, none by themselves.
FILLERS: tuple[str, ...] = (
    f"嗯+|恩|哦|噢|喔|好的?|行|可以|{_FINE}",
    f"{_ME}?(?:已经?)?(?:看过|核对过|检查过|核对|看了|看完)了?",
    "ok|okay|right|true|all good|sure|indeed|exactly|absolutely|great|oh|thanks|thank you|谢谢",
    "i(?:'ve| have)? (?:checked|read|reviewed)(?: (?:it|this|them|everything|all of it))?",
    "[\U0001f44d\U0001f44c\u2705\U0001f197\u2714\U0001f64f]",
)

DENIAL: tuple[str, ...] = (
    f"(?:这|这些|都|全|那)?(?:都|全|绝对|肯定|真的)?不是{_ME}(?:{_MY_DEED}的?单?|的?(?:单|交易|订单))?{_END}",
    f"{_ME}(?:从来|从|根本|真的)?(?:没有|没)(?:{_DEED})过?(?:这(?:笔|些|个|张)?(?:单|交易|订单)?)?{_END}",
    f"(?:{_WHAT})?{_ALL}(?:不对|不正确|不属实|有误|错了){_END}",
    f"{_ME}(?:否认|不认){_END}",
    "not me|not mine|(?:it|that|this) (?:wasn't|was not|isn't|is not) (?:me|mine)",
    "(?:those|these|they) (?:aren't|are not|weren't|were not) mine",
    "i (?:didn't|did not|never) (?:do|did|placed?|made|make|authori[sz]ed?) "
    "(?:it|this|that|them|these|those)(?: (?:trade|order|transaction)s?)?",
    f"{_IT}(?:'s| is| are) (?:not (?:right|correct|true|accurate)|wrong|incorrect|false)",
    "i deny (?:it|this|that)|incorrect|wrong",
)
_DENIAL_FILLERS = ("不|不是|没有|no|nope|sorry|不好意思", *FILLERS[:1])

_ACCOUNT = "(?:我的?)?(?:账户|户头|户|账号)"
WITHDRAWAL: tuple[str, ...] = (
    f"{_ME}?(?:决定|想|要|申请)?(?:撤回|撤销|取消)(?:我的)?(?:销户|注销|注销账户)(?:的)?申请?{_END}",
    f"{_ME}?(?:决定|想)?不(?:想|要)?(?:销户|注销账户|注销|销|关户)了{_END}",
    f"{_ME}?(?:决定|想|要)(?:保留|留住|留着|继续用){_ACCOUNT}{_END}",
    "(?:i (?:want|would like|'d like|have decided|decided|wish) to )?"
    "(?:keep|retain) my account(?: open)?",
    "(?:i (?:want|would like|'d like|wish) to )?(?:withdraw|cancel) "
    "(?:my|the) (?:account )?(?:closing|closure)(?: (?:request|application))?",
    "(?:please )?(?:don't|do not) close my account",
)

AGREEMENT: tuple[str, ...] = (
    f"{_ME}?(?:同意|接受)(?:了)?(?:这个|该|此|以上|上述|你们的)?(?:还款|分期)?(?:方案|计划|安排|条款)?{_END}",
    "i (?:agree(?: (?:to|with))?|accept)(?: (?:it|this|that|(?:the|this|your) "
    "(?:(?:repayment )?(?:plan|proposal|terms|arrangement|schedule))))?",
    "agreed|accepted",
)

FILLERS_OF: dict[str, tuple[str, ...]] = {
    "assent": FILLERS,
    "denial": _DENIAL_FILLERS,
    "withdrawal": FILLERS,
    "agreement": (*FILLERS, "yes|yep|yeah|是的?|对的?"),
}
