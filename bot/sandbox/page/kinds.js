// Kinds of entry, of risk and of fault in words; an unknown code is made readable as it stands.

import { hasWord, pick, word } from "./words.js";

const ENTRIES = {
  "account.attached": ["Account attached", "账户已关联", "帳戶已關聯"],
  "account.bound": ["Account bound", "账户已绑定", "帳戶已綁定"],
  "alert.answered": ["Client answered the alert", "客户答复预警", "客戶回覆警示"],
  "alert.decided": ["Alert decided", "预警已决定", "警示已決定"],
  "alert.recorded": ["Alert recorded", "预警已登记", "警示已登記"],
  "call.logged": ["Call logged", "已记录通话", "已記錄通話"],
  "case.closed": ["Case closed", "案件已结束", "個案已結束"],
  "case.opened": ["Case opened", "案件已建立", "個案已建立"],
  "case.read": ["Case read", "案件被查阅", "個案被查閱"],
  "certificate.issued": ["Certificate issued", "证明已出具", "證明已發出"],
  "checkin.answered": ["Check-in answered", "客户答复回访", "客戶回覆跟進"],
  "checkin.asked": ["Check-in sent", "已发送回访", "已發送跟進回訪"],
  "checkin.commented": ["Comment", "客户留言", "客戶留言"],
  "checkin.rated": ["Rating", "客户评分", "客戶評分"],
  "client.registered": ["Client registered", "客户已登记", "客戶已登記"],
  "clock.breached": ["Deadline breached", "已超时限", "已逾時限"],
  "clock.warned": ["Deadline near", "时限将至", "時限將至"],
  "closing.approved": ["Closing approved", "已批准销户", "已批准結束戶口"],
  "closing.flag": ["Closing step done", "销户步骤完成", "結束戶口步驟完成"],
  "closure.suspended": ["Closing suspended", "销户已暂停", "結束戶口已暫停"],
  "complaint.opened": ["Complaint opened", "投诉已受理", "投訴已受理"],
  confirmed: ["Confirmed by button", "已按钮确认", "已按鈕確認"],
  "contact.refused": ["Contact refused", "联系方式未通过", "聯絡方式未獲接納"],
  "deadline.missed": ["Deadline missed", "逾期未办", "逾期未辦"],
  "document.accepted": ["Document accepted", "材料已通过", "文件已接納"],
  "document.moved": ["Document moved to another item", "材料已改归另一项", "文件已改歸另一項"],
  "document.received": ["Document received", "收到材料", "收到文件"],
  "document.rejected": ["Document rejected", "材料被退回", "文件被退回"],
  "document.unusable": ["File cannot be used", "文件无法使用", "檔案無法使用"],
  "documents.due_moved": ["Due date moved", "期限已调整", "期限已調整"],
  "documents.requested": ["Documents requested", "已要求材料", "已要求文件"],
  "escalation.acknowledged": ["Escalation acknowledged", "升级已确认", "升級已確認"],
  "escalation.alerted": ["Escalated", "已升级", "已升級"],
  "failure.proposed": ["Failure proposed", "已提出失败", "已提出失敗"],
  "gate.refused": ["Closing refused by the gate", "关口检查未通过", "關口檢查未通過"],
  "group.bound": ["Staff group bound", "员工群组已绑定", "員工群組已綁定"],
  "human.asked": ["Client asked for a person", "客户要求人工", "客戶要求真人"],
  "invite.issued": ["Link made", "链接已生成", "連結已產生"],
  "invite.opened": ["Link opened", "链接已打开", "連結已開啟"],
  "invite.refused": ["Link refused", "链接被拒", "連結被拒"],
  "language.chosen": ["Language chosen", "已选择语言", "已選擇語言"],
  "message.outcome": ["Delivery", "送达情况", "送達情況"],
  "message.recorded": ["Message", "消息", "訊息"],
  "message.undeliverable": ["Message undeliverable", "消息无法送达", "訊息無法送達"],
  misunderstood: ["Not understood", "未能理解", "未能理解"],
  "outcome.failed": ["Outcome: failed", "结果：失败", "結果：失敗"],
  "outcome.partial": ["Outcome: partial", "结果：部分成功", "結果：部分成功"],
  "press.refused": ["Press refused", "按钮操作被拒", "按鈕操作被拒"],
  "privacy.acknowledged": ["Privacy notice acknowledged", "已确认隐私告知", "已確認私隱通知"],
  "prompt.answered": ["Question answered", "问题已回答", "問題已回答"],
  "prompt.closed": ["Question closed", "问题已关闭", "問題已關閉"],
  received: ["Received", "收到", "收到"],
  "recurrence.checked": ["Earlier cases checked", "已核查过往案件", "已核查過往個案"],
  reminded: ["Reminder due", "提醒", "提醒"],
  "severity.raised": ["Severity raised", "严重程度上调", "嚴重程度上調"],
  "simulation.run": ["Closing simulated", "已模拟销户", "已模擬結束戶口"],
  "staff.registered": ["Staff registered", "员工已登记", "員工已登記"],
  "staff.told": ["Staff told", "已通知员工", "已通知員工"],
  "suspension.lifted": ["Suspension lifted", "暂停已解除", "暫停已解除"],
  "suspension.review_called": ["Suspension: review called for", "暂停：已要求复核", "暫停：已要求覆核"],
  "suspension.reviewed": ["Suspension reviewed", "暂停已复核", "暫停已覆核"],
  "task.done": ["Task done", "任务完成", "任務完成"],
  "task.opened": ["Task opened", "任务建立", "任務建立"],
  "wish.recorded": ["Wish of the client", "客户的请求", "客戶的要求"],
};
const RISKS = {
  credit: ["Credit risk", "信用风险", "信貸風險"],
  operational: ["Operational risk", "操作风险", "業務操作風險"],
  unpaid_debt: ["Outstanding debt", "未结清债务", "未清還債務"],
  abnormal_trading: ["Abnormal trading", "异常交易", "異常交易"],
  tax_arrears: ["Tax arrears", "未缴税款", "欠繳稅款"],
  margin_shortfall: ["Margin shortfall", "保证金不足", "保證金不足"],
  forced_liquidation: ["Forced liquidation", "强制平仓", "強制平倉"],
  legal_dispute: ["Legal dispute", "法律纠纷", "法律糾紛"],
  missing_documents: ["Missing documents", "缺材料", "欠文件"],
  identity_mismatch: ["Identity mismatch", "身份不符", "身分不符"],
  aml: ["Suspicious (told to nobody)", "可疑交易（保密）", "可疑交易（保密）"],
  data_leak: ["Client data breach", "客户资料泄露", "客戶資料外洩"],
  system_fault: ["System fault", "系统故障", "系統故障"],
  business_distress: ["Business distress", "经营困境", "業務經營困難"],
};
// Values of entries that are codes: how a case stands, whom a message is for, what became of it.
const CODES = {
  action_low: ["Low: in progress", "低风险处理中", "低風險處理中"],
  action_medium: ["Medium: in progress", "中风险处理中", "中風險處理中"],
  client: ["Client", "客户", "客戶"],
  closed: ["Closed", "已销户", "已結束戶口"],
  closing: ["Closing", "销户办理中", "結束戶口辦理中"],
  failed: ["Failed", "失败", "失敗"],
  follow_up: ["Follow-up", "回访", "跟進回訪"],
  gate: ["Waiting for approval", "等待批准", "等待批准"],
  group: ["Staff group", "员工群组", "員工群組"],
  intake: ["Intake", "收集", "收集"],
  partial: ["Partly done", "部分完成", "部分完成"],
  refused: ["Refused", "被拒绝", "被拒絕"],
  resolved: ["Resolved", "已解决", "已解決"],
  sent: ["Sent", "已送出", "已送出"],
  staff: ["Staff", "员工", "員工"],
  success: ["Success", "成功", "成功"],
  suspended: ["Suspended", "已暂停", "已暫停"],
  unknown: ["Not known", "未知", "未知"],
};
const FACTS = {
  of: ["Of", "所属", "所屬"],
  department: ["Department", "部门", "部門"],
  score: ["Score", "评分", "評分"],
  items: ["Items", "清单", "清單"],
  count: ["Times", "次数", "次數"],
  what: ["What", "内容", "內容"],
  subject: ["About", "事项", "事項"],
  recipient: ["Recipient", "收件人", "收件人"],
  role: ["Role", "角色", "職責"],
  client_name: ["Client", "客户", "客戶"],
  certificate_no: ["Certificate no.", "证明编号", "證明編號"],
  account_masked: ["Account", "账户", "戶口"],
  answer: ["Answer", "答复", "回覆"],
  audience: ["To", "对象", "對象"],
  decision: ["Decision", "决定", "決定"],
  detected_at: ["Detected", "发现时间", "發現時間"],
  due: ["Due", "到期", "到期"],
  file_name: ["File", "文件", "檔案"],
  ground: ["Ground", "理由", "理由"],
  handler_name: ["Handler", "经办人", "經辦人"],
  language: ["Language", "语言", "語言"],
  option: ["Choice", "选择", "選擇"],
  purpose: ["Purpose", "用途", "用途"],
  reason: ["Reason", "原因", "原因"],
  received_at: ["Received", "收到时间", "收到時間"],
  review_by: ["Review by", "复核期限", "覆核期限"],
  risk_type: ["Kind of risk", "风险类型", "風險類型"],
  scope: ["Scope", "范围", "範圍"],
  severity: ["Severity", "严重程度", "嚴重程度"],
  size: ["Bytes", "字节", "位元組"],
  source: ["Source", "来源", "來源"],
  state: ["State", "状态", "狀態"],
  template: ["Template", "模板", "範本"],
};
const FAULTS = {
  429: ["429: too many requests", "429：请求过多", "429：請求過多"],
  500: ["500: server error", "500：服务器错误", "500：伺服器錯誤"],
  timeout_before: ["Time-out, not done", "超时，未执行", "逾時，未執行"],
  timeout_after: ["Time-out, but done", "超时，已执行", "逾時，已執行"],
  reset: ["Connection reset", "连接重置", "連線重置"],
  duplicate_update: ["Update delivered twice", "更新重复送达", "更新重複送達"],
  reorder: ["Two updates swapped", "两个更新次序对调", "兩個更新次序對調"],
};

export const riskCodes = () => Object.keys(RISKS);
export const faultKinds = () => Object.keys(FAULTS);
export const riskWords = (code) => pick(RISKS[code]) ?? readable(code);
export const faultWords = (code) => pick(FAULTS[code]) ?? readable(code);
export const factWords = (code) => pick(FACTS[code]) ?? readable(code);
export const codeWords = (code) => pick(CODES[code]) ?? readable(code);
export const entryWords = (code) => pick(ENTRIES[code]) ?? readable(code);

export const severityWords = (code) => (hasWord(code) ? word(code) : readable(code));

// "documents.due_moved" -> "Documents due moved"
export function readable(code) {
  const text = String(code ?? "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[._]+/g, " ")
    .trim();
  return text ? text[0].toUpperCase() + text.slice(1) : "–";
}
