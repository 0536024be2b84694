// Letters that wait for a network. Each has a number of its own, so that sending it twice is harmless; the server
// answers for each, and what it does not take stays here and is shown. Sending needs no code, only a log-in.

import { getPart, removeParts, removePartsBeside } from "./parts.js";
import { sealLetter } from "./seal.js";
import { all, change, get, put, remove } from "./store.js";

const AT_ONCE = 20;
const AGAIN_AFTER_MS = 15 * 1000;
const LOOK_AFTER_MS = 60 * 1000;

// How the last try to send ended.
export const NET = { UNKNOWN: "unknown", SENT: "sent", OFFLINE: "offline", LOG_IN: "log-in", REFUSED: "refused", FAILED: "failed" };

export class Queue {
  #busy = false;
  #looked = 0;

  // `stateUrl` answers who is logged in and what still holds; `bringUrl` takes letters, `partUrl` parts of photos.
  constructor(kind, { stateUrl, bringUrl, partUrl, onState, onChange }) {
    Object.assign(this, { kind, stateUrl, bringUrl, partUrl, onState, onChange, net: NET.UNKNOWN });
  }

  start() {
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.send(); });
    setInterval(() => this.#again(), AGAIN_AFTER_MS);
    return this.send();
  }

  async rows() {
    return (await this.#all()).filter((row) => row.state !== "draft");
  }

  async #all() {
    const found = (await all("queue")).filter((row) => row.kind === this.kind);
    return found.sort((one, other) => one.sequence - other.sequence);
  }

  async waiting() {
    return (await this.rows()).filter((row) => row.state === "waiting");
  }

  // Seal and keep. It is safe on this device once this returns; `beside` may hold numbers, nobody's name.
  async add(publicKey, content, beside) {
    const row = await this.sealed(publicKey, content, beside, crypto.randomUUID());
    await put("queue", row);
    this.onChange();
    this.send();
    return row.client_id;
  }

  // A row of the queue that is not kept yet. As "draft" it waits until it is finished, or until nobody can finish it.
  async sealed(publicKey, content, beside, client_id, state = "waiting") {
    const standing = await get("queue", client_id);
    const last = (await this.#all()).reduce((most, row) => Math.max(most, row.sequence), 0);
    const sequence = standing?.sequence ?? last + 1;
    const letter = await sealLetter(publicKey, { ...content, sequence }, client_id);
    return { client_id, kind: this.kind, sequence, letter, at: Date.now(), state, ...beside };
  }

  // Keep how something stands that is not finished. Once it is, or is gone, no older word comes after it.
  async keepDraft(row) {
    const standing = await get("queue", row.client_id);
    if (!standing) await put("queue", row);
    else await change("queue", row.client_id, (now) => (now.state === "draft" ? row : now));
  }

  // What was not finished goes to the server as it stands, now that nobody can finish it here.
  // `which` of them; all of them when nothing lies here any more.
  async releaseDrafts(which = () => true) {
    for (const row of await this.#all()) {
      if (row.state === "draft" && which(row)) await change("queue", row.client_id, (one) => ({ ...one, state: "waiting" }));
    }
    if (this.partUrl) await removePartsBeside((await all("queue")).map((row) => row.client_id));
  }

  async forget(clientId) {
    await remove("queue", clientId);
    if (this.partUrl) await removeParts(clientId);
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

  // Words first, they are small and matter most; then the parts of photos, and what says of which they are.
  async #sendAll() {
    const state = await this.#look();
    if (!state) return;
    const { token } = state;
    const sent = (await this.#bringAll(token, (row) => !row.parts))
      && (await this.#bringParts(token, state.parts ?? {}))
      && (await this.#bringAll(token, () => true));
    if (sent) this.net = NET.SENT;
  }

  async #bringAll(token, which) {
    let waiting = (await this.waiting()).filter(which);
    let atOnce = AT_ONCE;
    while (waiting.length) {
      const some = waiting.slice(0, atOnce);
      const status = await this.#bring(token, some, waiting.length - some.length);
      if (status !== 200 && some.length > 1) {
        atOnce = 1; // one of them is in the way: find out which
        continue;
      }
      if (status !== 200 && !(status >= 400 && status < 500)) return this.#stopped(status);
      if (status !== 200) await this.#keepRefused(some[0], status);
      const before = waiting.length;
      waiting = (await this.waiting()).filter(which);
      // The server waits for something: parts that went astray are sent the next time.
      if (status === 200 && waiting.length === before) return this.#stopped(status);
    }
    return true;
  }

  #stopped(status) {
    this.net = status === 0 ? NET.LOG_IN : NET.FAILED;
    return false;
  }

  // The parts of photos that the server has not. True once it has all that there is.
  async #bringParts(token, came) {
    for (const row of this.partUrl ? await this.waiting() : []) {
      for (let number = 0; number < (row.parts ?? 0); number += 1) {
        if (came[row.client_id]?.includes(number)) continue;
        const bytes = await getPart(row.client_id, number);
        const status = bytes ? await this.#bringPart(token, row, number, bytes) : 422;
        if (status === 422) {
          await this.#keepRefused(row, status);
          break;
        }
        if (status !== 200) return this.#stopped(status);
        this.onChange();
      }
    }
    return true;
  }

  async #bringPart(token, row, number, bytes) {
    const head = JSON.stringify({ taken: row.taken, photo: row.client_id, number, of: row.parts });
    const body = new Blob([head, "\n", bytes]);
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token };
    const answer = await fetch(this.partUrl, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
    return answer.type === "opaqueredirect" ? 0 : answer.status;
  }

  // Who is logged in, and what still holds. Returns what the server said with the token for sending, or null.
  async #look() {
    const answer = await fetch(this.stateUrl, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
    this.#looked = Date.now();
    if (answer.type === "opaqueredirect") this.net = NET.LOG_IN;
    else if (answer.status === 403 || answer.status === 404) this.net = NET.REFUSED;
    else if (!answer.ok) this.net = NET.FAILED;
    else {
      const state = await answer.json();
      await this.onState(state);
      return state;
    }
    if (this.net === NET.REFUSED) await this.onState(null);
    return null;
  }

  async #bring(token, rows, left) {
    const items = rows.map((row) => ({ client_id: row.client_id, taken: row.taken, about: row.about, letter: row.letter }));
    const body = JSON.stringify({ sent_at: new Date().toISOString(), left, items });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(this.bringUrl, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") return 0;
    if (!answer.ok) return answer.status;
    const told = new Map((await answer.json()).items.map((one) => [one.client_id, one]));
    for (const row of rows) {
      const one = told.get(row.client_id);
      if (!one) return 500;
      if (one.state === "waiting") continue;
      await change("queue", row.client_id, (standing) => this.#answered(standing, one));
      if (row.parts && one.state !== "refused") await removeParts(row.client_id);
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
