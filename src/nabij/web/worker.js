// The service worker. The view that gives this out puts RELEASE and PAGES above it. It answers only for those pages
// and for the files that they need, from a copy; everything else goes to the network as if it were not there.

const PREFIX = "nabij-offline-";
const CACHE = PREFIX + RELEASE;
const FILE = /\/static\/[^"'\s)]+/g;
const IMPORT = /(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g;

self.addEventListener("install", (event) => event.waitUntil(carryOver().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(letGoOfOld().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (!PAGES.includes(event.data?.keep)) return;
  event.waitUntil(
    keep(event.data.keep).then(() => true, () => false).then((isKept) => event.ports[0]?.postMessage(isKept)),
  );
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate" && PAGES.includes(address.pathname)) event.respondWith(page(event.request, address));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(event));
});

async function page(request, address) {
  return (await kept(address.pathname)) ?? fetch(request);
}

// Files come from the copy only for a page that does: other pages are never older than the server.
async function file(event) {
  const client = event.clientId ? await self.clients.get(event.clientId) : null;
  if (client && PAGES.includes(new URL(client.url).pathname)) {
    const copy = await kept(new URL(event.request.url).pathname);
    if (copy) return copy;
  }
  return fetch(event.request);
}

// This release first. What an older one kept answers while this one could not fetch its own: a page that was taken
// along keeps working.
async function kept(path) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  names.sort((one, other) => (other === CACHE) - (one === CACHE));
  for (const name of names) {
    const copy = await (await caches.open(name)).match(path);
    if (copy) return copy;
  }
  return undefined;
}

// Fetch a page with all that it needs, and keep it as a whole or not at all. An answer that leads to logging in, or
// of another release, is not that page.
async function keep(path) {
  const answer = await fetched(path);
  if (answer.headers.get("X-Nabij-Offline") !== RELEASE) throw new Error("another release");
  const found = new Map([[path, answer]]);
  const named = (await answer.clone().text()).match(FILE) ?? [];
  const wanted = [...named];
  while (wanted.length) {
    const one = wanted.pop();
    if (found.has(one)) continue;
    const part = await fetched(one);
    found.set(one, part);
    if (!one.endsWith(".js")) continue;
    for (const [, other] of (await part.clone().text()).matchAll(IMPORT)) wanted.push(new URL(other, location.origin + one).pathname);
  }
  const cache = await caches.open(CACHE);
  await Promise.all([...found].map(([name, copy]) => cache.put(name, copy)));
}

async function fetched(path) {
  const answer = await fetch(path, { credentials: "same-origin", redirect: "error", cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error(`no copy of ${path}`);
  return answer;
}

async function keptPages(name) {
  const requests = await (await caches.open(name)).keys();
  return requests.map((request) => new URL(request.url).pathname).filter((path) => !path.startsWith("/static/"));
}

async function olderCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}

async function carryOver() {
  for (const name of await olderCaches()) {
    for (const path of await keptPages(name)) if (PAGES.includes(path)) await keep(path).catch(() => {});
  }
}

async function letGoOfOld() {
  const now = new Set(await keptPages(CACHE));
  for (const name of await olderCaches()) {
    if ((await keptPages(name)).every((path) => now.has(path) || !PAGES.includes(path))) await caches.delete(name);
  }
}
