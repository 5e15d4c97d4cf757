// Puts the page together: three phones, the case file, the controls, and the live stream.

import { get, listen } from "./api.js";
import { CaseFile } from "./casefile.js";
import { Controls } from "./controls.js";
import { attempt, byId } from "./dom.js";
import { Phone } from "./phone.js";
import { chooseLanguage, word } from "./words.js";

const world = {
  people: new Map(),
  groups: new Map(),
  clients: [],
  desk: true,
  nameOf(id) {
    const person = this.people.get(id);
    return person ? [person.first_name, person.last_name].filter(Boolean).join(" ") : String(id);
  },
  changed() {
    casefile.refresh();
    readClients();
  },
  async showCase(caseNo) {
    await casefile.load();
    casefile.choose(caseNo);
  },
  clientOf(personId) {
    return this.clients.find((client) => client.person_id === personId)?.client_id;
  },
  showPerson(id) {
    phones.client.chooser.value = String(id);
    phones.client.choose();
  },
};
chooseLanguage(localStorage.getItem("language") ?? "en");
byId("language").value = document.documentElement.lang;
const phones = {
  client: new Phone(byId("phone-client"), "client", world),
  staff: new Phone(byId("phone-staff"), "staff", world),
  group: new Phone(byId("phone-group"), "group", world),
};
const casefile = new CaseFile(byId("casefile"));
const controls = new Controls(world);

phones.client.onchosen = (id) => casefile.follow(world.clientOf(id));

async function readPeople() {
  const { people } = await get("/sandbox/people");
  const { groups } = await get("/sandbox/groups");
  world.people = new Map(people.map((person) => [person.id, person]));
  world.groups = new Map(groups.map((group) => [group.id, group]));
}

async function readClients() {
  if (!world.desk) return;
  try {
    world.clients = (await get("/demo/clients")).clients;
  } catch (error) {
    world.desk = error.code !== 404;
    if (world.desk) setTimeout(readClients, 2000);
  }
  document.body.classList.toggle("alone", !world.desk);
  offer();
}

// Clients first on one phone, the staff group's members first on the other.
function offer() {
  const staff = new Set([...world.groups.values()].flatMap((group) => group.members));
  const bound = new Set(world.clients.map((client) => client.person_id));
  const ids = [...world.people.keys()];
  const options = (list) => list.map((id) => ({ value: id, label: world.nameOf(id) }));
  const clientsFirst = [...ids].sort((a, b) => staff.has(a) - staff.has(b));
  const staffFirst = [...ids].sort((a, b) => staff.has(b) - staff.has(a));
  phones.client.offer(
    options(clientsFirst),
    clientsFirst.find((id) => bound.has(id)) ?? clientsFirst[0],
  );
  const client = Number(phones.client.chooser.value);
  phones.staff.offer(options(staffFirst), staffFirst.find((id) => id !== client) ?? staffFirst[0]);
  phones.group.offer(
    [...world.groups.values()].map((group) => ({ value: group.id, label: group.title })),
  );
  controls.offer();
}

async function readEverything() {
  await attempt(readPeople);
  await readClients();
  await controls.readClock();
  for (const phone of Object.values(phones)) await phone.load();
  casefile.follow(world.clientOf(phones.client.chatId));
  await casefile.load();
}

function happened(kind, data) {
  const each = Object.values(phones);
  if (kind === "message" || kind === "edit" || kind === "delete")
    each.forEach((phone) => phone.take(data));
  else if (kind === "callback_answer") each.forEach((phone) => phone.showAnswer(data));
  else if (kind === "clock") controls.takeClock(data);
  else if (kind === "person") {
    world.people.set(data.id, data);
    offer();
  } else if (kind === "group") {
    world.groups.set(data.id, data);
    offer();
  }
  if (["message", "edit", "press", "clock", "desk"].includes(kind)) casefile.refresh();
  if (kind === "desk") readClients();
}

byId("language").addEventListener("change", (event) => {
  localStorage.setItem("language", event.target.value);
  chooseLanguage(event.target.value);
  document.title = word("title");
  Object.values(phones).forEach((phone) => phone.retranslate());
  casefile.retranslate();
  controls.offer();
  controls.tick();
});
listen(happened, readEverything);
readEverything();
