// Letters that wait for a network. Each has a number of its own, so that sending it twice is harmless; the server
// answers for each, and what it does not take stays here and is shown. Sending needs no code, only a log-in.

import { sealLetter } from "./seal.js";
import { all, change, put, remove } from "./store.js";

const AT_ONCE = 20;
const AGAIN_AFTER_MS = 15 * 1000;
const LOOK_AFTER_MS = 60 * 1000;

// How the last try to send ended.
export const NET = { UNKNOWN: "unknown", SENT: "sent", OFFLINE: "offline", LOG_IN: "log-in", REFUSED: "refused", FAILED: "failed" };

export class Queue {
  #busy = false;
  #looked = 0;

  // `stateUrl` answers who is logged in and what still holds; `bringUrl` takes letters.
  constructor(kind, { stateUrl, bringUrl, onState, onChange }) {
    Object.assign(this, { kind, stateUrl, bringUrl, onState, onChange, net: NET.UNKNOWN });
  }

  start() {
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.send(); });
    setInterval(() => this.#again(), AGAIN_AFTER_MS);
    return this.send();
  }

  async rows() {
    const found = (await all("queue")).filter((row) => row.kind === this.kind);
    return found.sort((one, other) => one.sequence - other.sequence);
  }

  async waiting() {
    return (await this.rows()).filter((row) => row.state === "waiting");
  }

  // Seal and keep. It is safe on this device once this returns; `beside` may hold numbers, nobody's name.
  async add(publicKey, content, beside) {
    const rows = await this.rows();
    const client_id = crypto.randomUUID();
    const sequence = rows.reduce((most, row) => Math.max(most, row.sequence), 0) + 1;
    const letter = await sealLetter(publicKey, { ...content, sequence }, client_id);
    await put("queue", { client_id, kind: this.kind, sequence, letter, at: Date.now(), state: "waiting", ...beside });
    this.onChange();
    this.send();
    return client_id;
  }

  async forget(clientId) {
    await remove("queue", clientId);
    this.onChange();
  }

  // Letters that the server refused once are tried again when somebody asks for it.
  async tryAgain() {
    for (const row of await this.rows()) {
      if (row.state === "refused") await change("queue", row.client_id, (one) => ({ ...one, state: "waiting" }));
    }
    return this.send();
  }

  async send() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await (navigator.locks?.request(`nabij-queue-${this.kind}`, () => this.#sendAll()) ?? this.#sendAll());
    } catch {
      this.net = NET.OFFLINE;
    } finally {
      this.#busy = false;
      this.onChange();
    }
  }

  async #again() {
    if (document.visibilityState !== "visible") return;
    const isDue = Date.now() - this.#looked >= LOOK_AFTER_MS;
    if (isDue || (await this.waiting()).length) this.send();
  }

  async #sendAll() {
    const token = await this.#look();
    if (!token) return;
    let waiting = await this.waiting();
    let atOnce = AT_ONCE;
    while (waiting.length) {
      const some = waiting.slice(0, atOnce);
      const left = waiting.length - some.length;
      const status = await this.#bring(token, some, left);
      if (status !== 200 && some.length > 1) {
        atOnce = 1; // one of them is in the way: find out which
        continue;
      }
      if (status !== 200 && !(status >= 400 && status < 500)) {
        this.net = status === 0 ? NET.LOG_IN : NET.FAILED;
        return;
      }
      if (status !== 200) await this.#keepRefused(some[0], status);
      waiting = await this.waiting();
    }
    this.net = NET.SENT;
  }

  // Who is logged in, and what still holds. Returns the token for sending, or null.
  async #look() {
    const answer = await fetch(this.stateUrl, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
    this.#looked = Date.now();
    if (answer.type === "opaqueredirect") this.net = NET.LOG_IN;
    else if (answer.status === 403 || answer.status === 404) this.net = NET.REFUSED;
    else if (!answer.ok) this.net = NET.FAILED;
    else {
      const state = await answer.json();
      await this.onState(state);
      return state.token;
    }
    if (this.net === NET.REFUSED) await this.onState(null);
    return null;
  }

  async #bring(token, rows, left) {
    const items = rows.map((row) => ({ client_id: row.client_id, taken: row.taken, letter: row.letter }));
    const body = JSON.stringify({ sent_at: new Date().toISOString(), left, items });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(this.bringUrl, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") return 0;
    if (!answer.ok) return answer.status;
    const told = new Map((await answer.json()).items.map((one) => [one.client_id, one]));
    for (const row of rows) {
      const one = told.get(row.client_id);
      if (!one) return 500;
      await change("queue", row.client_id, (standing) => this.#answered(standing, one));
    }
    return 200;
  }

  // What the server keeps need not stay here: the letter goes, its receipt stays.
  #answered(row, one) {
    const answered = { ...row, state: one.state, receipt: one.receipt, words: one.words, answered_at: Date.now() };
    if (one.state !== "refused") delete answered.letter;
    return answered;
  }

  #keepRefused(row, status) {
    return change("queue", row.client_id, (standing) => ({ ...standing, state: "refused", words: "", status }));
  }
}
