// Visits without a network: what is typed is kept within two seconds, and what is finished waits, sealed, for the server.
// What is drawn stands in visits_views.js; how it is taken along, kept and sent in web/offline.

import { Along, goneAt } from "../web/offline/along.js";
import { putParts } from "../web/offline/parts.js";
import { sealBytes } from "../web/offline/seal.js";
import { putTogether } from "../web/offline/store.js";
import { addTaken } from "../web/offline/taken.js";
import { asBytes, drawnAnew, inParts } from "./photos.js";
import { Views } from "./visits_views.js";

const HOME_VISIT = "home_visit";

class MyVisits extends Along {
  #turn = Promise.resolve();

  constructor(root) {
    super("visit", root, { holding: (said) => said.taken.filter((one) => one.holds).map((one) => one.number) });
    this.views = new Views(root, {
      ...this.acts(),
      onRefresh: () => this.refresh(),
      onTyped: (visit, fields) => this.#inTurn(() => this.type(visit, fields)),
      onPhoto: (visit, file) => this.#inTurn(() => this.photograph(visit, file)),
      onPhotoGone: (visit, photo) => this.#inTurn(() => this.dropPhoto(visit, photo)),
      onKeep: (visit, fields) => this.#inTurn(() => this.keep(visit, fields)),
      draftOf: (visit) => this.content?.drafts?.[visit.visit],
    });
  }

