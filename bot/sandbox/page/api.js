// Calls to the sandbox, and the live stream. Every error is an Error with the sandbox's own words.

export class Refusal extends Error {
  constructor(code, description) {
    super(description);
    this.code = code;
  }
}

async function read(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    throw new Refusal(response.status, `HTTP ${response.status}`);
  }
  if (!response.ok || (body.ok === false && "error_code" in body)) {
    throw new Refusal(response.status, body.description || `HTTP ${response.status}`);
  }
  return body;
}

export async function get(path) {
  return read(await fetch(path, { cache: "no-store" }));
}

export async function post(path, fields = {}) {
  return read(
    await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    }),
  );
}

export async function remove(path) {
  return read(await fetch(path, { method: "DELETE" }));
}

export async function upload(path, file, fields = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  return read(await fetch(path, { method: "POST", body: form }));
}

const EVENTS = [
  "message",
  "edit",
  "delete",
  "press",
  "callback_answer",
  "call",
  "clock",
  "person",
  "group",
  "desk",
  "action",
  "fault",
];

// Listens for as long as the page lives. `again` runs after a lost connection is back.
export function listen(handle, again) {
  const source = new EventSource("/sandbox/stream");
  let lost = false;
  for (const kind of EVENTS) {
    source.addEventListener(kind, (event) => {
      if (event.data) handle(kind, JSON.parse(event.data));
    });
  }
  source.addEventListener("error", () => {
    lost = true;
  });
  source.addEventListener("open", () => {
    if (lost) again();
    lost = false;
  });
}
