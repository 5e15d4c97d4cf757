// Elements built from data. Text is always set as text, so nothing a person writes becomes markup.

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

// Replaces the options of a select and keeps the choice if it is still there.
export function fill(select, options, preferred = select.value) {
  select.replaceChildren(
    ...options.map((option) =>
      option.group ? h("optgroup", { label: option.group }, option.options.map(one)) : one(option),
    ),
  );
  const values = [...select.options].map((option) => option.value);
  if (values.includes(String(preferred))) select.value = String(preferred);
}

function one({ value, label }) {
  return h("option", { value: String(value) }, label);
}

// A short notice in the corner, read out by screen readers.
export function notice(text, kind = "info") {
  const box = h("p", { class: `notice ${kind}` }, text);
  byId("notices").append(box);
  setTimeout(() => box.remove(), 6000);
}

// Runs what a click asked for; what the sandbox refuses is said, not swallowed.
export async function attempt(task) {
  try {
    return await task();
  } catch (error) {
    notice(error.message, "bad");
    return null;
  }
}
