// A round on a phone, told door by door. What is drawn stands in round_views.js; how it is taken along, kept and sent in
// web/offline, which knows nothing of doors.

import { Along } from "../web/offline/along.js";
import { Views } from "./round_views.js";

class MyRound extends Along {
  constructor(root) {
    super("door", root, { holding: (said) => said.rounds.filter((one) => one.holds).map((one) => one.number) });
    this.views = new Views(root, { ...this.acts(), onTick: (number) => this.tick(number), onTell: (door, given) => this.tell(door, given), onWorry: (door, words) => this.worry(door, words) });
  }

  refusedToTake(told) {
    if (told.instruction) this.views.instruct(told.instruction);
    else if (told.empty) this.views.problem("start", "no-round");
    return Boolean(told.instruction || told.empty);
  }

  // Doors that fell away name nobody any more.
  async holdOn() {
    if (!this.state) return;
    const mine = this.state.rounds.find((one) => one.number === this.content?.number);
    if (this.content && !mine?.holds) return this.gone("stopped");
    if (!this.content) return;
    const standing = new Set(mine.standing);
    this.content.round.doors = this.content.round.doors.filter((door) => standing.has(door.stop) || !door.open);
    await this.box.save(this.content);
    if (mine.instruction) this.views.instruct(mine.instruction);
    else this.views.refresh(this.content);
  }

  async tick(instruction) {
    const form = new URLSearchParams({ instruction });
    const answer = await this.sent(this.urls.tickUrl, form, "application/x-www-form-urlencoded");
    if (!answer) return this.views.problem("instruction", "no-network");
    await this.queue.send();
    if (this.content) this.views.open(this.content);
    else this.views.show("start");
  }

  // ---------------------------------------------------------------- telling

  #telling(kind, door, given) {
    const content = { v: Number(this.urls.version), kind, stop: door.stop, told_at: new Date().toISOString(), ...given };
    return this.queue.add(this.content.key, content, { taken: this.content.number, place: door.number });
  }

  async tell(door, given) {
    const may = given.needs.length > 0 && given.may_contact;
    await this.#telling("visit", door, { ...given, may_contact: may, words: may ? given.words : "" });
    Object.assign(this.content.round.doors.find((one) => one.stop === door.stop), { open: false, told: given.outcome });
    await this.box.save(this.content);
    this.views.open(this.content, "kept");
  }

  async worry(door, words) {
    await this.#telling("worry", door, { words });
    this.views.worried();
  }
}

await new MyRound(document.querySelector("[data-round]")).start();
