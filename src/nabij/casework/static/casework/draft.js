// Keeps what is being typed about a contact: sealed on the disk of this device within half a second, on the server
// within two. The key comes with the page and only for whoever writes; logging out clears the device. Without script
// the form works the same, with a button that keeps it on the server.

import { all, get, put, remove } from "../web/offline/store.js";

const LOCAL_AFTER_MS = 500;
const SERVER_AFTER_MS = 1500;
const A_DAY_MS = 24 * 60 * 60 * 1000;
const FIELDS = ["channel", "topic", "outcome", "note", "need", "day", "layer"];
const PREFIX = "nabij-draft-";

const fromText = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const form = document.querySelector("form[data-draft]");
if (form && window.crypto?.subtle && window.indexedDB) await keepDraft(form);

async function keepDraft(form) {
  const place = PREFIX + form.dataset.draft;
  const told = form.querySelector("[data-draft-told]");
  const key = await crypto.subtle.importKey("raw", fromText(form.dataset.draftKey), "AES-GCM", false, ["encrypt", "decrypt"]);
  let turn = Number(form.elements.turn.value) || 0;
  let localTimer = 0;
  let serverTimer = 0;
  let sending = false;

  try {
    await clearOld(place);
    await putBack();
  } catch {
    // This device keeps nothing: the server does.
  }
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => { clearTimeout(serverTimer); sealNow(); });
  addEventListener("pagehide", () => { if (serverTimer) send(true); });

  function changed() {
    turn += 1;
    form.elements.turn.value = turn;
    localTimer ||= setTimeout(() => { localTimer = 0; sealNow(); }, LOCAL_AFTER_MS);
    serverTimer ||= setTimeout(() => { serverTimer = 0; send(false); }, SERVER_AFTER_MS);
  }

  function typed() {
    const all = new FormData(form);
    return Object.fromEntries(FIELDS.map((name) => [name, all.get(name) ?? ""]));
  }

  async function sealNow() {
    const content = { client_id: form.elements.client_id.value, turn, at: Date.now(), fields: typed() };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(content)));
    try {
      await put("boxes", { name: place, at: content.at, iv, sealed });
      form.dataset.draftOnDisk = content.turn;
    } catch {
      delete form.dataset.draftOnDisk;
    }
  }

  async function opened() {
    const kept = await get("boxes", place);
    if (!kept) return null;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      await remove("boxes", place); // of somebody else on this device, or damaged: nobody here can read it
      return null;
    }
  }

  async function putBack() {
    const kept = await opened();
    if (!kept) return;
    if (form.dataset.draftSent.split(" ").includes(kept.client_id)) {
      await remove("boxes", place);
      return;
    }
    const isSame = kept.client_id === form.elements.client_id.value;
    if (isSame ? kept.turn <= turn : form.elements.note.value || form.elements.need.value) return;
    form.elements.client_id.value = kept.client_id;
    turn = kept.turn;
    form.elements.turn.value = turn;
    for (const [name, value] of Object.entries(kept.fields)) form.elements[name].value = value;
    told.textContent = form.dataset.wordBack;
    send(false);
  }

  async function send(isLast) {
    serverTimer = 0;
    if (sending && !isLast) {
      serverTimer = setTimeout(() => send(false), SERVER_AFTER_MS);
      return;
    }
    sending = true;
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), keepalive: isLast, redirect: "error" });
      told.textContent = answer.ok ? form.dataset.wordKept : form.dataset.wordHere;
    } catch {
      told.textContent = form.dataset.wordHere;
    } finally {
      sending = false;
    }
  }
}

async function clearOld(own) {
  for (const { name, at } of await all("boxes")) {
    if (name.startsWith(PREFIX) && name !== own && Date.now() - at >= A_DAY_MS) await remove("boxes", name);
  }
}
