"""The closed vocabularies in which denial, withdrawal and agreement may be worded.

Patterns match folded text (Simplified, standard words, lower case). A sentence must be made of
these units from end to end; one word outside them and it says nothing.
"""

# ruff: noqa: E501 - patterns, one alternative after another
from __future__ import annotations

import re
from functools import lru_cache

# --- Words of both -----------------------------------------------------------------------
_ME = "(?:我本人|本人|我自己|我们|我)"
_END = "(?:的|了|啊|呀|啦|哦|晒|哈|来的|呢|喔|过){0,3}"
_REALLY = "(?:真的|真是|真系|真|确实|根本|绝对|肯定|从来|从|完全|压根|一定|都|全部|全|通通|亦|也|并|均){0,3}"
_THING = "(?:这只股票|那只股票|股票|交易|订单|委托|转账|操作|单|买卖|申请|登录|签名|签字|事情|事|指示|东西)"
_THIS = "(?:以上|上述|上面|这些|这|那些|那|该|此|所列|全部|所有|有关|你们写|写)?(?:的)?(?:个|笔|张|些|单|件|次|宗|份|几笔|几单|几项)?(?:的)?"
_FACTS = "(?:资料|信息|内容|数据|明细|情况|记录|东西|事实)"
_DEED = (
    "(?:亲自|亲手|自己)?(?:提出过|申请过|操作过|签过名|签过字|下单|下|买入|买|卖出|卖|做|操作|落单|落|沽|交易|办理|办|转账|转|转出|申请销户|申请注销账户"
    "|申请|提交|签名|签字|签署|签|授权|登录|弄|搞|点|按|揿|㩒|郁|动|碰|提出|发出|委托|进行)"
)
_TALK = (
    "hello|hi|sir|madam|mate|sorry|excuse me|ok|okay|oh|well|actually|honestly|please|pls|thanks|thank you"
    "|谢谢|您好|你好|不好意思|对不起|抱歉|唉|哎|喂|大佬|啊|呀|啦|嗯|哦|哎呀|拜托|老实说|lah|la|leh|ah"
)

