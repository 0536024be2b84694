// A round on a phone: taken along once, opened with a code, told door by door, sent when there is a network. What is
// drawn stands in round_views.js; how it is kept and sent in web/offline, which knows nothing of doors.

import { Box, wrongWithPin } from "../web/offline/box.js";
import { askToStay, keepThisPage } from "../web/offline/pages.js";
import { NET, Queue } from "../web/offline/queue.js";
import { addTaken, endTaken, taken } from "../web/offline/taken.js";
import { Views } from "./round_views.js";

const KIND = "door";
const root = document.querySelector("[data-round]");
const urls = root.dataset;
const views = new Views(root, { onPin: open, onTake: take, onTick: tick, onTell: tell, onWorry: worry, onAgain: () => queue.tryAgain(), onSeen: (id) => queue.forget(id), onWipe: wipe, onLogOut: logOut, waiting: () => queue.waiting() });
const box = new Box(KIND, { onLock: () => { content = null; views.lock(); } });
const queue = new Queue(KIND, { stateUrl: urls.stateUrl, bringUrl: urls.bringUrl, onState, onChange: draw });

let content = null; // what stands in the open box
let state = null; // what the server said last
let isKept = null;
let token = "";

await start();

async function start() {
  const found = await box.found();
  views.show(found ? "locked" : "start");
  // Nothing waits for the network: with none the page stands already.
  keepThisPage(urls.workerUrl).then((kept) => { isKept = kept; draw(); });
  await queue.start();
  root.dataset.ready = "";
}

async function draw() {
  const rows = await queue.rows();
  views.drawNet({ net: queue.net, rows, isKept, hasBox: content !== null });
}

// ------------------------------------------------------------------ taking along and opening

async function take(pin) {
  const wrong = wrongWithPin(pin);
  if (wrong) return views.problem("start", `pin-${wrong}`);
  await queue.send();
  if (!token) return views.problem("start", queue.net === NET.LOG_IN ? "log-in-first" : "no-network");
  const number = crypto.randomUUID();
  const answer = await post(urls.takeUrl, { number });
  if (!answer) return views.problem("start", "no-network");
  const told = await answer.json().catch(() => ({}));
  if (told.instruction) return views.instruct(told.instruction);
  if (told.empty) return views.problem("start", "no-round");
  if (!answer.ok) return views.say("start", told.words ?? views.word("failed"));
  content = told;
  // By the clock of this phone, whatever it says: so many hours from now.
  const goneAt = Date.now() + (Date.parse(told.gone_at) - Date.parse(told.now));
  await box.fill(pin, told, goneAt);
  addTaken(number);
  for (const row of await queue.rows()) if (row.state === "accepted") await queue.forget(row.client_id);
  if (!(await askToStay())) views.warn("may-be-cleared");
  isKept = await keepThisPage(urls.workerUrl);
  views.open(content);
  draw();
}

async function open(pin) {
  const opened = await box.open(pin);
  if (opened) {
    content = opened;
    await holdOn();
    if (content) views.open(content);
    return draw();
  }
  const found = await box.found();
  if (!found) return views.gone("tries");
  return views.problem("locked", "pin-wrong", { n: found.triesLeft });
}

// What the server said last, about what is on this phone: doors that fell away name nobody any more.
async function holdOn() {
  if (!state) return;
  const mine = state.rounds.find((one) => one.number === content?.number);
  if (content && !mine?.holds) {
    await box.wipe();
    content = null;
    return views.gone("stopped");
  }
  if (!content) return;
  const standing = new Set(mine.standing);
  content.round.doors = content.round.doors.filter((door) => standing.has(door.stop) || !door.open);
  await box.save(content);
  if (mine.instruction) views.instruct(mine.instruction);
  else views.refresh(content);
}

async function onState(said) {
  state = said;
  token = said?.token ?? "";
  if (!said) return;
  const numbers = new Set(said.rounds.filter((one) => one.holds).map((one) => one.number));
  const found = await box.found();
  // Without the code nobody knows which round lies here; that this phone took none that still holds is enough.
  if (found && !taken().some((number) => numbers.has(number))) {
    await box.wipe();
    content = null;
    views.gone("stopped");
  } else if (content) await holdOn();
  await finish(found === null || (await box.found()) === null);
}

// Tell the server that nothing waits here and no name is left, so that logging out clears everything again.
async function finish(isEmpty) {
  if (!isEmpty || content || (await queue.waiting()).length) return;
  for (const number of taken()) {
    const answer = await post(urls.finishUrl, { number });
    if (answer?.ok) endTaken(number);
  }
}

async function tick(instruction) {
  const form = new URLSearchParams({ instruction });
  const answer = await sent(urls.tickUrl, form, "application/x-www-form-urlencoded");
  if (!answer) return views.problem("instruction", "no-network");
  await queue.send();
  if (content) views.open(content);
  else views.show("start");
}

// ------------------------------------------------------------------ telling

async function tell(door, given) {
  const may = given.needs.length > 0 && given.may_contact;
  await queue.add(content.key, { v: Number(urls.version), kind: "visit", stop: door.stop, told_at: new Date().toISOString(), ...given, may_contact: may, words: may ? given.words : "" }, { taken: content.number, place: door.number });
  Object.assign(content.round.doors.find((one) => one.stop === door.stop), { open: false, told: given.outcome });
  await box.save(content);
  views.open(content, "kept");
}

async function worry(door, words) {
  await queue.add(content.key, { v: Number(urls.version), kind: "worry", stop: door.stop, told_at: new Date().toISOString(), words }, { taken: content.number, place: door.number });
  views.worried();
}

// ------------------------------------------------------------------ leaving

async function wipe() {
  await box.wipe();
  content = null;
  views.gone("wiped");
  await queue.send();
}

async function logOut() {
  await queue.send();
  await box.wipe();
  content = null;
  const answer = token && (await post(urls.logOutUrl, {}));
  if (answer) location.assign(urls.logInUrl);
  else views.gone("wiped");
}

function post(url, body) {
  return sent(url, JSON.stringify(body), "application/json");
}

async function sent(url, body, type) {
  try {
    const headers = { "Content-Type": type, "X-CSRFToken": token };
    return await fetch(url, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
  } catch {
    return null;
  }
}
