// What every page without a network does: taken along once, opened with a code, sent when there is a network, gone on
// word of the server. What is taken along, and what is told about it, is of the page itself.

import { Box, wrongWithPin } from "./box.js";
import { askToStay, keepThisPage } from "./pages.js";
import { NET, Queue } from "./queue.js";
import { addTaken, endTaken, taken } from "./taken.js";

export class Along {
  content = null; // what stands in the open box
  state = null; // what the server said last
  token = "";
  #isKept = null;

  // `holding(state)` gives the numbers of what was taken along that still holds.
  constructor(kind, root, { holding }) {
    this.kind = kind;
    this.root = root;
    this.urls = root.dataset;
    this.holding = holding;
    this.box = new Box(kind, { onLock: () => { this.content = null; this.views.lock(); } });
    this.queue = new Queue(kind, { stateUrl: this.urls.stateUrl, bringUrl: this.urls.bringUrl, partUrl: this.urls.partUrl, onState: (said) => this.#onState(said), onChange: () => this.draw() });
  }

  // The acts that every page gives to its views.
  acts() {
    return {
      onPin: (pin) => this.open(pin),
      onTake: (pin) => this.take(pin),
      onAgain: () => this.queue.tryAgain(),
      onSeen: (id) => this.queue.forget(id),
      onWipe: () => this.wipe(),
      onLogOut: () => this.logOut(),
      waiting: () => this.queue.waiting(),
    };
  }

  async start() {
    const found = await this.box.found();
    if (!found) await this.queue.releaseDrafts();
    this.views.show(found ? "locked" : "start");
    // Nothing waits for the network: with none the page stands already.
    keepThisPage(this.urls.workerUrl).then((kept) => { this.#isKept = kept; this.draw(); });
    await this.queue.start();
    this.root.dataset.ready = "";
  }

  async draw() {
    const rows = await this.queue.rows();
    this.views.drawNet({ net: this.queue.net, rows, isKept: this.#isKept, hasBox: this.content !== null });
  }

  // ---------------------------------------------------------------- taking along and opening

  async take(pin) {
    const wrong = wrongWithPin(pin);
    if (wrong) return this.views.problem("start", `pin-${wrong}`);
    const told = await this.fetched("start");
    if (!told) return null;
    this.content = told;
    await this.box.fill(pin, told, goneAt(told));
    addTaken(this.kind, told.number);
    for (const row of await this.queue.rows()) if (row.state === "accepted") await this.queue.forget(row.client_id);
    if (!(await askToStay())) this.views.warn("may-be-cleared");
    this.#isKept = await keepThisPage(this.urls.workerUrl);
    this.views.open(this.content);
    return this.draw();
  }

  // What is taken along now, or null: then the view says why not.
  async fetched(view) {
    await this.queue.send();
    if (!this.token) return this.views.problem(view, this.queue.net === NET.LOG_IN ? "log-in-first" : "no-network") ?? null;
    const answer = await this.post(this.urls.takeUrl, { number: crypto.randomUUID() });
    if (!answer) return this.views.problem(view, "no-network") ?? null;
    const told = await answer.json().catch(() => ({}));
    if (this.refusedToTake(told)) return null;
    if (!answer.ok) return this.views.say(view, told.words ?? this.views.word("failed")) ?? null;
    return told;
  }

  // A page may know other reasons than a sentence; true when it dealt with one.
  refusedToTake(_told) {
    return false;
  }

  async open(pin) {
    const opened = await this.box.open(pin);
    if (opened) {
      this.content = opened;
      await this.holdOn();
      if (this.content) this.views.open(this.content);
      return this.draw();
    }
    const found = await this.box.found();
    if (!found) return this.gone("tries");
    return this.views.problem("locked", "pin-wrong", { n: found.triesLeft });
  }

  // What the server said last, about what lies here: what fell away names nobody any more. Of the page itself.
  async holdOn() {}

  async gone(word) {
    await this.box.wipe();
    this.content = null;
    await this.queue.releaseDrafts();
    this.views.gone(word);
  }

  async #onState(said) {
    this.state = said;
    this.token = said?.token ?? "";
    if (!said) return;
    const numbers = new Set(this.holding(said));
    const found = await this.box.found();
    // Without the code nobody knows what lies here; that this device took nothing that still holds is enough.
    if (found && !taken(this.kind).some((number) => numbers.has(number))) await this.gone("stopped");
    else if (this.content) await this.holdOn();
    else if (found) await this.fellAway();
    await this.#finish((await this.box.found()) === null);
  }

  // The same while the box is locked: what has to go is noted beside the seal.
  async fellAway() {}

  // Tell the server that nothing waits here and no name is left, so that logging out clears everything again.
  async #finish(isEmpty) {
    if (!isEmpty || this.content || (await this.queue.waiting()).length) return;
    for (const number of taken(this.kind)) {
      const answer = await this.post(this.urls.finishUrl, { number });
      if (answer?.ok) endTaken(this.kind, number);
    }
  }

  // ---------------------------------------------------------------- leaving

  async wipe() {
    await this.gone("wiped");
    await this.queue.send();
  }

  async logOut() {
    await this.queue.send();
    await this.box.wipe();
    this.content = null;
    await this.queue.releaseDrafts();
    const answer = this.token && (await this.post(this.urls.logOutUrl, {}));
    if (answer) location.assign(this.urls.logInUrl);
    else this.views.gone("wiped");
  }

  post(url, body) {
    return this.sent(url, JSON.stringify(body), "application/json");
  }

  async sent(url, body, type) {
    try {
      const headers = { "Content-Type": type, "X-CSRFToken": this.token };
      return await fetch(url, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
    } catch {
      return null;
    }
  }
}

// By the clock of this device, whatever it says: so many hours from now.
export function goneAt(told) {
  return Date.now() + (Date.parse(told.gone_at) - Date.parse(told.now));
}
