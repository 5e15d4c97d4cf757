"""The closed vocabulary in which a person may say that the facts shown are right.

Hand-curated word classes over folded text (Simplified, standard words, lower case). Every word of
a sentence must stand in one of them; each class is one letter, so that a clause is a short string
of letters that the rules of assent_rules read.
"""

from __future__ import annotations

import re

# Letters of the classes.
#   y yes          R right           F no problem     k fine, ok        A all, every
#   X order or deed
#   W facts        O order           P amount, date   Q name, address   C account, phone, money
#   H identity     T it, that        M my             m mine            I me, myself
#   B is           D did, placed     v Chinese deed   e 的 了 过        K confirm
#   V checked      d figure, date    x past day       L by phone, app   b by me
#   n shares       u wanted it       S signature      E go ahead       f courtesy
#   g really       t the, of, on
CLASSES: dict[str, str] = {
    "y": (
        "yes|yess|yea|yeah|yep|yup|yh|ya|ye|yah|aye|affirmative|yes sir|yes indeed|uh huh|是的|是啊|是呀|是哦"
        "|是咯|是嘛|是呢|是啦|是呀嘛|嗯是|roger"
    ),
    "R": (
        "correct|corect|correkt|right|rite|accurate|acurate|accurately|true|truthful|factual|exact|precise"
        "|spot on|bang on|dead right|in order|valid|genuine|match|matches|matched|matching|tally|tallies"
        "|checks out|adds up|add up|as they should be|as it should be|as stated|as shown|as i remember"
        "|as i remember it|as you say|as you said|as you wrote|as you state|as stated by you|as described"
        "|as listed|no error|no errors|no mistake|no mistakes|no mistake there|no mistakes there|without error"
        "|no errors found|error free|no discrepancy|no discrepancies|no issues with it|no objection"
        "|nothing wrong|nothing wrong with it|nothing wrong with that|nothing wrong here|nothing wrong there"
        "|nothing to change|nothing to correct|nothing is wrong|not wrong at all|nothing needs changing"
        "|nothing needs correcting|nothing to amend|no changes needed|no change needed|no corrections needed"
        "|no correction needed|no amendments|nothing missing|to the letter|to a t|you have it right"
        "|you have it all right|you got it right|you have got it right|all checks out|just as i remember it"
        "|对呀|对啊|对的|对对|对哦|对啦|对咯|对头|对|对着|对着呢|对晒|正确|正确无误|准确|准确无误|无误|无讹"
        "|无错|属实|真实|真实无误|真实有效|真实准确|是真的|真确|核实无误|核对无误|确认无误|查核无误|核对正确"
        "|没错|没有错|没错儿|没错的|没有错的|没有错架|没有错误|没错误|没什么错|没有任何错误|没有任何错漏"
        "|并无错误|并无错漏|并无出入|没有出入|没出入|无出入|没有差错|没差错|没差|没有差|没有偏差|没毛病"
        "|没有毛病|没跑|没有不对|没有不对的地方|没有发现问题|没发现问题|没发现错的地方|没有发现错的地方"
        "|没看到错|没有看到错|没看出错|没有看出错|挑不出错|找不到错|没有遗漏|没遗漏|没有错漏|无遗漏|毫无出入"
        "|毫无差错|分毫不差|一字不差|一字不漏|一个字都没错|一个字都没有错|一字没错|一样不差|一样没错"
        "|没有一样错|没一样错|一点没错|一点都没错|一点都没有错|一点不差|丝毫不差|丝毫无误|一些都没有错"
        "|一分不差|一毛不差|一分没错|半点没错|没有需要更改的地方|没有需要修改的地方|没有要改的|没有什么要改"
        "|没什么要改的|不用改|不用修改|不需要修改|无需修改|无需更改|毋须更改|毋须修改|不需更改|不必更改"
        "|没有更改|千真万确|吻合|一致|相符|相吻合|相一致|符合|符合事实|符合实际|合符事实|对得上|对上了|对上"
        "|对得起来|对得拢|对得到|对到数|对到|跟我记的一样|和我记的一样|跟我记得的一样|和我记得的一样"
        "|与我记得的一样|跟我印象一样|和我印象一致|同我记的一样|同我记得的一样|同我记录一样|同我本簿仔一样"
        "|跟我记录一样|跟我账上一样|和我账上记的一样|跟我账上记的一样|跟我的记录一样|和我的记录一样"
        "|和我手上的一样|跟我手上的一样|同我手头上一样|同我手上的一样|跟我查的一样|和我查的一样|跟我查到的一样"
        "|和我查到的一样|和我这边一样|跟我这边一样|同我这边一样|岩|岩晒|是事实|属事实|事实如此|确有其事"
        "|确有此事|是这样|就是这样|是这么回事|就是这么回事|是这样的|就是这样的|正是如此|确是如此|确实如此"
        "|的确如此|的确是这样|确实是这样|matches exactly|match exactly|agree exactly|agrees exactly"
        "|tallies exactly|no problem with it|no problems with it|no issue with it|nothing out of place"
        "|nothing out of order|no typos|without mistake|without any mistake|free of errors|nothing off"
        "|nothing strange|no complaints about the details|no faults|not a single mistake|not a single error"
        "|not one mistake|no mistakes at all|no mistake at all|no errors at all|true to fact|true and correct"
        "|right as rain|all in order|in line with mine|consistent|same as mine|the same as mine"
        "|same as my records|the same as my records|same as my own records|same as my notes|the same as i have"
        "|same as i have|identical|identical to mine|what i remember|how i remember it"
        "|exactly how i remember it|just how i remember it|what happened|how it happened|exactly what happened"
        "|what i did|exactly what i did|just what i did|what i ordered|what i asked for"
        "|exactly what i asked for|what i wanted|what i requested|exactly what i ordered|没什么不对"
        "|没有什么不对|没什么不对的|没有不妥|无不妥|没不妥|没有任何出入|没有任何不对|没有任何偏差|完全没有错"
        "|分文不差|没得说|错不了|假不了|没有半点错|半点没有错|没有半点差错|没有一点错|没有一点差错"
        "|没有一个字错|无可更改|没有改动|毋须更正|无须更正|无需更正|不需要更正|没有需要更正|没有需要更正的地方"
        "|没有需要更正之处|没有需要改的地方|没有需要改|没有要改的地方|没有要更正的地方|没有要更正|没什么好改的"
        "|没有什么好改的|无需改动|没有什么需要改|属于事实|与事实相符|与事实一致|与实际相符|跟事实相符"
        "|和事实一致|和实际一致|跟实际一致|与实情相符|符合实情|真实情况|真实的|真有其事|确实有这回事|绝无错漏"
        "|毫无错漏|并无不妥|并无不符|没有不符|无不符|没有虚假|准确的|无误的|对的呀|全中|没说错|没写错|没有写错"
        "|没打错|没有打错|没记错|没有记错|没有弄错|没弄错|没有搞错|没搞错|没算错|没有算错|没有计错|对的呢|对滴"
        "|对嘀|对得很|对极了|都对着呢|对哒|对喔|对噢|对耶|没有东西要改|没有东西需要更正|没有东西要更正"
        "|没东西要改|没有东西需要更改|没有东西要更改|没有东西错|没有什么错|没有什么要更正|没什么要更正"
        "|没有地方错|没有地方要改|没有一处错|没有一处错误|无一处错误|没有一项错|没有一个错|没错漏|corret"
        "|currect|corrct|correc|correctt|rigth|acurrate|accurte|accuarte|ture|ok and correct|no probs with it"
        "|as instructed|as i instructed|as i ordered|as i recall|as i recorded|as in my records"
        "|as per my records|as per my instruction|as per my instructions|as per my notes|nothing amiss|没得错"
        "|没有得错|没啥不对|没啥错|没啥毛病|没差儿|没出错|没有出错|没任何错误|没任何错|没有任何错|没有任何差错"
        "|没有任何遗漏|no changes|no corrections|no corrections from me|no changes from me|no amendment"
        "|no amendments needed|no edits|no edits needed|写得对|写得没错|写得正确|写得都对|列得对|记录得对"
        "|没有假|没假|同事实一样|与事实一样|跟事实一样|和事实一样|跟事实一致|真实不虚|所言属实|所述属实"
        "|一切正常无误"
    ),
    "F": (
        "没问题|没有问题|没有任何问题|没什么问题|并无问题|没事|没有异议|无异议|没异议|并无异议|没意见|没有意见"
        "|无问题|没有啥问题|没啥问题|没问题的|没有问题的|无异议的|一点问题都没有|一些问题都没有|没有半点问题"
        "|no issues|no issue|no problem|no problems|no objections|no dispute"
    ),
    "k": (
        "ok|okay|okie|fine|good|alright|all right|all good|all ok|all okay|all fine|好|好的|好了|好啊|好呀|行"
        "|可以|都ok"
    ),
    "A": (
        "all|every|each|both|entire|whole|totally|all of|every one of|every single|all three|all four|all five"
        "|all two|both of|every bit of|the lot|all the way|throughout|都|全|全都|全部|均|皆|俱|所有|一切|统统"
        "|通通|样样|句句|条条|笔笔|项项|件件|完全|通通都|全数|一律|每"
    ),
    "W": (
        "detail|details|detials|details here|particulars|particular|information|info|infomation|fact|facts"
        "|content|contents|data|record|records|statement|summary|list|everything|evrything|everything here"
        "|entry|entries|line|lines|line by line|item|items|point|points|statement of facts|what you sent"
        "|what you wrote|what you listed|what you have there|what it says|what it says there|what is written"
        "|what is shown|what is stated|what you have|the above|above|all above|the foregoing|the rest of it"
        "|page|sheet|every word|word|words|every detail|资料|信息|内容|情况|明细|数据|事实情况|事项|各项|各条"
        "|每项|每条|每一项|每一条|每一笔|每一样|每样|每个字|每一个字|逐项|逐条|逐笔|以上|上述|上面|上面的"
        "|上面写的|上面说的|上头写的|上列|所列|所述|所载|所示|所写|写的|列的|列出的|列出来的|显示的|这些东西"
        "|里面写的|里面写的东西|里面说的|里头写的|入面写的|入面写的东西|入面|里面|里头|说的都是|消息里说的"
        "|消息里|信里写的|信里|通知里写的|通知书内容|通知内容|来信内容|来函所述|贵行来函所述|贵司来函所述"
        "|贵公司来函所述|贵行所述|贵公司所述|东西|你们写的|你们列的|你们发的|你们发来的|你们列出的"
        "|你们上面写的|跟你们写的|和你们写的|与你们写的|你写的|你列的|你发的|你念的|你念的那几样|你上面写的"
        "|您写的|您列的|您发的|您念的|资讯|细节|条目|描述|所有东西|全部东西|一切资料|全文|整份|整张|整份东西"
        "|上边|上边写的|如上|以上各项|以上所列|everthing|evreything|everyting|every line|every item|each line"
        "|each item|all items|all lines|all points|all info|infos|infomations|facts stated|facts shown"
        "|the whole thing|whole thing|whole lot|documents shown|letter contents|contents of the letter"
        "|contents of your letter|account of it|your records|your statement|your information|your details"
        "|你们的记录|你们的资料|贵行记录|贵行资料|贵公司资料|贵公司记录|贵司资料|资料上|资料里|上面资料"
        "|上述资料|以上资料|份资料|资料内容|每一个数|每个数|每样东西|每一样东西|每一行|每行|每句|每一句"
        "|一条一条|一项一项|一笔一笔|逐行|逐字|逐句|交易记录|交易资料|交易信息|交易内容|交易明细|交易详情|详情"
        "|细项|各项资料|各项内容|所列资料|所列内容|所列交易|所示资料|所载内容|所述内容|所述情况|所述事实|陈述"
        "|事实陈述|figures|numbers|数字|写的内容|全部数据|各项数据|每项资料|每一项资料|每样资料|整体|整体内容"
        "|全部细节|一字一句|字字句句|事实"
    ),
    "O": (
        "order|orders|oder|trade|trades|transaction|transactions|transation|sale|sales|purchase|purchases"
        "|buy order|sell order|deal|deals|transfer|transfers|closure|closing|account closure|account closing"
        "|closure request|closing request|closure of my account|closing of my account|closing the account"
        "|closing my account|closure of the account|closing of the account|withdrawal|deposit|instruction"
        "|instructions|request|application|form|closure form|redemption|subscription|handwriting|what i owe"
        "|risk disclosure statement|risk disclosure|disclosure statement|document|documents|login|logins"
        "|own request|own order|own trade|big transfer|activity|trading|operation|operations|单|单子|那单|这单"
        "|订单|委托单|转帐|提款|取款|入金|出金|销户|注销账户|注销|关户|销户申请|注销申请|注销账户申请"
        "|注销账户张纸|申请表|表格|表|那笔|这笔|这一笔|那一笔|那张单|这张单|张单|那事情|这件|这件事|那件事"
        "|事情|那几笔|这几笔|那几单|这几单|那几张单|风险揭示书|风险披露声明|文件|笔|笔单|笔交易|张交易|转入"
        "|补仓|存款|那个单|这个单|两边|那几个单|这单交易|那单交易|这宗交易|那宗交易|该笔交易|该交易|有关交易"
        "|相关交易|该宗交易|此交易|此单|该单|买单|卖单|这个申请|那个申请|该申请|此申请|这张表|那张表|这份表"
        "|那份表|销户的事|transcation|transacton|transction|tranasction|ordr|the deal|remittance|wire"
        "|wire transfer|the wire|settlement|orders placed|buy orders|sell orders|trade orders|short sale"
        "|bond purchase|share purchase|share sale|stock purchase|stock sale|the sell|the buy"
        "|closure application|account closure request|account closing request|closing application|liquidation"
        "|mandate|authorisation|authorization|那个交易|这个交易|那次交易|这次交易|那只股票|那只|这只股票"
        "|那个转账|这个转账|那笔钱|这笔钱|笔钱|那笔款|这笔款|那笔转账|那次登录|这次登录|那次操作|这次操作"
        "|那个操作|这个操作|那个委托|这个委托|那笔委托|这笔委托|全部交易|所有交易|那张表格|这张表格|张表|份表"
        "|份申请|这份申请|那份申请|自愿|单生意|张委托"
    ),
    "X": "委托|交易|买卖|买入|卖出|转账|操作|申请|转出|赎回|认购|申购|平仓|指示",
    "P": (
        "amount|amounts|amout|amt|sum|sums|figure|number|total|totals|price|prices|date|dates|time|times"
        "|quantity|quantities|number of shares|share count|the number of shares|qty|code|stock code|stock name"
        "|interest|fee|fees|rate|currency|balance due|amount due|how many|金额|数目|数|条数|这个数|那个数|总数"
        "|总额|价钱|价格|成交价|股价|日期|时间|股数|数量|手数|代码|股票代码|利息|费用|手续费|币种|欠款金额"
        "|应还金额|款项|数额|笔数|余额|单价|年份|日子|钟数|balance|loan|debt|shortfall|结欠|欠款|欠的数|债"
        "|融资融券结欠|融资融券欠款"
    ),
    "Q": (
        "name|names|address|addresses|phone number|mobile number|telephone number|telephone|birthday"
        "|date of birth|dob|birth date|id|id number|identity card|passport|passport number|job|occupation"
        "|employer|employment|company|email|email address|e-mail|account number|case number|ref|reference"
        "|reference number|flat number|postcode|income|my number|last four|last four digits|姓名|名字|名|地址"
        "|住址|电话|手机号|手机号码|电话号码|号码|生日|出生日期|身份证|身份证号|身份证号码|身分证|身分证号码"
        "|证件|证件号|证件号码|护照|职业|工作|单位|公司|邮箱|电邮|账号|账户号码|帐号|账户名|身份信息|个人资料"
        "|尾号|电话尾|尾四位|后四位|案件编号|档案编号|案号|编号|收入|学历|户名|参考编号|个案编号"
    ),
    "C": (
        "account|acct|phone|mobile|cell|cellphone|computer|laptop|bank account|device|账户|帐户|户头|户|电话机"
        "|电脑|银行卡|卡|机|手机"
    ),
    "H": (
        "account holder|holder|owner|the owner|authorised signatory|authorized signatory|signatory|speaking"
        "|this is me|this is i|户主|账户持有人|账户主人|持有人|机主|签署人|授权签字人"
    ),
    "n": (
        "shares|share|stock|stocks|bond|bonds|fund|funds|lot|position|股票|债券|基金|持仓|股份|货|钱|money"
        "|cash|款"
    ),
    "T": (
        "it|this|that|these|those|they|them|dat|all that|all this|that one|this one|the one|the ones|这|那"
        "|这个|那个|此|该|这里|这项|那项|这些|那些|这几样|这几项|那几样|这几个|那几个|这些全|以下"
    ),
    "M": "my|my own|me own",
    "m": (
        "mine|all mine|mines|my doing|my own doing|my own work|my own choice|my own decision"
        "|my own instruction"
    ),
    "I": (
        "i|me|myself|i have|i had|i do|i am the one who|i was the one who|me who|i who|i am the person who"
        "|i am the one that|i was the person who|it was me that|我|本人|我本人|我自己|自己|俺|咱|我个人|鄙人"
        "|在下|老身|老汉"
    ),
    "B": (
        "is|are|was|were|be|being|been|am|是|就是|也是|正是|确是|便是|乃|系|乃是|为|算是|又是|又系|亦是|属"
    ),
    "D": (
        "did|placed|made|entered|bought|sold|brought|purchased|authorised|authorized|ordered|requested"
        "|submitted|signed|applied|instructed|initiated|executed|traded|transferred|moved|carried out"
        "|asked to close|asked for|requested to close|applied to close|asked to close it|wanted to close"
        "|keyed in|keyed|put in|put through|put it in|put it through|called in|phoned in|phoned it in"
        "|called it in|filled in|handed in|approved|made the request|filed|did do|did place|did make|did sell"
        "|did buy|did sign|did ask for|did request|did authorise|did authorize|done|redeemed|subscribed"
        "|handled|arranged|opened|cashed|switched|rolled over|subscribed to|applied for|converted|pledged|drew"
        "|gave the instruction|gave that instruction|gave the order|gave that order|gave those instructions"
        "|gave this instruction|gave the instructions|took out|set up|carried it out|went ahead with|wired"
        "|sent in|sent off|rang in"
    ),
    "v": (
        "下|落|买|卖|沽|做|下单|落单|办|办理|转|转走|提交|申请销户|申请注销账户|申请注销|签|填|填写|交|递交"
        "|授权|点|按|揿|㩒|弄|整|搞|搅|干|发出|买进|卖掉|沽出|卖股票|买股票|下的单|提出|发起|挂单|挂|输入"
        "|打去落单|打电话下单|打电话落单|打电话下|登录|登入|提|取|存|补|入单|做单|炒|亲手填亲手交|操盘|成交"
        "|处理|交代|吩咐|转账出去|汇|汇出|在用|用紧|下达|作出|进行|沽清|清仓|减仓|加仓|斩|止损|止蚀|点击|勾选"
        "|有落过|有下过|有做过|有买过|有沽过|有卖过|有签过|有申请过|所作|所为|所做|所下|所签|所提出|亲手落"
        "|亲手做|买卖过|下达过|去办|去签|去申请|来办|办的手续|操作过|授权过|申请过|签过|做过|下过|买过|卖过"
        "|沽过|转过|落过|卖出去|沽了|买入来|放盘|抛|抛售|入市|转去|转到|转数|过账|出账|签的字|划转|划走|挂的单"
        "|委托卖出|委托买入|填表|递表|交表|填单|买进来|落盘|放出|放售|售出|售|购|购买|购入|开立|开通|划款|处置"
        "|转的账|转的帐|转的钱|过的数|汇的款|汇的钱|划的款|打的款|提的款|办的|填的|签的名|下的委托|下的订单"
    ),
    "u": "要销户|要注销账户|想销户|想注销账户|要注销|想注销|要关户|想关户|要卖|想卖|要买|想买",
    "e": "的|了|过|的了|了的|过的|来的|既|过了|好的了|晒|完|的来|来着|出去|出来|出来的|的啦",
    "K": (
        "confirm|confrim|comfirm|conferm|confirmed|comfirmed|confrimed|i confirm|hereby confirm|confirming"
        "|i can confirm|can confirm|do confirm|happy to confirm|glad to confirm|i certify|certify|admit|确认"
        "|确定|特此确认|谨此确认|兹确认|在此确认|予以确认|现确认|谨确认|现特确认|认|我认|承认|认可|认晒|已确认"
        "|已经确认|证实|确认晒|可以确认|同您确认|同你确认|跟你确认|跟您确认|跟你们确认|向贵行确认|向贵司确认"
        "|向贵公司确认|同你们确认|肯定|敢肯定|我承认|本人承认|recognise|recognize|recognised|agree that"
        "|agree with|confirm that|happy to confirm that|pleased to confirm|wish to confirm|am confirming"
        "|confirm again|confirm once more|confim|cofirm|confirme|确应|谨以此确认|谨此证实|郑重确认|再次确认"
        "|重申确认|核实并确认|核对并确认|确认如下"
    ),
    "V": (
        "checked|reviewed|read|looked at|looked|gone through|went through|been through|gone over|went over"
        "|looked over|looked through|compared|verified it|double checked|double-checked|read through|read over"
        "|have checked|have read|checked against|looked it up|looked it all up|checked it against|studied|核对"
        "|核对过|核对完|核对完毕|核过|核实|核实过|经核对|经查核|经核实|查核|查过|查了|核查|核查过|检查|检查过"
        "|检查了|看过|看了|看完|看完了|看过了|看清楚|看清|看清楚了|仔细看|仔细看过|慢慢看完|慢慢看|细看|对过"
        "|对了一遍|对了两遍|对了|对照|对照过|对照了|对比|对比过|比对|比对过|计过|算过|读过|读了|看晒|核晒|审阅"
        "|审阅过|已核对|已看|已核实|已审阅|已阅读|阅读|查看|查看过|查阅|过目|查清楚|复核|复核过|翻查|翻看|翻过"
        "|逐项对过|逐条对过|逐项核对|逐条核对|逐一核对|经本人核对|经我核对|计算过|核对清楚|对清楚|对清楚了"
        "|看仔细了|看得清清楚楚|一一核对|verified|have verified|went over it all|cross checked|cross-checked"
        "|counted|tallied|looked it over|read it through|read it all|examined|inspected|proofread|逐一核对过"
        "|逐项核实|对过账|对过账单|核对过账单|核对了账单|查过账|查过账单|看了账单|翻了账单|翻过账单|查了记录"
        "|查过记录|看过记录|仔细核对|认真核对|认真看了|认真看过|仔细看了|细看了|看了一遍|看了两遍|看了三遍"
        "|看了几遍|看过一遍|看过两遍|从头到尾看|从头到尾看了|从头看到尾"
    ),
    "x": (
        "yesterday|last week|last month|this morning|earlier today|昨天|前天|上周|上星期|上个月|昨日"
    ),
    "L": (
        "from my phone|on my phone|by phone|over the phone|on the phone|with my phone|from my own phone"
        "|on the app|in the app|through the app|via the app|by app|online|from my computer|on my computer"
        "|from my laptop|at the branch|in the branch|at the counter|in person|on the phone with the dealer"
        "|with the dealer|through the dealer|via phone|by telephone|over the telephone|on my mobile|from home"
        "|from the office|at home|at work|from my own mobile|from my mobile|by hand|from my own account"
        "|in my account|from my account|on my account|with my own hands|from my tablet|用手机|用电脑|在手机上"
        "|在电脑上|手机上|打电话|用app|在app|在app上|用app上|app上|落app|用手机app|手机app|上网|在网上|网上"
        "|在公司|在单位|在家|在家里|在家里用|到柜台|去柜台|在柜台|柜台|去分行|到分行|在分行|去营业部|到营业部"
        "|在营业部|用我自己的手机|用自己的手机|用自己手机|用自己电脑|我自己手机|用单位电脑|用公司电脑"
        "|在公司用电脑|致电|打电话去|打电话过去|当面|亲身|亲身到|在手机app|在手机app上|在手机|透过手机|透过app"
        "|通过手机|通过app|经网上|经电话|经手机|在网页"
    ),
    "b": (
        "by me|by myself|by my own hand|from me|by my own self|由我|由本人|经我手|经本人手|由我本人|由我自己"
        "|出自我手|出自本人|我亲手|本人亲手|本人亲自|我亲自|我自己亲手|我亲笔|本人亲笔|sure did|i sure did"
        "|indeed i did|yes i did|did it myself|did it all myself|done it myself|i certainly did|definitely me"
        "|100% me|all me|that was definitely me|me alone|me only|nobody else but me|no one else but me"
        "|none other than me|i did it|i did that|i did so|i did do it|i did do that|i did it all"
    ),
    "S": (
        "signature|signatures|签名|签字|亲笔签名|签署|笔迹|字迹|decision|choice|主意|决定|意思|本意|意愿|选择"
    ),
    "E": (
        "please proceed|please go ahead|go ahead|you may proceed|you can proceed|proceed|carry on"
        "|you may go ahead|you can go ahead|please continue|请继续|请继续办理|请办理|继续办理|可以继续|继续吧"
        "|照办|照这个办|照这个办就行|就这样办|就这么办|可以办了|可以继续办|请照办|麻烦继续|就行|可以往下走"
        "|按这个办|按此办理|请按此办理"
    ),
    "f": (
        "thanks|thank you|thank you very much|thanks a lot|thank you so much|many thanks|thx|tks|ty|cheers"
        "|thank you kindly|with thanks|thanks for checking|thank you for checking|thank you for asking|hello"
        "|hi|hey|dear|my dear|dear sir|dear madam|dear sirs|sir|madam|miss|good morning|good afternoon"
        "|good evening|good day|morning|regards|kind regards|best regards|yours|yours faithfully|oh|ah|um|uh"
        "|er|well|la|lah|liao|lor|mate|man|pal|young man|young lady|love|sweetheart|cheers mate|right then"
        "|no worries|bless you|god bless|haha|ha|hehe|lol ok|ok then|great|perfect|excellent|super|cool"
        "|got my glasses on|with my glasses on|with my reading glasses|with my magnifying glass"
        "|have a nice day|you are welcome|to answer your question|in answer to your question|in reply|re"
        "|regarding|i write everything down|in my little notebook|in my notebook|in my diary|in my book|slowly"
        "|carefully|twice|three times|again|just|here|there|sorry for the delay|sorry for late reply"
        "|sorry for the late reply|for your records|for the record|for your information|qr|嗯|嗯嗯|恩|哦|噢|喔"
        "|啊|呀|啦|咯|哈|哈哈|嘛|哇|诶|哎|唉|喂|嘿|呵|嘞|咧|架|吖|嘻嘻|耶|呐|嗱|嗱嗱|喏|谢谢|感谢|谢了|谢谢你"
        "|谢谢您|谢谢你们|谢谢啦|辛苦|辛苦了|辛苦你|辛苦您|您好|你好|你们好|早上好|早安|早晨|午安|晚上好|晚安"
        "|先生您好|小姐您好|姑娘|小姑娘|小伙子|小姐|同志|亲|老师|师傅|客服|客服你好|客服您好|戴了老花镜"
        "|戴上老花镜|老花镜戴上|老花镜戴上仔细|戴返眼镜|戴上眼镜|戴了眼镜|带上老花镜|拿放大镜|用放大镜"
        "|眼镜戴上|阿婆我|阿公我|阿伯我|阿婆|阿公|老人家|我老人家|我老头子|我老太太|我老婆子|两遍|三遍|几遍"
        "|一遍|两次|三次|几次|好几遍|再三|仔细|认真|慢慢|逐一|一一|反复|清清楚楚|清楚|已|已经|回复|答复"
        "|回复如下|兹回复|谨覆|此覆|敬覆|敬启者|此致|敬礼|祝好|特此|谨此|在此|兹|hello你好|祝您工作愉快"
        "|祝工作愉快|👍|👌|✅|✔|☑|🆗|🙏|💯|🙆|🙋|😊|😄|😀|👏|❤|🌹|💪|🤝|🫡|😁|☺|👍👍|谨此回复|的呀|♂|♀|agreed"
        "|all agreed|as requested|请|嗯呢|我老太婆|老太婆|老头|老头子|大爷|阿姨|叔叔|小妹|小哥|靓女|靓仔|师奶"
        "|老人|岁|我年纪大|年纪大|看得慢|慢慢来|不好意思回复迟了|不好意思回复晚了|抱歉回复晚了"
        "|不好意思这么晚回复|不好意思看了很久|回复晚了|回得慢|让你久等|让你久等了|让您久等了|久等了|劳烦|有劳"
        "|有心|费心|费心了|是滴|系滴|okk|k|okey|okey dokey|alrighty|hiya|howdy|greetings|good to hear|bye"
        "|goodbye|拜拜|再见|祝好运|祝你好|my friend|dear all|dear team|team|dear colleague|dear officer"
        "|officer|with respect|respectfully|sincerely|yours sincerely|yours truly|take care|all the best"
        "|warm regards|best wishes|much appreciated|appreciated|i appreciate it|i took my time|took my time"
        "|i put on my glasses|i put my glasses on|glasses on|with my glasses|with glasses|i am old but careful"
        "|i am slow|i am a bit slow|i keep a diary|i keep records|i keep my own records|i keep notes"
        "|i remember it well|i remember it|i remember|i remember that day|i remember it clearly"
        "|remember it well|我记得|我记得很清楚|我记得清清楚楚|我记得清楚|记得很清楚|记得清楚|记性好|我记性好"
        "|我有记账|我有抄低|我有写下来|我都有记|都有记录|我有记录|我有纪录|hereby|勒|nothing to add|眼花"
        "|看了好几遍|看得很清楚|看得清楚|我看得好清楚|我看得很清楚|看得好清楚|不用担心|放心|知情"
        "|satisfied that|i am satisfied that|pleased|glad|good to go|as i told you|as mentioned|well then"
        "|i must say|i can tell you|of my own free will"
    ),
    "g": (
        "really|indeed|exactly|definitely|absolutely|completely|entirely|perfectly|fully|certainly|truly"
        "|totally correct|quite|very|very much|surely|for sure|100%|100 percent|hundred percent"
        "|one hundred percent|a hundred percent|hundred per cent|100 per cent|personally|in fact|in full"
        "|of course|also|too|as well|and|likewise|on all points|in every respect|in all respects|on all counts"
        "|in every detail|to the best of my knowledge and belief|one and all|together|确实|的确|真的|真正|实在"
        "|绝对|百分百|百分之百|十足|亲自|亲手|亲口|亲笔|当然|明确|也|亦|又|还|就|便|而且|并且|和|跟|与|及|以及"
        "|同|并|另外|一共|总共|共|完完全全|其实|事实上|老实说|本来就|本来|分明|原来那个|原来|依然|仍然|仍"
        "|还是原来那个|还是那个|没变|没有变|没有改变|没改|无变|没换|没有换|没动过|没有改过|没改过|不变|实锤"
        "|真个|梗|清楚无疑|毫无疑问|没有疑问|无疑|without doubt|without a doubt|no doubt|no doubt about it"
        "|beyond doubt|undoubtedly|obviously|clearly|honestly|actually|both times|simply|plainly|for real"
        "|legit|个人|自主|独立|主动|亲眼|precisely|to the best of my knowledge|确|千真万确地|genuinely"
        "|no question|no question about it|personally speaking|one hundred per cent|positively|wholly"
        "|thoroughly|in all|真"
    ),
    "t": (
        "the|of|on|in|at|for|to|from|with|against|by|as|per|via|who|that i|is that|&|+|one|single|last|listed"
        "|shown|stated|given|written|mentioned|displayed|provided|set out|you sent me|you sent|you listed"
        "|you have listed|you have shown|you showed me|in your message|in the message|in your letter"
        "|in the letter|on the list|on that list|on this list|in the list|below|ending|ends|ending in|ends in"
        "|ends with|case|file|notice|message|letter|bank statement|my statement|the statement|own"
        "|contract note|my own records|my records|my notes|my own notes|my contract note|my own notebook"
        "|my passbook|my bank book|each one|one by one|side|hand|have|has|had|can|day|same|the same|same as"
        "|to close|close it|在|用|于|从|向|把|对账单|月结单|结单|账单|记录|我记录|我的记录|账本|本簿仔|簿仔"
        "|记的|记得的|流水|收据|单据|交割单|个|些|位|一|之|所|其|着|那天|当天|当日|那日|那时|那会儿|那阵|上午"
        "|下午|早上|朝早|晚上|中午|凌晨|傍晚|晏昼|当时|的那|的这|由|经|经由|贵行|贵司|贵公司|关于|有关|就着"
        "|对于|件|这次|那次|今次|这一次|次|案件|个案|通知|通知书|来函|来信|信|信件|消息|短信|讯息|app|号|张|里"
        "|上|内|中|张纸|封信|表上|表里|尾|蚊|元|块|一般无二|agree|complete|up to date|份|这份|那份|it with"
        "|slowly and|齐全|完整|有份|条|样|这样东西|我这边|我这里|本人的|那一天|事发|交易日|落单当日|那天晚上"
        "|那天早上|那天下午|那天上午|那天中午|当天上午|当天下午|当晚|owe|owed|i owe|what i owed|do owe|尚欠"
        "|现欠|仍欠|共欠|欠下|欠了|欠|借|同意|acknowledge that|now|today|今天|现在|just now|刚才|刚刚|刚|方才"
        "|correctly|一致同意"
    ),
}

