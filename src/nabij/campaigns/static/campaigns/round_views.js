// What is seen of a round on a phone; what every page without a network shows stands in web/offline/views.js.

import { hour, OfflineViews, text } from "../web/offline/views.js";

const PARTS = ["called", "place", "language", "script", "promised"];

export class Views extends OfflineViews {
  #round = null;
  #door = null;
  #outcome = null;

  constructor(root, acts) {
    super(root, acts);
    this.#bind();
  }

  instruct(instruction) {
    this.root.querySelector("[data-view=instruction]").dataset.instruction = instruction.id;
    const list = this.part("instruction");
    list.replaceChildren(...instruction.words.split("\n").filter((line) => line.trim()).map((line) => text("li", line)));
    this.show("instruction");
  }

  empty() {
    this.#round = this.#door = this.#outcome = null;
    super.empty([...PARTS, "doors", "done", "bring", "instruction", "door-title", "told-title", "told-place", "outcomes", "needs", "note"]);
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

  told(row, name) {
    return this.word(name, { door: row.place, n: row.receipt, status: row.status });
  }

  // -------------------------------------------------------------- what is tapped

  #bind() {
    const { acts, root } = this;
    this.onSubmit("tick", () => acts.onTick(root.querySelector("[data-view=instruction]").dataset.instruction));
    this.onSubmit("told", (one) => this.#tell(one));
    this.onSubmit("worry", (one) => acts.onWorry(this.#door, one.elements.words.value.trim()));
    root.querySelector("form[data-form=told]").addEventListener("change", () => this.#askConsent());
    this.bindLock({ doors: () => this.show("doors"), door: () => this.show("door"), next: () => this.#next() });
  }

  #next() {
    const next = this.#round?.doors.find((door) => door.open);
    if (next) this.#showDoor(next);
    else this.show(this.#round ? "doors" : "locked");
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

// A day and an hour as people here write them; null when nothing was filled in, undefined when it is no moment to come.
function moment(day, at) {
  if (!at.trim()) return null;
  const [, date, month, year] = day.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
  const [, hours, minutes = "0"] = at.match(/^(\d{1,2})(?:[:.u](\d{2}))?$/) ?? [];
  const found = new Date(Number(year), Number(month) - 1, Number(date), Number(hours), Number(minutes));
  const isThatDay = found.getDate() === Number(date) && found.getHours() === Number(hours);
  return isThatDay && found > new Date() ? found.toISOString() : undefined;
}
