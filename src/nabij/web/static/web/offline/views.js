// What every page without a network shows: one view at a time, sentences from the page, the code, what waits and its
// receipts. Text goes in as text, never as mark-up. Locking takes every name out of the page again.

export class OfflineViews {
  // `acts`: onPin, onTake, onAgain, onSeen, onWipe, onLogOut, waiting, and what the page itself has.
  constructor(root, acts) {
    this.root = root;
    this.acts = acts;
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  word(name, values = {}) {
    const found = this.root.querySelector(`template[data-word="${name}"]`);
    const text = (found ?? this.root.querySelector("template[data-word=failed]")).content.textContent.trim();
    return text.replace(/\{(\w+)\}/g, (_whole, key) => values[key] ?? "");
  }

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
    this.empty();
    this.show("locked");
  }

  gone(word) {
    this.empty();
    this.show("start");
    this.say("start", this.word(`gone-${word}`));
  }

  // Take out of the page what names somebody; a page adds its own parts.
  empty(parts) {
    for (const one of parts) this.part(one)?.replaceChildren();
    for (const form of this.root.querySelectorAll("form")) form.reset();
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

  // The sentence of a receipt; the page says what one is about.
  told(row, name) {
    return this.word(name, { n: row.receipt, status: row.status });
  }

  #receipt(row) {
    const line = this.root.querySelector("template[data-row=receipt]").content.cloneNode(true);
    const name = row.state === "refused" && row.status ? "state-failed" : `state-${row.state}`;
    line.querySelector("[data-what]").textContent = this.told(row, name);
    line.querySelector("[data-words]").textContent = row.words ?? "";
    const seen = line.querySelector("button");
    seen.hidden = !["note", "held"].includes(row.state);
    seen.addEventListener("click", () => this.acts.onSeen(row.client_id));
    return line;
  }

  // -------------------------------------------------------------- what is tapped

  onSubmit(name, act) {
    this.root.querySelector(`form[data-form="${name}"]`).addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = event.target.querySelector("[type=submit]");
      button.disabled = true;
      try { await act(event.target); } finally { button.disabled = false; }
    });
  }

  // The two forms with a code, and the buttons; `taps` are those of the page itself.
  bindLock(taps) {
    this.onSubmit("take", async (one) => {
      const pin = one.elements.pin.value;
      if (pin !== one.elements.again.value) return this.problem("start", "pin-differs");
      await this.acts.onTake(pin);
      if (this.root.dataset.showing !== "start") one.reset();
    });
    this.onSubmit("pin", async (one) => {
      const pin = one.elements.pin.value;
      one.reset();
      await this.acts.onPin(pin);
    });
    const all = { sent: () => this.show("sent"), wipe: () => this.#wipe(), "log-out": this.acts.onLogOut, again: this.acts.onAgain, ...taps };
    for (const button of this.root.querySelectorAll("[data-go]")) button.addEventListener("click", () => all[button.dataset.go]());
  }

  // The second tap wipes; the first says what goes and what stays.
  async #wipe() {
    const question = this.part("wipe-question");
    if (!question.hidden) {
      question.hidden = true;
      return this.acts.onWipe();
    }
    question.textContent = this.word("wipe-sure", { n: (await this.acts.waiting()).length });
    question.hidden = false;
    return null;
  }
}

export function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

export function hour(iso) {
  return new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}
