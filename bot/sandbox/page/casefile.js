// The case file: which case, how it stands, and every entry as it is written.

import { get } from "./api.js";
import { attempt, fill, h } from "./dom.js";
import { codeWords, entryWords, factWords, readable, riskWords, severityWords } from "./kinds.js";
import { hasWord, momentOf, word } from "./words.js";

const DULL = /(^|_)(hash|digest|id|key|version|chat|account|model)$|^(prompt|labels|purpose|weight)$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const CODE = /^[a-z]+(_[a-z]+)+$/;
const SAID = ["text", "words", "description", "detail"];
const AGAIN_MS = 2000;
const MOST_FACTS = 6;

export class CaseFile {
  constructor(element) {
    Object.assign(this, { element, cases: [], entries: [], known: 0, desk: true });
    this.build();
  }

  build() {
    this.chooser = h("select", { "aria-label": word("case"), onchange: () => this.open() });
    this.newest = h("input", {
      type: "checkbox",
      checked: true,
      onchange: () => this.drawEntries(),
    });
    this.verdict = h("p", { class: "verdict", role: "status" });
    this.header = h("dl", { class: "facts" });
    this.list = h("ol", { class: "entries", tabindex: "0", "aria-label": word("entries") });
    this.element.replaceChildren(
      h("header", {}, h("h2", {}, word("case_file")), this.chooser),
      this.header,
      h(
        "div",
        { class: "file-tools" },
        h("label", {}, this.newest, word("newest_first")),
        h("button", { type: "button", onclick: () => this.verify() }, word("verify")),
        this.verdict,
      ),
      this.list,
    );
  }

  // Something may have been written: look again. Calls that come close together count as one.
  refresh() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 150);
  }

  async load() {
    if (!this.desk) return;
    try {
      this.cases = (await get("/demo/cases")).cases;
    } catch (error) {
      this.desk = error.code !== 404;
      if (this.desk) setTimeout(() => this.refresh(), AGAIN_MS);
      this.draw();
      return;
    }
    const before = this.chooser.value || this.newestOf(this.wanted);
    this.offer(before || this.cases.at(-1)?.case_no);
    await this.open();
  }

  offer(preferred) {
    fill(
      this.chooser,
      this.cases.map((one) => ({ value: one.case_no, label: label(one) })),
      preferred,
    );
  }

  newestOf(clientId) {
    return this.cases.findLast((one) => one.client === clientId)?.case_no;
  }

  // Shows the newest case of a client whose phone is looked at, or the case just written to.
  follow(clientId) {
    this.wanted = clientId;
    this.choose(this.newestOf(clientId));
  }

  choose(caseNo) {
    if (!caseNo || caseNo === this.chooser.value) return;
    this.chooser.value = caseNo;
    this.open();
  }

  async open() {
    const caseNo = this.chooser.value;
    if (caseNo !== this.shown) this.known = 0;
    if (caseNo) {
      const file = await attempt(() => get(`/demo/casefile/${encodeURIComponent(caseNo)}`));
      if (!file || caseNo !== this.chooser.value) return;
      this.entries = file.entries;
      this.case = { ...file.case, ...this.cases.find((one) => one.case_no === caseNo) };
    } else {
      this.entries = [];
      this.case = null;
    }
    this.shown = caseNo;
    this.draw();
  }

  draw() {
    this.element.classList.toggle("empty", !this.case);
    this.header.replaceChildren(...(this.case ? this.facts() : []));
    this.drawEntries();
  }

  facts() {
    const { state, severity, handler, next_due: due, outcome } = this.case;
    const risk = h("span", { class: `risk ${severity}` }, severityWords(severity));
    return [
      fact("client", clientOf(this.case)),
      h("div", {}, h("dt", {}, word("severity")), h("dd", {}, risk)),
      fact("state", codeWords(state)),
      fact("handler", handler || "–"),
      fact("next_due", due ? shown(due) : word("nothing_due")),
      fact("outcome", outcome ? codeWords(outcome) : word("undecided")),
    ];
  }

  drawEntries() {
    if (!this.case) {
      this.list.replaceChildren(
        h("li", { class: "none" }, word(this.desk ? "no_cases" : "no_desk")),
      );
      return;
    }
    const opened = new Set(
      [...this.list.querySelectorAll("details[open]")].map((one) => one.dataset.seq),
    );
    const order = this.newest.checked ? [...this.entries].reverse() : this.entries;
    const recorded = this.entries.filter((entry) => entry.kind === "message.recorded");
    const numbers = new Map(recorded.map((entry) => [entry.body.message_id, entry.seq]));
    this.list.replaceChildren(
      ...order.map((entry) =>
        line(entry, entry.seq > this.known && this.known > 0, opened, numbers),
      ),
    );
    this.known = this.entries.at(-1)?.seq ?? 0;
  }

  async verify() {
    const result = await attempt(() => get("/demo/verify"));
    if (!result) return;
    const whole = !result.first_broken;
    this.verdict.className = `verdict ${whole ? "good" : "bad"}`;
    const broken = result.first_broken || {};
    this.verdict.textContent = whole
      ? `✓ ${word("whole")} (${result.entries} ${word("entries")}, ${result.cases} ${word("cases")})`
      : `✗ ${word("broken")}: ${broken.case_no} #${broken.seq} ${broken.harm ?? ""}`;
  }

  retranslate() {
    const { checked } = this.newest;
    const { value } = this.chooser;
    this.build();
    this.newest.checked = checked;
    this.offer(value);
    this.draw();
  }
}