# --- Denial ------------------------------------------------------------------------------
_IT = (
    "(?:it|this|that|these|those|they|everything|all of (?:it|this|them)|what (?:it|this) says"
    "|(?:the |these |those |this |that |your |my )?(?:details?|facts?|information|info|trades?|orders?"
    "|entries|records?|transactions?|transfers?|signature|request|statement|particulars)"
    "(?: above| shown| here| listed)?|all(?: the)? above|the above)"
)
_WAS_NOT = (
    "(?: (?:definitely|certainly|really))?(?: was not| wasn't| wasnt| is not| isn't| isnt| are not| aren't"
    "| arent| were not| weren't| werent|'s not|'re not)(?: (?:definitely|at all|actually))?"
)
_NEVER = (
    "(?:(?:did not|didn't|didnt|never|have not|haven't|have never|certainly didn't|definitely didn't"
    "|really didn't|absolutely did not|never ever|certainly did not|definitely did not) )"
)
_DO = (
    "(?:do|did|done|placed?|made?|make|authori[sz]ed?|ordered?|bought|buy|sold|sell|sign(?:ed)?"
    "|submit(?:ted)?|request(?:ed)?|approved?|ask(?:ed)? for|enter(?:ed)?|instruct(?:ed)?|agreed? to)"
)
_DO_WHAT = (
    "(?: (?:it|this|that|them|these|those|any of (?:it|this|that|these|them)|anything|such (?:a )?thing"
    "|(?:this|that|the|these|those|any|any such|such an?|such) "
    "(?:trade|order|transaction|transfer|thing|request|form|sale|purchase|closure|shares?|stocks?)s?"
    "|anything like that|anything of the (?:sort|kind)))?"
)
DENIAL: tuple[str, ...] = (
    f"{_THIS}{_THING}?{_REALLY}(?:不是|并非|不属|绝非|非){_ME}(?:的)?(?:{_DEED}的?{_THIS}{_THING}?|的?{_THIS}{_THING})?{_END}",
    f"(?:{_THIS}{_THING}?{_END})?{_ME}{_REALLY}(?:没有|没|未曾|未|从未|从没有|从没|不曾)(?:{_DEED}过?){_END}{_THIS}{_THING}?{_END}",
    f"(?:{_THIS}{_FACTS}?|{_THIS}{_THING}){_REALLY}"
    f"(?:不对|不正确|不准确|不属实|不实|有误|错误|错了|错晒|错的|是错的|有错|是假的|不真实|有出入|不符|对不上|与事实不符"
    f"|跟事实不符|和事实不符|不符合事实|同事实不符|同事实有出入|不是真的|写错了|弄错了|搞错了|记错了){_END}",
    f"{_ME}?(?:明确|现|在此|坚决|全部)?(?:否认|不认账|不认数|不认|不承认|不确认|不能确认|不同意|不能认|有异议){_THIS}(?:{_THING}|{_FACTS})?{_END}",
    "(?:没有|没|并无|无|绝无)(?:这回事|这件事|此事|的事|这样的事|这事){0,2}" + _END,
    f"(?:跟|和|同|与){_ME}(?:无关|没有关系|没关系){_END}",
    f"{_ME}(?:没有|没)(?:授权)(?:过)?(?:任何人|别人|谁)?{_END}",
    f"(?:地址|姓名|名字|电话|手机号|号码|职业|单位|公司名){_REALLY}(?:不对|不正确|错了|错晒|有误|写错了|不是我的){_END}",
    f"你们(?:全)?(?:搞错|弄错|写错|记错|的?记录错|的?资料错)了?{_END}|(?:没有|没)呢回事{_END}|不关我事{_END}",
    f"{_ME}不认可{_THIS}(?:{_THING}|{_FACTS})?{_END}|{_ME}{_REALLY}(?:没有|没|未|从未)(?:申请|要求|提出)过?(?:销户|注销账户|注销|关户){_END}",
    "wrong (?:details|info|information)|not (?:me|mine|correct|true|right) at all|never|no never",
    "not (?:me|mine|my (?:trade|order|transaction|doing|signature|transfer)s?|done by me|true|right|correct|accurate)",
    f"{_IT}{_WAS_NOT} (?:me|mine|by me|done by me|placed by me|made by me|from me|i|myself"
    "|my (?:trade|order|transaction|doing|signature|handwriting|transfer)s?)",
    f"i {_NEVER}{_DO}{_DO_WHAT}|{_NEVER}{_DO} (?:it|this|that|them)",
    "nope never did that|i did not|i didn't|i have done no such thing|i did no such thing|i did nothing of the (?:sort|kind)",
    f"{_IT}(?:{_WAS_NOT} (?:right|correct|true|accurate|what happened|what i did)"
    "|(?:'s| is| are|'re)(?: all| completely| totally| just)? (?:wrong|incorrect|false|untrue|inaccurate|mistaken))",
    "(?:i )?(?:(?:do )?deny|(?:do not|don't|dont|cannot|can't|will not) (?:confirm|recogni[sz]e|accept|agree with)|dispute|reject)"
    f"(?: {_IT}| having (?:made|placed|done) {_IT})?(?: at all)?",
    f"{_THIS}(?:{_FACTS}|{_THING})?(?:{_THIS})?{_REALLY}不是(?:真的|事实|这样|这样的|这么回事|这回事|实情){_END}",
    f"{_THIS}(?:{_FACTS}|{_THING})?(?:跟|和|同|与)(?:事实|实际|实情|实际情况)?(?:有出入|不符|不一致|对不上|差得远){_END}",
    f"(?:{_THIS}{_THING}|{_THIS})(?:跟|和|同|与){_ME}(?:无关|没有关系|没关系){_END}",
    f"{_ME}{_REALLY}(?:没有|没|未|从未|从没有|从没|无)(?:开过|借过|欠过|申请开立|申请过|开立过?|授权过?)(?:这个|任何)?(?:{_THING}|融资融券账户|融资融券|保证金账户|账户|钱|任何人|别人)?{_END}",
    f"(?:{_THIS}{_THING})?不是(?:由|经)?(?:{_ME})(?:手)?(?:{_DEED}|发出|作出)?{_END}|不是(?:由)?{_ME}(?:本人)?(?:干|弄|搞|操作){_END}",
    f"{_ME}(?:没有|没)(?:干|操作|同意|点|签|卖|买|转|动|确认|confirm){{1,2}}过?(?:这个|它|任何东西|任何单|任何交易|任何文件)?{_END}",
    f"{_ME}不(?:confirm|认账|认数|认领|承认|同意)(?:这个|这些)?{_END}|乱讲|瞎说|胡说|胡说八道|乱说|搞错了?|弄错了?|错了?|错晒|冤枉{_END}",
    "something (?:differs|is wrong)|(?:that|it|this)(?:'s|s| is) (?:not (?:right|correct|true|me|mine)|a lie)|a lie|lies",
    "incorrect|wrong|all wrong|false|untrue|not at all|absolutely not|definitely not|certainly not|no way",
)
_DENIAL_FILLERS = (
    "(?:regarding |about |re )?c-?\\d{4}-?\\d{6}(?:里|里面|入面)?(?:的|写的|说的|讲的)?",
    "不|不不|不是|没有|否|no|nope|nah|绝对|根本|真的|假的|❌|🙅|😡|😤",
    _TALK,
    "请(?:查清楚|核实|查明|再查|查一下|核查|更正)(?:清楚|一下)?|please (?:check|check again|look into it|investigate)",
)

