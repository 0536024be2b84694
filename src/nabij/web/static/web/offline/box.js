// One box on this device: it opens with the code that was chosen when it was filled, locks after two minutes without
// a touch, and is gone after ten wrong codes, after its last hour, and when somebody logs out.

import { newBoxKey, openBox, openBoxKey, sealBox } from "./seal.js";
import { change, get, put, remove } from "./store.js";

export const LEAST_PIN = 6;
export const MOST_TRIES = 10;
export const LOCKED_AFTER_MS = 2 * 60 * 1000;
const TOUCHES = ["pointerdown", "keydown", "input"];

// Why a code will not do: "short", "same" (111111) or "row" (123456, 654321); empty when it will.
export function wrongWithPin(pin) {
  const signs = [...pin];
  if (signs.length < LEAST_PIN) return "short";
  const steps = signs.slice(1).map((sign, at) => sign.codePointAt(0) - signs[at].codePointAt(0));
  if (steps.every((step) => step === 0)) return "same";
  return steps.every((step) => step === 1) || steps.every((step) => step === -1) ? "row" : "";
}

export class Box {
  #key = null;
  #touched = 0;

  constructor(name, { onLock, lockedAfterMs = LOCKED_AFTER_MS }) {
    this.name = name;
    this.onLock = onLock;
    this.lockedAfterMs = lockedAfterMs;
    for (const touch of TOUCHES) addEventListener(touch, () => this.#touch(), { passive: true });
    // A timer sleeps with the phone, so the hour is looked at when the page is seen again too.
    setInterval(() => this.#lockWhenLeft(), 5000);
    document.addEventListener("visibilitychange", () => this.#lockWhenLeft());
  }

  get isOpen() {
    return this.#key !== null;
  }

  // What stands here without opening it: until when, how many tries are left. Past its hour it is gone.
  async found() {
    const row = await get("boxes", this.name);
    if (!row) return null;
    if (Date.now() >= row.gone_at) {
      await this.wipe();
      return null;
    }
    return { goneAt: row.gone_at, triesLeft: MOST_TRIES - row.tries };
  }

  async fill(pin, content, goneAt) {
    const { lock, key } = await newBoxKey(pin);
    await put("boxes", { name: this.name, lock, tries: 0, gone_at: goneAt, content: await sealBox(key, content) });
    this.#key = key;
    this.#touched = Date.now();
  }

  // The content, or null when the code is wrong. The try is counted before it is made, so that closing the page in
  // between gives no free one.
  async open(pin) {
    if (!(await this.found())) return null;
    await change("boxes", this.name, (row) => ({ ...row, tries: row.tries + 1 }));
    const row = await get("boxes", this.name);
    if (row.tries > MOST_TRIES) {
      await this.wipe();
      return null;
    }
    const key = await openBoxKey(row.lock, pin);
    if (key === null) {
      if (row.tries >= MOST_TRIES) await this.wipe();
      return null;
    }
    await change("boxes", this.name, (one) => ({ ...one, tries: 0 }));
    this.#key = key;
    this.#touched = Date.now();
    return openBox(key, row.content);
  }

  // The content once more, of an open box: another window may have changed it.
  async content() {
    const row = await get("boxes", this.name);
    return row && this.#key ? openBox(this.#key, row.content) : null;
  }

  async save(content) {
    if (!this.#key) return;
    const sealed = await sealBox(this.#key, content);
    await change("boxes", this.name, (row) => ({ ...row, content: sealed }));
  }

  // The row of this box with other content, to be put on the disk together with rows of the queue.
  async sealedRow(content) {
    const row = await get("boxes", this.name);
    return row && this.#key ? { ...row, content: await sealBox(this.#key, content) } : null;
  }

  // Fill an open box anew, under the code that it has.
  async refill(content, goneAt) {
    const row = await this.sealedRow(content);
    if (row) await put("boxes", { ...row, gone_at: goneAt, beside: null });
  }

  // Numbers that the server gave about what lies here: they stand beside the seal, so that a locked box keeps the order.
  async keepBeside(numbers) {
    await change("boxes", this.name, (row) => ({ ...row, beside: numbers }));
  }

  async beside() {
    return (await get("boxes", this.name))?.beside ?? null;
  }

  lock() {
    if (!this.#key) return;
    this.#key = null;
    this.onLock();
  }

  async wipe() {
    this.#key = null;
    await remove("boxes", this.name);
  }

  #touch() {
    if (!this.#lockWhenLeft()) this.#touched = Date.now();
  }

  #lockWhenLeft() {
    const isLeft = this.#key !== null && Date.now() - this.#touched >= this.lockedAfterMs;
    if (isLeft) this.lock();
    return isLeft;
  }
}