  // One change after the other: what is typed last never comes before what was typed first.
  #inTurn(work) {
    const done = this.#turn.then(() => (this.content ? work() : null));
    this.#turn = done.catch(() => {});
    return done;
  }

  // ---------------------------------------------------------------- what lies here

  // Visits that were called off or passed on, or whose hour is over, name nobody any more; text about them is sent.
  async holdOn() {
    if (this.state) await this.fellAway();
    const standing = await this.box.beside();
    const stays = (visit) => (!standing || standing.includes(visit.visit)) && this.#hoursLeft(visit);
    const visits = this.content.visits.filter(stays);
    if (visits.length === this.content.visits.length) return null;
    if (!visits.length) return this.gone("stopped");
    const drafts = Object.fromEntries(Object.entries(this.content.drafts ?? {}).filter(([visit]) => visits.some((one) => String(one.visit) === visit)));
    await this.queue.releaseDrafts((row) => !visits.some((one) => one.visit === row.about));
    this.content = { ...this.content, visits, drafts };
    await this.box.save(this.content);
    return this.views.refresh(this.content);
  }

  #hoursLeft(visit) {
    return Date.now() + (this.content.ahead ?? 0) < Date.parse(visit.gone_at);
  }

  async fellAway() {
    await this.box.keepBeside(this.state.taken.flatMap((one) => one.standing));
  }

  // With how far the clock of the server is ahead of this one, and room for what is typed.
  async fetched(view) {
    const told = await super.fetched(view);
    return told && { ...told, ahead: Date.parse(told.now) - Date.now(), drafts: {}, told: {} };
  }

  async refresh() {
    const told = await this.fetched("list");
    if (!told) return;
    await this.#inTurn(async () => {
      const here = new Set(told.visits.map((one) => String(one.visit)));
      const kept = (rows) => Object.fromEntries(Object.entries(rows ?? {}).filter(([visit]) => here.has(visit)));
      this.content = { ...told, drafts: kept(this.content.drafts), told: kept(this.content.told) };
      await this.queue.releaseDrafts((row) => !here.has(String(row.about)));
      await this.box.refill(this.content, goneAt(told));
      addTaken(this.kind, told.number);
      this.views.open(this.content, "fresh");
    });
    this.draw();
  }

  // ---------------------------------------------------------------- telling

  #draft(visit) {
    const { content } = this;
    content.drafts ??= {};
    content.drafts[visit.visit] ??= { id: crypto.randomUUID(), step: crypto.randomUUID(), photos: [], fields: {} };
    return content.drafts[visit.visit];
  }

  #letter(kind, given) {
    return { v: Number(this.urls.version), kind, told_at: new Date().toISOString(), ...given };
  }

  // What was typed, in the box; and sealed for the server, in case nobody can finish it here.
  async type(visit, fields) {
    const draft = this.#draft(visit);
    const isElsewhere = fields.topic !== draft.fields.topic || fields.layer !== draft.fields.layer;
    draft.fields = fields;
    await this.box.save(this.content);
    const beside = { taken: this.content.number, about: visit.visit, what: "draft" };
    await this.queue.keepDraft(await this.queue.sealed(this.content.key, this.#letter("draft", { fields: unfinished(fields) }), beside, draft.id, "draft"));
    if (isElsewhere) for (const row of await this.#photoRows(visit, draft, "draft")) await this.queue.keepDraft(row);
  }

  // The letters that say what the photos are: under which topic, and for whom.
  #photoRows(visit, draft, state) {
    const { document, topic, layer, title } = draft.fields;
    const told = (photo) => this.#letter("photo", { document, topic, layer, title: title ?? "", parts: photo.parts });
    const beside = (photo) => ({ taken: photo.taken, about: visit.visit, what: "photo", parts: photo.parts });
    return Promise.all(draft.photos.map((photo) => this.queue.sealed(photo.key, told(photo), beside(photo), photo.id, state)));
  }

  // Returns the canvas to show; null for what is no photo.
  async photograph(visit, file) {
    const canvas = await drawnAnew(file).catch(() => null);
    if (!canvas) return null;
    const parts = inParts(await asBytes(canvas), Number(this.urls.partBytes));
    const { key, number: taken } = this.content;
    const photo = { id: crypto.randomUUID(), parts: parts.length, key, taken };
    const sealed = await Promise.all(parts.map((part, number) => sealBytes(key, part, `${photo.id}/${number}/${parts.length}`)));
    await putParts(photo.id, sealed);
    const draft = this.#draft(visit);
    draft.photos = [...draft.photos, photo];
    const rows = await this.#photoRows(visit, { ...draft, photos: [photo] }, "draft");
    await putTogether([await this.box.sealedRow(this.content)], rows);
    return { canvas, id: photo.id };
  }

  async dropPhoto(visit, id) {
    const draft = this.#draft(visit);
    draft.photos = draft.photos.filter((photo) => photo.id !== id);
    await this.box.save(this.content);
    await this.queue.forget(id);
  }

  // Finished: note, step and photos become letters, and the draft goes, in one turn of the disk.
  async keep(visit, fields) {
    const draft = this.#draft(visit);
    draft.fields = fields;
    const { key, number: taken } = this.content;
    const beside = (what) => ({ taken, about: visit.visit, what });
    const { outcome, topic, layer, note, need } = fields;
    const rows = [await this.queue.sealed(key, this.#letter("contact", { outcome, topic, layer, note, need }), beside("contact"), draft.id)];
    if (visit.step && fields.step) {
      const { end, why, step, due_on, step_topic } = fields;
      const told = this.#letter("step", { end, why, step, due_on, topic: step_topic, base: visit.step.version });
      rows.push(await this.queue.sealed(key, told, beside("step"), draft.step));
    }
    rows.push(...(await this.#photoRows(visit, draft, "waiting")));
    rows.forEach((row, at) => { row.sequence += at; });
    const drafts = { ...this.content.drafts };
    delete drafts[visit.visit];
    const content = { ...this.content, drafts, told: { ...this.content.told, [visit.visit]: true } };
    if (visit.step && fields.step) content.visits = content.visits.map((one) => (one === visit ? { ...one, step: null } : one));
    await putTogether([await this.box.sealedRow(content)], rows);
    this.content = content;
    this.views.open(content, "kept");
    await this.draw();
    this.queue.send();
  }
}

// What the form on the server takes up: a step that was typed too stands in the note.
function unfinished(fields) {
  const today = new Date();
  const day = [today.getDate(), today.getMonth() + 1, today.getFullYear()].map((part) => String(part).padStart(2, "0")).join("/");
  const note = [fields.note, fields.step, fields.why].filter(Boolean).join("\n");
  return { channel: HOME_VISIT, topic: fields.topic, outcome: fields.outcome, layer: fields.layer, need: fields.need, note, day };
}

await new MyVisits(document.querySelector("[data-visits]")).start();