_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# Dates, figures, case numbers and last digits: one class, whatever they say.
FIGURE = re.compile(
    r"c-?\s?\d{4}-?\s?\d{6}"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?(?![a-z])"
    rf"|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?(?![a-z\d])"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![a-z])"
    rf"|(?:(?:\d{{4}}|{_NUMERAL}{{4}})年)?(?:\d{{1,2}}|{_NUMERAL}{{1,3}})月(?:份|初|中|底)?"
    rf"(?:(?:\d{{1,2}}|{_NUMERAL}{{1,3}})[日号])?"
    rf"|(?:\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]|(?:星期|周|礼拜)[一二三四五六日天]"
    r"|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d{1,2}/\d{1,2}|\d{1,2}:\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m"
    r"|[*x#•]{2,8}[ -]?\d{2,4}"
    r"|(?:hk\$|us\$|rmb ?|hkd ?|usd ?|cny ?|[$¥£]) ?\d[\d,.]{0,15}(?: ?[kmw万千]| million)?"
    r"|\d[\d,.]{0,15}(?: ?(?:[kmw]|万|千))? ?"
    r"(?:元|块钱|块|蚊|港元|港币|人民币|美元|股|手|点|hkd|usd|dollars|hk dollars|shares)"
    rf"|{_NUMERAL}{{1,9}}(?:元|块钱|块|蚊|港元|港币|人民币|美元|股|手|点钟|点)"
    r"|\d[\d,.]{2,15}(?:[kmw]|万|千)?|\d{1,3}[kw万千]"
)
# How many of them: only with a word for all is it about everything shown.
COUNT = re.compile(
    rf"(?:\d{{1,2}}|{_NUMERAL}{{1,2}}|那{_NUMERAL}|这{_NUMERAL}) ?(?:笔|单|张单|张|项|条|件|宗)"
    r"|(?:\d{1,2}|two|three|four|five|six|ten) (?=trades|orders|transactions|transfers|sales|purchases)"
)