# --- Withdrawal of the wish to close -----------------------------------------------------
_ACCOUNT = "(?:我的|我个|我|本人的|这个|个|的)?(?:证券|普通)?(?:账户|帐户|户头|户口|户|账号|帐号)"
_CLOSING = (
    "(?:我|我的|本人的|本人|那个|那份|这个|份|张|之前的|之前|上次的|个)?(?:的)?"
    "(?:注销账户|销户|注销|关户|关闭账户|取消账户|撤户|清户)(?:的)?(?:申请表|申请|手续|流程|程序|业务|指示|表格|的事|这件事|事情|事)?"
)
_SHUT = "(?:注销账户|销户|注销|关户|关闭账户|取消账户|撤户|结束|销|关|闩|消户|cut|close|走)"
_STILL = "(?:还是|还|决定|仍|仍然|依然|继续|都是|现在|暂时|先|又|也|反而|后来|宁愿|打算|而家|最后|最终){0,3}"
_KEEP = "(?:保留|留住|留着|留下|留返|留|继续使用|继续用|接着用|继续保留|保持|keep住|keep|维持|恢复)"
_NOW = "(?:的|了|啊|呀|啦|哦|住|先|吧|哈|着|开着|下来|一下|在|返){0,3}"
_CALL_OFF = "(?:撤回|撤销|取消|终止|中止|停止|撤掉|叫停|收回|作废|停)"
WITHDRAWAL: tuple[str, ...] = (
    f"{_ME}?(?:请|想|要|欲|申请)?{_CALL_OFF}(?:本人|我)?(?:的|之)?(?:于.{0, 9})?(?:c-\\d{4}-\\d{6})?(?:的|那份|那个)?{_CLOSING}(?:之申请|申请)?{_NOW}",
    f"(?:那个|这个|我申请的那个|我申请的)?{_CLOSING}(?:不办|不做|不弄|停下来|停了|停|不要|作废|算了){_NOW}",
    f"不(?:要|用|使)?(?:cut|close|cancel|结束|销|关|闩|注销|走){_NOW}(?:了)?{_ACCOUNT}?{_NOW}",
    f"(?:留住|留返|保留|留着|继续使用|继续用|照用|keep住|keep)(?:我的|个)?{_ACCOUNT}?{_NOW}",
    "(?:my |the )?(?:account|acct|a/c) (?:stays|to stay|stays open|remains open|shall remain open|should stay open)",
    "(?:keep|leave) (?:the |my )?(?:account|acct|a/c|it)(?: open)?|(?:i'?m |i am )?staying(?: with you)?|let me stay|i take it back"
    "|scrap the closing(?: thing)?|tear up my closure form|(?:i )?(?:made a mistake|hit close by mistake|pressed the wrong (?:thing|button))"
    "|reverse it|undo it|(?:i've |i have )?decided to (?:stay|remain)(?: with you| a client)?",
    f"{_ME}?{_STILL}(?:想|要|欲|希望|申请|请|帮我|请帮我|请你们|请替我|麻烦|麻烦你|麻烦帮我)?{_CALL_OFF}(?:掉|了|返)?{_CLOSING}{_NOW}",
    f"(?:{_CLOSING}|申请表|申请|表格)(?:请|我要|我想|帮我|麻烦)?{_CALL_OFF}(?:它)?{_NOW}",
    f"(?:{_ACCOUNT})?{_ME}?{_STILL}(?:不想|不要|不会|不打算|不用|不需要|不再|无需|不愿|不愿意|不准备|不)(?:再)?"
    f"(?:{_SHUT})(?:个|我的|掉|那个|这个)?(?:账户|户|户口)?{_NOW}",
    f"(?:请|麻烦)?(?:不要|别|先不要|先别|暂时不要|暂时别|请勿|勿)(?:再)?(?:帮我|替我|给我|把我的)?(?:处理)?(?:{_SHUT})(?:我的|个|掉|我)?(?:账户|户|户口)?{_NOW}",
    f"{_ME}?{_STILL}(?:想|要|会|希望|请|帮我|请帮我|麻烦帮我|麻烦)?{_KEEP}{_ACCOUNT}{_NOW}",
    f"{_ACCOUNT}{_ME}?{_STILL}(?:请|想|要|会|帮我|给我|需要|我要)?{_KEEP}(?:给我)?{_NOW}",
    f"{_ACCOUNT}{_ME}?(?:还要|还有用|照用|照样用|继续用|还需要){_NOW}",
    f"{_ME}(?:还|还要|还想|会|想|要|仍然|仍|仍会){{1,2}}(?:继续)?(?:用|使用|需要|要){_ACCOUNT}{_NOW}",
    f"{_ME}?(?:账户)?(?:还要|还想|还会|还得|仍要)(?:继续)?(?:用|使用)(?:它)?{_NOW}|(?:我|本人)?(?:想|要|申请|请)?(?:撤回|撤销|取消)(?:我的|本人的|该|这个)?申请{_NOW}",
    f"不(?:要|用)(?:结束|销|关|闩|取消|注销|cancel|close)我?(?:的|个)?(?:账户|户){_NOW}",
    "(?:i|we)(?:'d| would) (?:like|prefer|rather) (?:to )?(?:keep|retain) (?:my|the|our) (?:account|acct)(?: open)?|(?:i|we)(?:'ll| will| shall) (?:keep|retain) (?:my|the|our|it) ?(?:account|acct)?(?: open)?",
    "(?:i|we) (?:want|wish|would like|have decided) to (?:stay|remain)(?: with you)?|we(?: want to| will| would like to)? keep (?:the|our) account(?: open)?",
    f"{_ME}(?:不走|决定留下|留下来|后悔|反悔){_NOW}",
    "(?:i |we )?(?:(?:want|would like|'d like|have decided|decided|wish|prefer|intend|am going|would prefer"
    "|would rather|'d rather|'ve decided|have chosen|plan|ll|'ll|will|shall) )?(?:to )?(?:still )?(?:keep|retain|maintain|continue using"
    "|continue with|carry on with|stay with|hold on to) (?:my|the|this|our) (?:account|acct|a/c)(?: (?:open|active|as it is|as it was|going|alive))?",
    "(?:(?:keep|leave) (?:it|my account|the account|my acct|my a/c) (?:open|active|as it is|as it was|alone))|keep it",
    "(?:i |we )?(?:(?:want|would like|'d like|wish|have decided|decided|need|'ve decided) )?(?:to )?(?:hereby )?(?:withdraw|cancel|revoke|stop|retract"
    "|undo|scrap|halt|abort|call off|take back|reverse|drop|cancle|rescind)(?:ing)? "
    "(?:my |the |that |our )?(?:(?:account |acct )?(?:closing|closure|termination|close)(?: (?:request|application|form|instruction|of my account|process))?"
    "|(?:request|application|instruction)(?: to close(?: (?:it|my account|the account))?| for (?:closing|closure))?)",
    "(?:don't|do not|dont|dun|never mind|please don't|not) (?:close|closing|shut|terminate|cancel)"
    "(?: (?:it|my account|the account|my acct|down my account|my a/c|the closing|the closure))?(?: (?:after all|any ?more|anymore|down|now|yet))?",
    "i (?:no longer want|no longer wish|don't want|do not want|dont want|have decided not|decided not|'ve decided not|would rather not|'d rather not)"
    "(?: to)? (?:close|leave|cancel)(?: (?:it|my account|the account|my acct|with you))?(?: (?:after all|any ?more|anymore|now))?",
    "(?:i'm|im|i am) (?:not (?:closing|leaving)|staying)(?: (?:it|my account|the account))?(?: (?:after all|any ?more|anymore|now|with you))?",
    "stop closing (?:my|the) (?:account|acct|ac|a/c)|cancel (?:my|the) (?:account )?closing",
)
_WITHDRAWAL_FILLERS = (
    _TALK,
    "嗯+|好的?|可以|算了|算了算了|想过了|想清楚了|考虑过了|谢谢晒|唔该|请|麻烦|麻烦你|请帮我|拜托|先|是的|等等|停|不用了|行",
    f"{_ME}?(?:改变主意|改主意|想通|后悔|反悔|变主意|改变了主意)了?",
    "(?:i |i've |i have )?(?:changed my mind|thought (?:it over|about it|again))|on second thoughts?|after all|actually"
    "|wait|hold on|yes|for now|kindly|never mind|thx|no",
    "🙏|🙇|👍|😊|😅|🛑",
)