const clientOf = (one) => one.client_name || one.client;

const label = (one) => `${one.case_no} · ${clientOf(one)} · ${codeWords(one.state)}`;

const fact = (name, value) => h("div", {}, h("dt", {}, word(name)), h("dd", {}, value));

function line(entry, isNew, opened, numbers) {
  const facts = keyFacts(entry.body);
  const said = SAID.map((name) => entry.body?.[name]).find(
    (value) => typeof value === "string" && value,
  );
  return h(
    "li",
    { class: `entry ${tone(entry)} ${isNew ? "new" : ""}` },
    h(
      "p",
      { class: "entry-head" },
      h("span", { class: "seq" }, `#${entry.seq}`),
      h("b", {}, entryWords(entry.kind) + about(entry, numbers)),
      h("span", { class: "who" }, who(entry.actor)),
      h("time", { datetime: entry.at }, momentOf(entry.at)),
    ),
    said ? h("p", { class: "said" }, said.length > 220 ? `${said.slice(0, 220)}…` : said) : null,
    facts.length ? h("dl", { class: "key-facts" }, facts) : null,
    h(
      "details",
      { "data-seq": String(entry.seq), open: opened.has(String(entry.seq)) },
      h("summary", {}, word("raw"), h("code", {}, String(entry.hash ?? "").slice(0, 12))),
      h("pre", {}, JSON.stringify(entry, null, 2)),
    ),
  );
}

// "Delivery of #9": which message of this file it was about.
function about({ kind, body }, numbers) {
  const number = kind === "message.outcome" && numbers.get(body.message_id);
  return number ? ` #${number}` : "";
}

function who(actor) {
  if (!actor || typeof actor === "string") return hasWord(actor) ? word(actor) : readable(actor);
  const role = hasWord(actor.role) ? word(actor.role) : readable(actor.role);
  return actor.name ? `${actor.name} · ${role}` : role;
}

// Who or what acted gives the colour; high risk and trouble stand out in words too.
function tone(entry) {
  const { kind, body } = entry;
  if (/breach|missed|broken|refused|failed|undeliverable|suspended/.test(kind)) return "trouble";
  if (body?.severity === "high") return "high";
  if (/^message|^staff/.test(kind)) return "out";
  return /^received|^confirmed|answered|^document/.test(kind) ? "in" : "";
}

function keyFacts(body) {
  const facts = Object.entries(body ?? {})
    .filter(([name, value]) => !DULL.test(name) && !SAID.includes(name) && plain(value))
    .slice(0, MOST_FACTS);
  return facts.map(([name, value]) =>
    h(
      "div",
      { class: name === "severity" ? `risk ${value}` : "" },
      h("dt", {}, factWords(name)),
      h("dd", {}, said(name, value)),
    ),
  );
}

const plain = (value) =>
  (typeof value === "string" && value !== "" && value.length <= 120) ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  (Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 6 &&
    value.every((one) => typeof one === "string"));

function said(name, value) {
  if (Array.isArray(value)) return value.map((one) => readable(one)).join(", ");
  if (name === "severity") return severityWords(value);
  if (name === "risk_type") return riskWords(value);
  if (["state", "audience", "outcome"].includes(name)) return codeWords(value);
  return shown(value);
}

// Codes such as margin_contract are made readable; moments are told in the reader's zone.
function shown(value) {
  if (MOMENT.test(value)) return momentOf(value);
  if (typeof value === "boolean") return value ? "✓" : "✗";
  return CODE.test(value) ? codeWords(value) : String(value);
}
