// Kinds of entry, of risk and of fault in words; an unknown code is made readable as it stands.

import { hasWord, pick, word } from "./words.js";

const ENTRIES = {
  "account.bound": ["Account bound", "账户已绑定", "帳戶已綁定"],
  "alert.answered": ["Client answered the alert", "客户答复预警", "客戶回覆警示"],
  "alert.decided": ["Alert decided", "预警已决定", "警示已決定"],
  "alert.recorded": ["Alert recorded", "预警已登记", "警示已登記"],
  "case.closed": ["Case closed", "案件已结束", "個案已結束"],
  "case.opened": ["Case opened", "案件已建立", "個案已建立"],
  "case.read": ["Case read", "案件被查阅", "個案被查閱"],
  "certificate.issued": ["Certificate issued", "证明已出具", "證明已發出"],
  "clock.breached": ["Deadline breached", "已超时限", "已逾時限"],
  "clock.warned": ["Deadline near", "时限将至", "時限將至"],
  "closing.approved": ["Closing approved", "已批准销户", "已批准結束戶口"],
  "closure.suspended": ["Closing suspended", "销户已暂停", "結束戶口已暫停"],
  "complaint.opened": ["Complaint opened", "投诉已受理", "投訴已受理"],
  confirmed: ["Confirmed by button", "已按钮确认", "已按鈕確認"],
  "deadline.missed": ["Deadline missed", "逾期未办", "逾期未辦"],
  "document.accepted": ["Document accepted", "材料已通过", "文件已接納"],
  "document.received": ["Document received", "收到材料", "收到文件"],
  "document.rejected": ["Document rejected", "材料被退回", "文件被退回"],
  "documents.requested": ["Documents requested", "已要求材料", "已要求文件"],
  "escalation.acknowledged": ["Escalation acknowledged", "升级已确认", "升級已確認"],
  "escalation.alerted": ["Escalated", "已升级", "已升級"],
  "human.asked": ["Client asked for a person", "客户要求人工", "客戶要求真人"],
  "message.outcome": ["Delivery", "送达情况", "送達情況"],
  "message.recorded": ["Message", "消息", "訊息"],
  "message.undeliverable": ["Message undeliverable", "消息无法送达", "訊息無法送達"],
  "outcome.failed": ["Outcome: failed", "结果：失败", "結果：失敗"],
  "outcome.partial": ["Outcome: partial", "结果：部分成功", "結果：部分成功"],
  "privacy.acknowledged": ["Privacy notice acknowledged", "已确认隐私告知", "已確認私隱通知"],
  "prompt.answered": ["Question answered", "问题已回答", "問題已回答"],
  "prompt.closed": ["Question closed", "问题已关闭", "問題已關閉"],
  received: ["Received", "收到", "收到"],
  reminded: ["Reminder due", "提醒", "提醒"],
  "severity.raised": ["Severity raised", "严重程度上调", "嚴重程度上調"],
  "simulation.run": ["Closing simulated", "已模拟销户", "已模擬結束戶口"],
  "suspension.lifted": ["Suspension lifted", "暂停已解除", "暫停已解除"],
  "task.done": ["Task done", "任务完成", "任務完成"],
  "task.opened": ["Task opened", "任务建立", "任務建立"],
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
  data_leak: ["Client data breach", "客户资料泄露", "客戶資料外洩"],
  system_fault: ["System fault", "系统故障", "系統故障"],
  business_distress: ["Business distress", "经营困境", "業務經營困難"],
};
const FACTS = {
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
