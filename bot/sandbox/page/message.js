// One message as a bubble, with its keyboard, file, marks.

import { h } from "./dom.js";
import { withEntities } from "./entities.js";
import { dayOf, timeOf, word } from "./words.js";

// `phone` offers: viewer (person id), press, say, startEdit, startReply.
export function bubble(message, phone, replied) {
  if (message.kind === "service") return service(message);
  const own = message.from.id === phone.viewer;
  const side = own ? "own" : "other";
  return h(
    "li",
    { class: `line ${side}`, id: phone.lineId(message.message_id) },
    h(
      "article",
      { class: `bubble ${message.from.is_bot ? "bot" : "person"}` },
      phone.isGroup && !own ? h("p", { class: "from" }, message.from.first_name) : null,
      message.deleted
        ? h("p", { class: "gone" }, word("deleted"))
        : content(message, phone, replied),
      foot(message, phone, own),
    ),
    inline(message, phone),
  );
}

export function dayLine(iso) {
  return h("li", { class: "day" }, h("span", {}, dayOf(iso)));
}

function service(message) {
  return h(
    "li",
    { class: "day" },
    h("span", {}, `${message.from.first_name} ${word("added_bot")}`),
  );
}

function content(message, phone, replied) {
  const text = message.text
    ? h("p", { class: "text" }, withEntities(message.text, message.entities, phone.say))
    : null;
  return [
    replied?.kind && replied.kind !== "service"
      ? h("p", { class: "quoted" }, replied.text || replied.document?.file_name || "…")
      : null,
    message.document ? file(message, phone) : null,
    message.contact ? contact(message.contact) : null,
    message.location ? h("p", { class: "text" }, `📍 ${word("location")}`) : null,
    text,
    message.reactions.length ? h("p", { class: "reactions" }, message.reactions.join(" ")) : null,
  ];
}

function file({ document: one, kind }, phone) {
  if (kind === "photo") {
    return h(
      "a",
      { href: one.url, target: "_blank", rel: "noopener" },
      h("img", { class: "photo", src: one.url, alt: one.file_name, onload: phone.settle }),
    );
  }
  if (kind === "voice") return h("audio", { controls: true, src: one.url });
  return h(
    "a",
    { class: "file-link", href: one.url, download: one.file_name },
    h("span", { class: "file-icon", "aria-hidden": "true" }, "📄"),
    h(
      "span",
      {},
      h("b", {}, one.file_name),
      h("small", {}, `${size(one.size)} · ${word("download")}`),
    ),
  );
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function contact(card) {
  const name = [card.first_name, card.last_name].filter(Boolean).join(" ");
  return h("p", { class: "card" }, h("b", {}, `👤 ${name}`), h("span", {}, card.phone_number));
}

function foot(message, phone, own) {
  const editable = own && !message.deleted && message.kind === "text";
  const answerable = phone.isGroup && !message.deleted;
  return h(
    "footer",
    {},
    editable ? action("edit", () => phone.startEdit(message)) : null,
    answerable ? action("reply", () => phone.startReply(message)) : null,
    message.edited
      ? h("span", { title: message.edits.map((old) => old.text).join("\n—\n") }, word("edited"))
      : null,
    message.pinned ? h("span", { "aria-hidden": "true" }, "📌") : null,
    h("time", { datetime: message.at }, timeOf(message.at)),
  );
}

function action(name, onclick) {
  return h("button", { type: "button", class: "quiet", onclick }, word(name));
}

function inline(message, phone) {
  if (message.keyboard?.type !== "inline" || message.deleted) return null;
  return h(
    "div",
    { class: "keys" },
    message.keyboard.rows.map((row) =>
      h(
        "div",
        { class: "key-row" },
        row.map((button) => key(button, message, phone)),
      ),
    ),
  );
}

function key(button, message, phone) {
  if (button.url) {
    const safe = /^https?:\/\//i.test(button.url);
    return h(
      "a",
      {
        class: "key",
        href: safe ? button.url : null,
        target: "_blank",
        rel: "noopener noreferrer",
      },
      button.text,
      h("span", { "aria-hidden": "true" }, " ↗"),
    );
  }
  const kind = `key ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`;
  return h(
    "button",
    {
      type: "button",
      class: kind,
      disabled: button.data === null,
      onclick: () => phone.press(message, button.data),
    },
    button.text,
  );
}
