// What the one who runs the sandbox can do: move the clock, raise alerts, invite, break things.

import { get, post, remove, upload } from "./api.js";
import { attempt, byId, fill, h } from "./dom.js";
import { faultKinds, faultWords, riskCodes, riskWords, severityWords } from "./kinds.js";
import { clockOf, momentOf, word } from "./words.js";

export class Controls {
  constructor(world) {
    this.world = world;
    this.ahead = 0;
    this.frozen = false;
    this.bindClock();
    this.bindForms();
    this.bindDrop();
    setInterval(() => this.tick(), 1000);
  }

  async readClock() {
    const clock = await attempt(() => get("/sandbox/clock"));
    if (clock) this.takeClock(clock);
  }

  takeClock({ now, frozen = this.frozen }) {
    this.ahead = new Date(now) - Date.now();
    this.at = new Date(now);
    this.frozen = frozen;
    this.tick();
  }

  tick() {
    const now = this.frozen ? this.at : new Date(Date.now() + this.ahead);
    byId("clock-time").textContent = clockOf(now);
    byId("clock-time").dateTime = now.toISOString();
  }

  bindClock() {
    const advance = (seconds) =>
      attempt(async () => this.takeClock(await post("/sandbox/clock", { advance_s: seconds })));
    for (const button of document.querySelectorAll("[data-advance]")) {
      button.addEventListener("click", () => advance(Number(button.dataset.advance)));
    }
    this.onSubmit("clock-form", async () => {
      await advance(Number(byId("clock-hours").value) * 3600);
      byId("clock-hours").value = "";
    });
  }

  onSubmit(id, task) {
    const form = byId(id);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("[type=submit]");
      button.disabled = true;
      await attempt(() => task(form.querySelector(".result")));
      button.disabled = false;
    });
  }

  bindForms() {
    this.onSubmit("alert-form", (result) => this.raiseAlert(result));
    this.onSubmit("intake-form", () => this.takeIn(byId("intake-file").files[0]));
    this.onSubmit("invite-form", (result) => this.invite(result));
    this.onSubmit("person-form", () => this.addPerson());
    this.onSubmit("group-form", () => this.makeGroup());
    this.onSubmit("fault-form", (result) => this.orderFault(result));
    byId("fault-clear").addEventListener("click", () =>
      attempt(async () => this.showFaults(await remove("/sandbox/faults"))),
    );
    byId("invite-client").addEventListener("change", () =>
      byId("invite-form").querySelector(".result").replaceChildren(),
    );
    document.addEventListener("click", (event) => closeOthers(event.target));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closeOthers(document.body);
    });
  }

  // Selects whose words or people have changed.
  offer() {
    const clients = this.world.clients.map((one) => ({
      value: one.client_id,
      label: `${one.name} (${one.client_id})`,
    }));
    const people = [...this.world.people.keys()].map((id) => ({
      value: id,
      label: this.world.nameOf(id),
    }));
    fill(byId("alert-client"), clients);
    fill(byId("invite-client"), clients);
    fill(byId("invite-person"), people);
    fill(byId("group-members"), people);
    fill(
      byId("alert-risk"),
      riskCodes().map((code) => ({ value: code, label: riskWords(code) })),
    );
    fill(
      byId("alert-severity"),
      ["low", "medium", "high"].map((code) => ({ value: code, label: severityWords(code) })),
    );
    fill(
      byId("fault-kind"),
      faultKinds().map((code) => ({ value: code, label: faultWords(code) })),
    );
  }

  async raiseAlert(result) {
    const { case_no: caseNo } = await post("/demo/alert", {
      client_id: byId("alert-client").value,
      risk_type: byId("alert-risk").value,
      severity: byId("alert-severity").value,
      description: byId("alert-description").value,
    });
    byId("alert-description").value = "";
    result.textContent = `✓ ${word("alert_raised")}`;
    this.world.changed();
    await this.world.showCase(caseNo);
  }

  async takeIn(file) {
    if (!file) return;
    const panel = byId("intake-form");
    panel.closest("details").open = true;
    const done = await upload("/demo/intake", file);
    const summary = `${file.name}: ${done.taken} ${word("taken")}, ${done.skipped} ${word("skipped")}, ${done.refused.length} ${word("refused")}`;
    panel
      .querySelector(".result")
      .replaceChildren(h("p", {}, summary), done.refused.length ? refusedRows(done.refused) : "");
    this.world.changed();
    await this.world.showCase(done.cases[0]);
  }

  async invite(result) {
    const link = await post("/demo/invite", { client_id: byId("invite-client").value });
    const person = Number(byId("invite-person").value);
    const open = h(
      "button",
      { type: "button", class: "primary", onclick: () => this.openLink(person, link.payload) },
      `${word("open_link")} ${this.world.nameOf(person)}`,
    );
    result.replaceChildren(
      h("p", { class: "invite-link" }, link.link),
      h("p", {}, `${word("expires")} ${momentOf(link.expires)}`),
      open,
    );
  }

  async openLink(person, payload) {
    await attempt(() => post(`/sandbox/people/${person}/messages`, { text: `/start ${payload}` }));
    this.world.showPerson(person);
    closeOthers(document.body);
  }

  async addPerson() {
    const value = (name) => byId(`person-${name}`).value.trim() || null;
    await post("/sandbox/people", {
      first_name: value("first"),
      last_name: value("last"),
      phone: value("phone"),
    });
    byId("person-form").reset();
  }

  async makeGroup() {
    const members = [...byId("group-members").selectedOptions].map((option) =>
      Number(option.value),
    );
    await post("/sandbox/groups", { title: byId("group-title").value, members });
    byId("group-form").reset();
  }

  async orderFault(result) {
    const waiting = await post("/sandbox/faults", {
      kind: byId("fault-kind").value,
      method: byId("fault-method").value || null,
      count: Number(byId("fault-count").value),
      retry_after: Number(byId("fault-retry").value),
    });
    this.showFaults(waiting, result);
  }

  showFaults({ faults }) {
    const lines = faults.map(
      (one) =>
        `${faultWords(one.kind)} × ${one.count} (${one.method ?? word("any_call")}) ${word("waiting")}`,
    );
    byId("fault-form").querySelector(".result").textContent =
      lines.join("\n") || word("none_waiting");
  }

  bindDrop() {
    const veil = byId("drop-veil");
    const carriesFile = (event) =>
      this.world.desk && [...event.dataTransfer.types].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      veil.hidden = false;
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) veil.hidden = true;
    });
    document.addEventListener("drop", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      veil.hidden = true;
      attempt(() => this.takeIn(event.dataTransfer.files[0]));
    });
  }
}

function closeOthers(target) {
  for (const details of document.querySelectorAll(
    "details[name=tools][open], details.actions[open]",
  )) {
    if (!details.contains(target)) details.open = false;
  }
}

function refusedRows(rows) {
  const cell = (tag, value) => h(tag, {}, String(value ?? "–"));
  return h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ["row", "column", "value", "reason"].map((name) => cell("th", word(name))),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((one) =>
        h(
          "tr",
          {},
          [one.row, one.column, one.value, one.reason].map((value) => cell("td", value)),
        ),
      ),
    ),
  );
}