AGREEMENT: tuple[str, ...] = (
    f"{_ME}?(?:完全)?(?:同意|接受)(?:了)?(?:这个|该|此|以上|上述|你们的)?(?:还款|分期)?(?:方案|计划|安排|条款)?(?:的|了|啊|呀|啦|哦|晒|哈){{0,2}}",
    "i (?:fully )?(?:agree(?: (?:to|with))?|accept)(?: (?:it|this|that|(?:the|this|your) "
    "(?:(?:repayment )?(?:plan|proposal|terms|arrangement|schedule))))?",
    "agreed|accepted",
)
_AGREEMENT_FILLERS = (
    "嗯+|恩|哦|噢|喔|好的?|行|可以|没有问题|没问题|ok|okay|right|true|all good|sure|indeed|exactly|absolutely"
    "|great|oh|thanks|thank you|谢谢|[\U0001f44d\U0001f44c\u2705\U0001f197\u2714\U0001f64f]",
    f"{_ME}?(?:已经?)?(?:看过|核对过|检查过|核对|看了|看完)了?",
    "yes|yep|yeah|是的?|对的?",
)

# Words of a request, taken out before the guards look: to ask for it is what a withdrawal does.
TWICE_NO = re.compile(
    r"(?:不|没有|没|未|并无|从未)[^,.! ]{0,6}(?:否认|不承认|没错|不对)|没错|没有错|无误"
    r"|\b(?:not|n't|never)\b.{0,12}\b(?:wrong|deny|false|incorrect)\b"
)
HARMLESS: dict[str, re.Pattern[str]] = {
    "denial": re.compile(
        r"请(?=核实|查明|查清|再查|查一下|更正|核查)|查一下|再(?=查)|你们?(?=全?搞错|全?弄错|全?记错|全?写错|的?记录错|的?资料错)|先$"
        r"|please (?=check|correct|look into)|before i|nope never(?= did)|the rest of it"
    ),
    "withdrawal": re.compile(
        r"(?:你们?|您)?(?:帮|替)我|麻烦(?:你们?|您)?|给我|还是(?=不|保留|留|继续|想|要)|吧(?=$|[,.!~ ])"
        r"|先(?=不|别|留|保留)|先$|将(?=我|本人)|会(?=继续|保留|留)|你们(?=别|不要|先不要)|with you\b|\bwe(?='| )|\bour(?= account)|(?:i|we) (?:will|shall)(?= (?:keep|retain))|一下"
        r"|on second thoughts?|let's |叫停他|撤销他|取消他"
    ),
    "agreement": re.compile(r"(?!)"),
}
BARE_NO = frozenset({"no", "nope", "不", "不是", "不是的", "不是呀", "不是啊", "否"})

FILLERS_OF: dict[str, tuple[str, ...]] = {
    "denial": _DENIAL_FILLERS,
    "withdrawal": _WITHDRAWAL_FILLERS,
    "agreement": _AGREEMENT_FILLERS,
}
_SEPARATORS = frozenset(" ,.!~;:…")
_IN_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'%")


def made_of(plain: str, units: tuple[str, ...]) -> bool:
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
