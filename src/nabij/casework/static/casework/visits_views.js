// What is seen of visits without a network; what every such page shows stands in web/offline/views.js.

import { hour, OfflineViews, text } from "../web/offline/views.js";

const KEPT_AFTER_MS = 1500; // with the sealing well within two seconds
const PARTS = ["visits", "called", "visit-title", "when", "places", "phones", "language", "to-mind", "step", "plan", "photos", "photo-told", "note", "kept"];
const MOST_PHOTOS = 6;

export class Views extends OfflineViews {
  #content = null;
  #visit = null;
  #timer = 0;

  constructor(root, acts) {
    super(root, acts);
    this.form = root.querySelector("form[data-form=told]");
    this.#bind();
  }

  empty() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#content = this.#visit = null;
    super.empty(PARTS);
  }

  // ---------------------------------------------------------------- the list

  open(content, word = "") {
    this.#content = content;
    this.#visit = null;
    this.#drawVisits();
    this.show("list");
    this.part("note").textContent = word ? this.word(word) : "";
  }

  // Visits fell away while somebody looks: the list is new, what is being filled in stays.
  refresh(content) {
    this.#content = content;
    this.#drawVisits();
    const here = this.#visit && content.visits.find((one) => one.visit === this.#visit.visit);
    if (this.#visit && !here) this.open(content, "fell-away");
    else if (here) this.#visit = here;
  }

  #drawVisits() {
    const row = (visit) => {
      const line = this.root.querySelector("template[data-row=visit]").content.cloneNode(true);
      line.querySelector("[data-when]").textContent = when(visit);
      line.querySelector("[data-called]").textContent = visit.called[0] || this.word("household");
      line.querySelector("[data-place]").textContent = visit.places[0] ?? "";
      const tag = this.#content.drafts?.[visit.visit] ? "tag-begun" : this.#content.told?.[visit.visit] ? "tag-kept" : "";
      line.querySelector("[data-tag]").textContent = tag ? this.word(tag) : "";
      line.querySelector("[data-tag]").hidden = !tag;
      line.querySelector("button").addEventListener("click", () => this.#showVisit(visit));
      return line;
    };
    this.part("visits").replaceChildren(...this.#content.visits.map(row));
  }

  // ---------------------------------------------------------------- one visit

  #showVisit(visit) {
    this.#visit = visit;
    this.part("visit-title").textContent = visit.called[0] || this.word("household");
    this.part("called").replaceChildren(...visit.called.slice(1).map((name) => text("li", name)));
    this.part("has-called").hidden = visit.called.length < 2;
    this.part("when").textContent = when(visit);
    this.part("places").replaceChildren(...(visit.places.length ? visit.places : [this.word("no-place")]).map((place) => text("div", place)));
    this.part("phones").replaceChildren(...visit.phones.map(phone));
    this.part("has-phones").hidden = visit.phones.length === 0;
    this.part("language").textContent = visit.language;
    this.part("has-language").hidden = !visit.language;
    this.part("to-mind").textContent = visit.to_mind;
    this.part("has-to-mind").hidden = !visit.to_mind;
    this.part("step").textContent = visit.step ? this.#step(visit.step) : "";
    this.part("has-step").hidden = this.part("asks-step").hidden = !visit.step;
    this.part("plan").replaceChildren(...visit.plan.map((step) => text("li", step)));
    this.part("has-plan").hidden = visit.plan.length === 0;
    this.#fill(visit);
    this.show("visit");
  }

  #step(step) {
    return this.word("step", { what: step.what || this.word("no-words"), day: day(step.due_on) });
  }

  #fill(visit) {
    const { form } = this;
    form.reset();
    if (visit.step?.topic) form.elements.step_topic.value = visit.step.topic;
    const draft = this.acts.draftOf(visit);
    for (const [name, value] of Object.entries(draft?.fields ?? {})) {
      if (name === "due_on") form.elements.due_on.value = draft.fields.due_typed;
      else if (form.elements[name]) form.elements[name].value = value;
    }
    this.part("kept").textContent = draft ? this.word("back") : "";
    this.part("photo-told").textContent = "";
    this.part("photos").replaceChildren(...(draft?.photos ?? []).map((photo, at) => this.#photo(photo.id, at + 1)));
  }

  #photo(id, number, canvas = null) {
    const line = this.root.querySelector("template[data-row=photo]").content.cloneNode(true).firstElementChild;
    line.querySelector("[data-number]").textContent = this.word("photo", { n: number });
    if (canvas) {
      canvas.className = "n-thumb";
      canvas.setAttribute("aria-hidden", "true");
      line.prepend(canvas);
    }
    const { form } = this;
    line.querySelector("button").addEventListener("click", async () => {
      await this.acts.onPhotoGone(this.#visit, id);
      line.remove();
      form.elements.photo.focus();
    });
    return line;
  }

  // ---------------------------------------------------------------- what is tapped and typed

  told(row, name) {
    return this.word(name, { what: this.word(`what-${row.what}`), n: row.receipt, status: row.status });
  }

  #bind() {
    this.onSubmit("told", () => this.#keep());
    this.form.addEventListener("input", (event) => { if (event.target.name !== "photo") this.#typed(); });
    this.form.elements.photo.addEventListener("change", () => this.#photograph());
    addEventListener("pagehide", () => this.#typedNow());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.#typedNow(); });
    this.bindLock({ list: () => this.#toList(), refresh: () => this.acts.onRefresh() });
  }

  async #toList() {
    await this.#typedNow();
    if (this.#content) this.open(this.#content);
    else this.show("locked");
  }

  #typed() {
    this.part("kept").textContent = "";
    this.#timer ||= setTimeout(() => this.#typedNow(), KEPT_AFTER_MS);
  }

  async #typedNow() {
    if (!this.#timer || !this.#visit) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    const visit = this.#visit;
    await this.acts.onTyped(visit, this.#fields());
    if (visit === this.#visit && !this.#timer) this.part("kept").textContent = this.word("draft-kept");
  }

  #fields() {
    const all = Object.fromEntries([...new FormData(this.form)].filter(([name]) => name !== "photo").map(([name, value]) => [name, value.trim()]));
    return { ...all, due_typed: all.due_on, due_on: isoDay(all.due_on) };
  }

  async #photograph() {
    const input = this.form.elements.photo;
    const files = [...input.files];
    input.value = "";
    const told = this.part("photo-told");
    await this.acts.onTyped(this.#visit, this.#fields());
    for (const file of files) {
      if (this.part("photos").children.length >= MOST_PHOTOS) {
        told.textContent = this.word("photos-enough", { n: MOST_PHOTOS });
        return;
      }
      told.textContent = this.word("photo-busy");
      const made = await this.acts.onPhoto(this.#visit, file);
      if (made) this.part("photos").append(this.#photo(made.id, this.part("photos").children.length + 1, made.canvas));
      told.textContent = this.word(made ? "photo-kept" : "photo-none");
    }
  }

  async #keep() {
    const fields = this.#fields();
    const wrong = this.#wrongWith(fields);
    if (wrong) return this.say("visit", this.word(wrong));
    clearTimeout(this.#timer);
    this.#timer = 0;
    return this.acts.onKeep(this.#visit, fields);
  }

  #wrongWith(fields) {
    if (!this.#visit.step) return "";
    if (!fields.step) return fields.due_typed || fields.why ? "step-lacks" : "";
    if (!fields.due_on || fields.due_on < isoOf(new Date())) return "no-day";
    return fields.end !== "done" && !fields.why ? "why-lacks" : "";
  }
}

function phone(number) {
  const link = text("a", number);
  link.href = `tel:${number.replace(/[^+\d]/g, "")}`;
  const line = document.createElement("div");
  line.append(link);
  return line;
}

function day(iso) {
  return new Date(`${iso}T12:00`).toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });
}

function when(visit) {
  return `${day(isoOf(new Date(visit.from_at)))}, ${hour(visit.from_at)} – ${hour(visit.until_at)}`;
}

const isoOf = (at) => [at.getFullYear(), String(at.getMonth() + 1).padStart(2, "0"), String(at.getDate()).padStart(2, "0")].join("-");

// A day as people here write it; empty when it is none.
function isoDay(typed) {
  const [, date, month, year] = typed.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
  const found = new Date(Number(year), Number(month) - 1, Number(date), 12);
  return found.getDate() === Number(date) && found.getMonth() + 1 === Number(month) ? isoOf(found) : "";
}
