// What is seen of a round on a phone. One view at a time; text goes in as text, never as mark-up. Locking takes every
// name out of the page again.

const PARTS = ["called", "place", "language", "script", "promised"];

export class Views {
  #round = null;
  #door = null;
  #outcome = null;

  constructor(root, acts) {
    this.root = root;
    this.acts = acts;
    this.#bind();
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  word(name, values = {}) {
    const found = this.root.querySelector(`template[data-word="${name}"]`);
    const text = (found ?? this.root.querySelector("template[data-word=failed]")).content.textContent.trim();
    return text.replace(/\{(\w+)\}/g, (_whole, key) => values[key] ?? "");
  }

  // -------------------------------------------------------------- one view at a time

  show(name) {
    for (const view of this.root.querySelectorAll("[data-view]")) view.hidden = view.dataset.view !== name;
    const view = this.root.querySelector(`[data-view="${name}"]`);
    for (const problem of view.querySelectorAll("[data-problem]")) problem.textContent = "";
    this.root.dataset.showing = name;
    view.querySelector("h1, h2")?.focus();
    scrollTo(0, 0);
  }

  say(view, text) {
    const place = this.root.querySelector(`[data-view="${view}"] [data-problem]`);
    place.textContent = text;
  }

  problem(view, word, values) {
    this.show(view);
    this.say(view, this.word(word, values));
  }

  warn(word) {
    this.part("warning").textContent = this.word(word);
  }

  lock() {
    this.#empty();
    this.show("locked");
  }

  gone(word) {
    this.#empty();
    this.show("start");
    this.say("start", this.word(`gone-${word}`));
  }

  instruct(instruction) {
    this.root.querySelector("[data-view=instruction]").dataset.instruction = instruction.id;
    const list = this.part("instruction");
    list.replaceChildren(...instruction.words.split("\n").filter((line) => line.trim()).map((line) => text("li", line)));
    this.show("instruction");
  }

  #empty() {
    this.#round = this.#door = this.#outcome = null;
    for (const one of [...PARTS, "doors", "done", "bring", "instruction", "door-title", "told-title", "told-place", "outcomes", "needs", "note"]) this.part(one)?.replaceChildren();
    for (const form of this.root.querySelectorAll("form")) form.reset();
  }

  // -------------------------------------------------------------- the round

  open(content, word = "") {
    this.#round = content.round;
    this.#drawDoors();
    const next = this.#round.doors.find((door) => door.open);
    if (next) this.#showDoor(next);
    else this.show("doors");
    this.part("note").textContent = word ? this.word(word) : "";
    if (word === "kept") this.part("warning").textContent = ""; // it was read before the first door
  }

  // Doors fell away while somebody looks: the list is new, what is being filled in stays.
  refresh(content) {
    this.#round = content.round;
    this.#drawDoors();
    const isHere = this.#round.doors.some((door) => door.stop === this.#door?.stop);
    if (["door", "told"].includes(this.root.dataset.showing) && !isHere) this.open(content, "fell-away");
  }

  #drawDoors() {
    const doors = this.#round.doors;
    const done = doors.filter((door) => !door.open).length;
    this.part("count").textContent = this.word("count", { n: done, all: doors.length });
    const row = (door) => {
      const line = this.root.querySelector("template[data-row=door]").content.cloneNode(true);
      const button = line.querySelector("button");
      line.querySelector("[data-place]").textContent = door.place[0] ?? "";
      line.querySelector("[data-said]").textContent = door.open ? [door.called, door.bag].filter(Boolean).join(" · ") : this.#label(door.told);
      button.addEventListener("click", () => this.#showDoor(door));
      return line;
    };
    this.part("doors").replaceChildren(...doors.filter((door) => door.open).map(row));
    this.part("done").replaceChildren(...doors.filter((door) => !door.open).map(row));
    this.part("has-done").hidden = done === 0;
    // What is left of it as soon as doors were told is in the bag of whoever walks, not on this list.
    const bring = done === 0 ? this.#round.bring ?? [] : [];
    this.part("bring").replaceChildren(...bring.map((line) => text("li", line)));
    this.part("has-bring").hidden = bring.length === 0;
    this.part("all-done").hidden = done < doors.length;
  }

