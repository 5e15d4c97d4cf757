// A phone: whose it is, the chat on it, the keyboard below, what one can do with it.

import { get, post, upload } from "./api.js";
import { attempt, fill, h } from "./dom.js";
import { bubble, dayLine } from "./message.js";
import { dayOf, word } from "./words.js";

export class Phone {
  // `kind` is client, staff or group; `world` knows people and groups.
  constructor(element, kind, world) {
    Object.assign(this, { element, kind, world, messages: new Map(), keyboard: null });
    this.isGroup = kind === "group";
    this.editing = null;
    this.replying = null;
    this.following = true;
    this.lastTop = 0;
    this.build();
  }

  get viewer() {
    return Number(this.isGroup ? this.speaker.value : this.chooser.value);
  }
  get chatId() {
    return Number(this.chooser.value) || null;
  }
  get path() {
    return `/sandbox/people/${this.viewer}`;
  }
  get person() {
    return this.world.people.get(this.viewer);
  }
  lineId(messageId) {
    return `${this.kind}-${messageId}`;
  }

  build() {
    this.chooser = h("select", {
      "aria-label": word(this.isGroup ? "group" : "person"),
      onchange: () => this.choose(),
    });
    this.speaker = h("select", { "aria-label": word("speaks"), onchange: () => this.draw() });
    this.list = h("ol", {
      class: "messages",
      tabindex: "0",
      onscroll: () => this.onScroll(),
      "aria-label": word(`${this.kind === "group" ? "staff_group" : `${this.kind}_phone`}`),
    });
    this.banner = h("p", { class: "banner", hidden: true });
    this.context = h("div", { class: "context", hidden: true });
    this.keys = h("div", { class: "reply-keys", hidden: true });
    this.toast = h("div", { class: "toast", role: "alert", hidden: true });
    this.input = h("textarea", {
      rows: 1,
      "aria-label": word("write"),
      placeholder: word("write"),
      maxlength: "4096",
      onkeydown: (event) => this.onKey(event),
      oninput: () => this.grow(),
    });
    this.sendButton = h("button", { type: "submit", class: "send" }, word("send"));
    this.form = h(
      "form",
      {
        class: "composer",
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      this.menu(),
      this.input,
      this.sendButton,
    );
    this.speaking = this.isGroup
      ? h("label", { class: "speaking" }, h("span", {}, word("speaks")), this.speaker)
      : null;
    this.heading = h("h2", {}, word(this.isGroup ? "staff_group" : `${this.kind}_phone`));
    this.element.replaceChildren(
      h("header", {}, this.heading, this.chooser),
      this.banner,
      this.list,
      this.toast,
      this.context,
      this.keys,
      this.speaking ?? "",
      this.form,
    );
  }

  menu() {
    this.photo = h("input", {
      type: "file",
      accept: "image/*",
      hidden: true,
      onchange: () => this.sendFile(this.photo, "photo"),
    });
    this.file = h("input", {
      type: "file",
      hidden: true,
      onchange: () => this.sendFile(this.file, "document"),
    });
    const item = (name, onclick) =>
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            this.actions.open = false;
            onclick();
          },
        },
        word(name),
      );
    this.blockItem = item("block", () => this.toggleBlock());
    this.actions = h(
      "details",
      { class: "actions" },
      h("summary", { "aria-label": word("more"), title: word("more") }, "+"),
      h(
        "div",
        { class: "menu" },
        item("attach_photo", () => this.photo.click()),
        item("attach_document", () => this.file.click()),
        this.isGroup
          ? null
          : [
              item("own_contact", () => this.share()),
              item("other_contact", () => this.shareOther()),
              this.blockItem,
            ],
      ),
      this.photo,
      this.file,
    );
    return this.actions;
  }

  choose() {
    this.chosen = true;
    this.onchosen?.(this.chatId);
    this.load();
  }

  // People or groups have changed: offer them, keep the choice that somebody made.
  offer(options, preferred) {
    const before = this.chooser.value;
    fill(this.chooser, options, this.chosen ? before : (preferred ?? before));
    this.drawKeys();
    if (this.chooser.value !== before) this.load();
    else if (this.isGroup) this.offerSpeakers();
    this.drawState();
  }

  offerSpeakers() {
    const members = this.world.groups.get(this.chatId)?.members ?? [];
    fill(
      this.speaker,
      members.map((id) => ({ value: id, label: this.world.nameOf(id) })),
    );
  }

  async load() {
    this.stopContext();
    this.messages.clear();
    if (this.isGroup) this.offerSpeakers();
    if (this.chatId) {
      const chat = await attempt(() => get(`/sandbox/chats/${this.chatId}`));
      if (!chat || chat.chat.id !== this.chatId) return;
      for (const message of chat.messages) this.messages.set(message.message_id, message);
      this.keyboard = chat.reply_keyboard;
    }
    this.draw();
  }

  // A message came, was edited or deleted.
  take(message) {
    if (message.chat_id !== this.chatId) return;
    this.messages.set(message.message_id, message);
    const kind = message.keyboard?.type;
    if (kind && kind !== "inline") this.keyboard = kind === "reply" ? message.keyboard : null;
    this.draw();
  }

  draw() {
    const sorted = [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
    const lines = [];
    let day = "";
    for (const message of sorted) {
      if (dayOf(message.at) !== day) lines.push(dayLine(message.at));
      day = dayOf(message.at);
      lines.push(bubble(message, this, this.messages.get(message.reply_to)));
    }
    this.list.replaceChildren(
      ...(lines.length ? lines : [h("li", { class: "empty" }, this.emptyWords())]),
    );
    this.drawKeys();
    this.drawState();
    if (this.fresh !== this.chatId) this.following = true;
    this.fresh = this.chatId;
    this.settle();
  }

  // Pictures take their height late; whoever was at the end stays there.
  settle = () => {
    if (this.following) this.list.scrollTop = this.list.scrollHeight;
  };

  // Scrolling up stops the following, scrolling to the end takes it up again.
  onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    if (scrollHeight - scrollTop - clientHeight < 40) this.following = true;
    else if (scrollTop < this.lastTop) this.following = false;
    this.lastTop = scrollTop;
  }

  emptyWords() {
    if (!this.chatId) return word(this.isGroup ? "no_group" : "no_person");
    return word(this.isGroup ? "no_messages" : "press_start");
  }

  drawKeys() {
    this.keys.hidden = !this.keyboard || this.isGroup || Boolean(this.person?.blocked);
    if (this.keys.hidden) return;
    this.keys.replaceChildren(
      ...this.keyboard.rows.map((row) =>
        h(
          "div",
          { class: "key-row" },
          row.map((button) =>
            h(
              "button",
              { type: "button", class: "key", onclick: () => this.useKey(button) },
              button.text,
            ),
          ),
        ),
      ),
    );
  }

  drawState() {
    const blocked = !this.isGroup && Boolean(this.person?.blocked);
    this.banner.hidden = !blocked;
    this.banner.textContent = word("is_blocked");
    this.blockItem.textContent = word(blocked ? "unblock" : "block");
    this.element.classList.toggle("blocked", blocked);
    const ready = Boolean(this.chatId) && !blocked;
    this.input.disabled = !ready;
    this.sendButton.disabled = !ready;
    const fresh = !this.isGroup && ready && this.messages.size === 0;
    this.sendButton.textContent = word(fresh ? "start" : "send");
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") this.stopContext();
  }

  grow() {
    this.input.rows = Math.min(5, this.input.value.split("\n").length);
  }

  submit() {
    const text =
      this.input.value.trim() || (this.messages.size === 0 && !this.isGroup ? "/start" : "");
    if (!text) return;
    const { editing, replying } = this;
    this.input.value = "";
    this.grow();
    this.stopContext();
    if (editing)
      attempt(() => post(`${this.path}/edits`, this.inChat({ message_id: editing, text })));
    else this.say(text, replying);
  }

  say = (text, replyTo = null) =>
    attempt(() =>
      post(`${this.path}/messages`, this.inChat(replyTo ? { text, reply_to: replyTo } : { text })),
    );

  inChat(fields) {
    return this.isGroup ? { ...fields, chat_id: this.chatId } : fields;
  }

  press(message, data) {
    attempt(() =>
      post(`${this.path}/press`, { message_id: message.message_id, data, chat_id: this.chatId }),
    );
  }

  useKey(button) {
    if (button.request_contact) this.share();
    else this.say(button.text);
    if (this.keyboard?.one_time) this.keyboard = null;
    this.drawKeys();
  }

  share() {
    attempt(() => post(`${this.path}/contact`));
  }

  shareOther() {
    const phone = window.prompt(word("which_number"), "+852 ");
    if (phone) attempt(() => post(`${this.path}/contact`, { phone }));
  }

  toggleBlock() {
    attempt(() => post(`${this.path}/${this.person?.blocked ? "unblock" : "block"}`));
  }

  sendFile(input, kind) {
    const [file] = input.files;
    input.value = "";
    const fields = this.isGroup ? { kind, chat_id: String(this.chatId) } : { kind };
    if (file) attempt(() => upload(`${this.path}/files`, file, fields));
  }

  startEdit(message) {
    this.editing = message.message_id;
    this.input.value = message.text;
    this.showContext(`${word("edit")}: ${message.text}`);
  }

  startReply(message) {
    this.replying = message.message_id;
    this.showContext(`${word("replying")} ${message.from.first_name}: ${message.text}`);
  }

  showContext(text) {
    this.context.hidden = false;
    this.context.replaceChildren(
      h("span", {}, text),
      h(
        "button",
        { type: "button", class: "quiet", onclick: () => this.stopContext() },
        word("cancel"),
      ),
    );
    this.input.focus();
  }

  stopContext() {
    if (this.editing) this.input.value = "";
    this.editing = null;
    this.replying = null;
    this.context.hidden = true;
  }

  // The bot answered a press of this phone's owner.
  showAnswer(answer) {
    if (answer.chat_id !== this.chatId || answer.person_id !== this.viewer || !answer.text) return;
    clearTimeout(this.toastTimer);
    this.toast.hidden = false;
    this.toast.classList.toggle("alert", answer.show_alert);
    const ok = h(
      "button",
      {
        type: "button",
        onclick: () => {
          this.toast.hidden = true;
        },
      },
      word("ok"),
    );
    this.toast.replaceChildren(h("p", {}, answer.text), answer.show_alert ? ok : "");
    if (answer.show_alert) ok.focus();
    else
      this.toastTimer = setTimeout(() => {
        this.toast.hidden = true;
      }, 4000);
  }

  // The page's language has changed.
  retranslate() {
    const { value } = this.chooser;
    const said = this.input.value;
    const options = [...this.chooser.children];
    this.build();
    this.chooser.append(...options);
    this.chooser.value = value;
    this.input.value = said;
    if (this.isGroup) this.offerSpeakers();
    this.following = true;
    this.draw();
  }
}
