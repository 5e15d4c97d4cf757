// The page's own words in three languages, and how times are written.

const ZONE = "Asia/Hong_Kong";
const WORDS = {
  title: ["Casebot sandbox", "Casebot 沙盒", "Casebot 沙盒"],
  clock: ["Sandbox clock", "沙盒时钟", "沙盒時鐘"],
  hour: ["+1 h", "+1 小时", "+1 小時"],
  day: ["+1 day", "+1 天", "+1 日"],
  week: ["+7 days", "+7 天", "+7 日"],
  hours_ahead: ["Hours ahead", "向前小时数", "向前小時數"],
  move: ["Move", "推进", "推進"],
  tools: ["Tools", "工具", "工具"],
  raise_alert: ["Raise an alert", "发出预警", "發出警示"],
  alert_file: ["Alert file", "预警文件", "警示檔案"],
  invite: ["Invite a client", "邀请客户", "邀請客戶"],
  people: ["People", "人员", "人員"],
  faults: ["Faults", "故障", "故障"],
  language: ["Language", "语言", "語言"],
  client: ["Client", "客户", "客戶"],
  risk_type: ["Kind of risk", "风险类型", "風險類型"],
  severity: ["Severity", "严重程度", "嚴重程度"],
  description: ["What was found", "发现的情况", "發現的情況"],
  drop_here: [
    "Drop an .xlsx file anywhere on the page, or choose one",
    "将 .xlsx 文件拖到页面任意位置，或选择文件",
    "將 .xlsx 檔案拖到頁面任何位置，或選擇檔案",
  ],
  drop_now: ["Drop the alert file", "松开以导入预警文件", "放開以匯入警示檔案"],
  take_in: ["Take in", "导入", "匯入"],
  opens_it: ["Who opens the link", "由谁打开链接", "由誰開啟連結"],
  make_link: ["Make a link", "生成链接", "產生連結"],
  open_link: ["Open link as", "打开链接：", "開啟連結："],
  expires: ["expires", "有效期至", "有效期至"],
  first_name: ["First name", "名字", "名字"],
  last_name: ["Last name", "姓氏", "姓氏"],
  phone: ["Phone", "电话", "電話"],
  add_person: ["Add a person", "添加人员", "新增人員"],
  group_title: ["Group name", "群组名称", "群組名稱"],
  members: ["Members", "成员", "成員"],
  make_group: ["Make a group", "创建群组", "建立群組"],
  fault_kind: ["What goes wrong", "故障类型", "故障類型"],
  fault_method: ["With which call", "针对哪个调用", "針對哪個調用"],
  any_call: ["any call", "任何调用", "任何調用"],
  how_often: ["How often", "次数", "次數"],
  retry_after: ["Retry after (s)", "重试间隔（秒）", "重試間隔（秒）"],
  order: ["Order", "设置", "設定"],
  call_off: ["Call off", "取消", "取消"],
  waiting: ["waiting", "等待中", "等待中"],
  none_waiting: ["No fault is waiting.", "没有待发生的故障。", "沒有待發生的故障。"],
  client_phone: ["Client's phone", "客户的手机", "客戶的手機"],
  staff_phone: ["Staff member's phone", "员工的手机", "員工的手機"],
  staff_group: ["Staff group", "员工群组", "員工群組"],
  case_file: ["Case file", "案件档案", "個案檔案"],
  person: ["Person", "人员", "人員"],
  group: ["Group", "群组", "群組"],
  speaks: ["Speaking as", "发言人", "發言人"],
  write: ["Write a message", "输入消息", "輸入訊息"],
  write_edit: ["Change your message", "修改消息", "修改訊息"],
  send: ["Send", "发送", "發送"],
  start: ["Start", "开始", "開始"],
  more: ["More actions", "更多操作", "更多操作"],
  attach_photo: ["Send a photo", "发送照片", "傳送相片"],
  attach_document: ["Send a document", "发送文件", "傳送檔案"],
  own_contact: ["Share own number", "分享自己的号码", "分享自己的號碼"],
  other_contact: ["Share another's number", "分享他人号码", "分享他人號碼"],
  which_number: ["Whose number? Type it in.", "请输入他人的号码。", "請輸入他人的號碼。"],
  block: ["Block the bot", "屏蔽机器人", "封鎖機械人"],
  unblock: ["Unblock the bot", "解除屏蔽", "解除封鎖"],
  is_blocked: [
    "The bot is blocked. It cannot write here.",
    "已屏蔽机器人，机器人无法发消息。",
    "已封鎖機械人，機械人無法傳送訊息。",
  ],
  edited: ["edited", "已编辑", "已編輯"],
  deleted: ["Message deleted", "消息已删除", "訊息已刪除"],
  edit: ["Edit", "编辑", "編輯"],
  reply: ["Reply", "回复", "回覆"],
  cancel: ["Cancel", "取消", "取消"],
  replying: ["Replying to", "回复", "回覆"],
  download: ["Download", "下载", "下載"],
  contact: ["Contact", "联系人", "聯絡人"],
  location: ["Location", "位置", "位置"],
  added_bot: ["added the bot to the group", "将机器人加入群组", "將機械人加入群組"],
  no_messages: ["No messages yet.", "还没有消息。", "尚未有訊息。"],
  press_start: [
    "Press Start to begin the conversation.",
    "点击“开始”进入对话。",
    "按「開始」進入對話。",
  ],
  no_person: [
    "Nobody here yet. Add a person under People.",
    "还没有人员，请在“人员”中添加。",
    "尚未有人員，請在「人員」中新增。",
  ],
  no_group: [
    "No group yet. Make one under People.",
    "还没有群组，请在“人员”中创建。",
    "尚未有群組，請在「人員」中建立。",
  ],
  ok: ["OK", "好", "好"],
  case: ["Case", "案件", "個案"],
  no_cases: [
    "No case yet. Raise an alert or take in an alert file.",
    "还没有案件。请发出预警或导入文件。",
    "尚未有個案。請發出警示或匯入檔案。",
  ],
  no_desk: [
    "This is the local Telegram alone. Start the demo to see the firm's case files here.",
    "当前仅运行本地 Telegram。启动演示后可在此查看案件档案。",
    "目前只運行本機 Telegram。啟動示範後可在此查看個案檔案。",
  ],
  state: ["State", "状态", "狀態"],
  handler: ["Handler", "经办人", "經辦人"],
  next_due: ["Next due", "下次到期", "下次到期"],
  outcome: ["Outcome", "结果", "結果"],
  nothing_due: ["Nothing due", "无", "無"],
  undecided: ["Open", "进行中", "進行中"],
  verify: ["Check the chain", "核验链", "核驗鏈"],
  whole: ["Every entry is as it was written", "所有记录完好", "所有紀錄完好"],
  broken: ["The chain is broken", "链已断裂", "鏈已斷裂"],
  entries: ["entries", "条记录", "項紀錄"],
  cases: ["cases", "个案件", "個個案"],
  newest_first: ["Newest first", "最新在前", "最新在前"],
  raw: ["Raw entry", "原始记录", "原始紀錄"],
  low: ["Low risk", "低风险", "低風險"],
  medium: ["Medium risk", "中风险", "中風險"],
  high: ["HIGH RISK", "高风险", "高風險"],
  taken: ["taken in", "已导入", "已匯入"],
  skipped: ["skipped", "已跳过", "已略過"],
  refused: ["refused", "被拒绝", "被拒絕"],
  row: ["Row", "行", "行"],
  column: ["Column", "列", "欄"],
  value: ["Value", "值", "值"],
  reason: ["Reason", "原因", "原因"],
  alert_raised: ["Alert raised.", "预警已发出。", "警示已發出。"],
  clients: ["Clients", "客户", "客戶"],
  others: ["Others", "其他人", "其他人"],
  bot: ["Bot", "机器人", "機械人"],
  stranger: ["Stranger", "陌生人", "陌生人"],
  zone: ["HKT", "香港时间", "香港時間"],
};
const LANGUAGES = ["en", "zh-Hans", "zh-Hant"];
let current = 0;

export function chooseLanguage(language) {
  current = Math.max(0, LANGUAGES.indexOf(language));
  document.documentElement.lang = LANGUAGES[current];
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
  }
}

export const language = () => LANGUAGES[current];

export const word = (name) => WORDS[name]?.[current] ?? name;

// One of three wordings, for tables kept elsewhere.
export const pick = (wordings) => wordings?.[current];

export const hasWord = (name) => name in WORDS;

const format = (options) =>
  new Intl.DateTimeFormat(current === 0 ? "en-GB" : LANGUAGES[current], {
    timeZone: ZONE,
    hourCycle: "h23",
    ...options,
  });

export const timeOf = (iso) => format({ hour: "2-digit", minute: "2-digit" }).format(new Date(iso));

export const dayOf = (iso) =>
  format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(
    new Date(iso),
  );

export const momentOf = (iso) =>
  format({
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));

export const clockOf = (date) =>
  format({
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(date);