  #label(code) {
    return this.#round.outcomes.find((one) => one.code === code)?.label ?? "";
  }

  #showDoor(door) {
    this.#door = door;
    this.part("door-title").textContent = door.place[0] ?? "";
    this.part("called").textContent = door.called;
    this.part("place").textContent = door.place.slice(1).join(" ");
    this.part("language").textContent = door.language;
    this.part("has-language").hidden = !door.language;
    this.part("bag").textContent = door.bag ?? "";
    this.part("has-bag").hidden = !door.bag;
    this.part("promised").textContent = door.promised_at ? this.word("promised", { at: hour(door.promised_at) }) : "";
    this.part("script").replaceChildren(...door.script.map((line) => text("p", line)));
    this.part("script").lang = door.script_language;
    this.part("has-script").hidden = door.script.length === 0;
    this.part("outcomes").replaceChildren(...this.#round.outcomes.map((one) => this.#big(one)));
    this.root.querySelector("form[data-form=worry]").reset();
    this.part("worry-open").hidden = false;
    this.part("worry-told").hidden = true;
    this.show("door");
  }

  #big(outcome) {
    const button = this.root.querySelector("template[data-row=outcome]").content.cloneNode(true).firstElementChild;
    button.prepend(this.#sign(outcome.icon));
    button.querySelector("span").textContent = outcome.label;
    button.addEventListener("click", () => this.#showTold(outcome));
    return button;
  }

  #sign(name) {
    return this.root.querySelector(`template[data-sign="${name}"]`)?.content.cloneNode(true) ?? "";
  }

  #showTold(outcome) {
    this.#outcome = outcome;
    const form = this.root.querySelector("form[data-form=told]");
    form.reset();
    this.part("told-title").textContent = outcome.label;
    this.part("told-place").textContent = `${this.#door.called} · ${this.#door.place[0] ?? ""}`;
    this.part("asks-needs").hidden = outcome.asks !== "needs" || this.#round.needs.length === 0;
    this.part("asks-card").hidden = outcome.asks !== "card";
    this.part("asks-moment").hidden = outcome.asks !== "moment";
    this.part("needs").replaceChildren(...this.#round.needs.map((need) => this.#tick(need)));
    this.#askConsent();
    this.show("told");
  }

  #tick(need) {
    const choice = this.root.querySelector("template[data-row=need]").content.cloneNode(true);
    const [input, label] = [choice.querySelector("input"), choice.querySelector("label")];
    input.value = need.code;
    input.id = `need-${need.code}`;
    label.htmlFor = input.id;
    label.querySelector(".n-row").append(this.#sign(need.icon), text("span", need.label));
    return choice;
  }

  // Consent is asked only with a question, and words only with consent.
  #askConsent() {
    const form = this.root.querySelector("form[data-form=told]");
    const heard = form.querySelectorAll("[name=needs]:checked").length > 0;
    this.part("asks-consent").hidden = !heard;
    this.part("asks-words").hidden = !heard || form.elements.may_contact.value !== "yes";
  }

  worried() {
    this.part("worry-open").hidden = true;
    this.part("worry-told").hidden = false;
    this.part("worry-told").focus();
  }

  // -------------------------------------------------------------- the network and receipts

  drawNet({ net, rows, isKept, hasBox }) {
    const waiting = rows.filter((row) => row.state === "waiting").length;
    const refused = rows.filter((row) => row.state === "refused").length;
    const received = rows.length - waiting - refused;
    const bar = this.part("net");
    const word = refused ? "refused" : waiting ? `wait-${net}` : rows.length ? "all-received" : isKept === false ? "not-kept" : "";
    bar.hidden = !word;
    bar.className = `n-net ${refused ? "bad" : waiting || word === "not-kept" ? "" : "ok"}`;
    const isFine = !refused && !waiting && word === "all-received";
    this.part("net-on").hidden = !isFine;
    this.part("net-off").hidden = isFine;
    this.part("net-text").textContent = word ? this.word(word, { n: waiting || refused, received, all: rows.length }) : "";
    this.part("log-in").hidden = !(net === "log-in" && (waiting || !hasBox));
    Object.assign(this.root.dataset, { net, waiting, received });
    this.part("receipts").replaceChildren(...rows.map((row) => this.#receipt(row)));
    this.part("has-receipts").hidden = rows.length === 0;
    this.part("again").hidden = refused === 0;
  }

  #receipt(row) {
    const line = this.root.querySelector("template[data-row=receipt]").content.cloneNode(true);
    const name = row.state === "refused" && row.status ? "state-failed" : `state-${row.state}`;
    line.querySelector("[data-what]").textContent = this.word(name, { door: row.place, n: row.receipt, status: row.status });
    line.querySelector("[data-words]").textContent = row.words ?? "";
    const seen = line.querySelector("button");
    seen.hidden = !["note", "held"].includes(row.state);
    seen.addEventListener("click", () => this.acts.onSeen(row.client_id));
    return line;
  }

  // -------------------------------------------------------------- what is tapped

  #bind() {
    const { acts, root } = this;
    const form = (name, act) => root.querySelector(`form[data-form="${name}"]`).addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = event.target.querySelector("[type=submit]");
      button.disabled = true;
      try { await act(event.target); } finally { button.disabled = false; }
    });
    form("take", async (one) => {
      const pin = one.elements.pin.value;
      if (pin !== one.elements.again.value) return this.problem("start", "pin-differs");
      await acts.onTake(pin);
      if (root.dataset.showing !== "start") one.reset();
    });
    form("pin", async (one) => {
      const pin = one.elements.pin.value;
      one.reset();
      await acts.onPin(pin);
    });
    form("tick", () => acts.onTick(root.querySelector("[data-view=instruction]").dataset.instruction));
    form("told", (one) => this.#tell(one));
    form("worry", (one) => acts.onWorry(this.#door, one.elements.words.value.trim()));
    root.querySelector("form[data-form=told]").addEventListener("change", () => this.#askConsent());
    const tap = { doors: () => this.show("doors"), door: () => this.show("door"), sent: () => this.show("sent"), next: () => this.#next(), wipe: () => this.#wipe(), "log-out": acts.onLogOut, again: acts.onAgain };
    for (const button of root.querySelectorAll("[data-go]")) button.addEventListener("click", () => tap[button.dataset.go]());
  }

  #next() {
    const next = this.#round?.doors.find((door) => door.open);
    if (next) this.#showDoor(next);
    else this.show(this.#round ? "doors" : "locked");
  }

  // The second tap wipes; the first says what goes and what stays.
  async #wipe() {
    const question = this.part("wipe-question");
    if (!question.hidden) return this.acts.onWipe();
    question.textContent = this.word("wipe-sure", { n: (await this.acts.waiting()).length });
    question.hidden = false;
    return null;
  }

  async #tell(form) {
    const heard = this.#outcome.asks === "needs" ? [...form.querySelectorAll("[name=needs]:checked")].map((one) => one.value) : [];
    const consent = form.elements.may_contact.value;
    if (heard.length && !consent) return this.say("told", this.word("ask-consent"));
    const back = this.#outcome.asks === "moment" ? moment(form.elements.day.value, form.elements.hour.value) : null;
    if (back === undefined) return this.say("told", this.word("no-moment"));
    return this.acts.onTell(this.#door, {
      outcome: this.#outcome.code,
      needs: heard,
      words: form.elements.words.value.trim(),
      may_contact: consent === "yes",
      card_left: this.#outcome.asks === "card" && form.elements.card.checked,
      come_back_at: back,
    });
  }
}

function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

function hour(iso) {
  return new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

// A day and an hour as people here write them; null when nothing was filled in, undefined when it is no moment to come.
function moment(day, at) {
  if (!at.trim()) return null;
  const [, date, month, year] = day.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
  const [, hours, minutes = "0"] = at.match(/^(\d{1,2})(?:[:.u](\d{2}))?$/) ?? [];
  const found = new Date(Number(year), Number(month) - 1, Number(date), Number(hours), Number(minutes));
  const isThatDay = found.getDate() === Number(date) && found.getHours() === Number(hours);
  return isThatDay && found > new Date() ? found.toISOString() : undefined;
}
