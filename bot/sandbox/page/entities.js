// Text with Telegram's entities as elements; offsets are UTF-16 units, as JavaScript counts.

import { h } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "code",
  blockquote: "q",
  expandable_blockquote: "q",
};

export function withEntities(text, entities, onCommand) {
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const sorted = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const [start, end] = [sorted[i], sorted[i + 1]];
    const around = entities.filter((e) => e.offset <= start && e.offset + e.length >= end);
    parts.push(
      around.reduceRight(
        (inner, entity) => wrap(entity, inner, text, onCommand),
        document.createTextNode(text.slice(start, end)),
      ),
    );
  }
  return parts;
}

function wrap(entity, inner, text, onCommand) {
  const whole = text.slice(entity.offset, entity.offset + entity.length);
  if (entity.type in TAGS) return h(TAGS[entity.type], { class: entity.type }, inner);
  if (entity.type === "spoiler") return h("span", { class: "spoiler", tabindex: "0" }, inner);
  if (entity.type === "text_link") return link(entity.url, inner);
  if (entity.type === "url") return link(whole, inner);
  if (entity.type === "bot_command") {
    return h("button", { type: "button", class: "link", onclick: () => onCommand(whole) }, inner);
  }
  return inner;
}

function link(url, inner) {
  const full = /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`;
  if (!/^https?:\/\//i.test(full)) return inner;
  return h("a", { href: full, target: "_blank", rel: "noopener noreferrer" }, inner);
}
