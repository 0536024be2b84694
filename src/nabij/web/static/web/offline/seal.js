// Sealing in the browser: boxes that open with a code of whoever holds the device, and letters that only the server
// opens. Nothing here knows what is sealed. The server's side of a letter stands in nabij.kernel.sealed.

export const PIN_ROUNDS = 600_000; // PBKDF2 with SHA-256: about a second on a cheap phone
const LETTER = new TextEncoder().encode("nabij sealed letter 1");
const NOTHING = new Uint8Array();

export const toText = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
export const fromText = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const written = (content) => new TextEncoder().encode(JSON.stringify(content));
const read = (plain) => JSON.parse(new TextDecoder().decode(plain));
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

async function pinKey(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

// A key of its own for each box, wrapped under the code: the code is never the key, and never kept.
export async function newBoxKey(pin) {
  const salt = random(16);
  const iv = random(12);
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await pinKey(pin, salt, PIN_ROUNDS), { name: "AES-GCM", iv });
  const lock = { salt: toText(salt), rounds: PIN_ROUNDS, iv: toText(iv), wrapped: toText(wrapped) };
  return { lock, key: await openBoxKey(lock, pin) };
}

// The key of a box, or null when the code is another one.
export async function openBoxKey(lock, pin) {
  const under = await pinKey(pin, fromText(lock.salt), lock.rounds);
  const how = { name: "AES-GCM", iv: fromText(lock.iv) };
  try {
    return await crypto.subtle.unwrapKey("raw", fromText(lock.wrapped), under, how, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

export async function sealBox(key, content) {
  const iv = random(12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, written(content));
  return { iv: toText(iv), sealed: toText(sealed) };
}

export async function openBox(key, box) {
  return read(await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromText(box.iv) }, key, fromText(box.sealed)));
}

// A letter: sealed with the public key of the server, together with the number under which it is sent. Whoever has
// the device and the code cannot read it back.
export async function sealLetter(publicKey, content, boundTo) {
  const { key, iv, sealed } = await sealFor(publicKey, written(content), boundTo);
  return { key: toText(key), iv: toText(iv), sealed: toText(sealed) };
}

// Bytes in the same way, without the third that writing them as text takes: the key, the vector, what was sealed.
export async function sealBytes(publicKey, bytes, boundTo) {
  const { key, iv, sealed } = await sealFor(publicKey, bytes, boundTo);
  const whole = new Uint8Array(key.byteLength + iv.byteLength + sealed.byteLength);
  whole.set(new Uint8Array(key));
  whole.set(iv, key.byteLength);
  whole.set(new Uint8Array(sealed), key.byteLength + iv.byteLength);
  return whole;
}

async function sealFor(publicKey, plain, boundTo) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const server = await crypto.subtle.importKey("raw", fromText(publicKey), curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, own.privateKey, 256);
  const spread = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: NOTHING, info: LETTER };
  const key = await crypto.subtle.deriveKey(how, spread, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = random(12);
  const bound = new TextEncoder().encode(boundTo);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, key, plain);
  return { key: await crypto.subtle.exportKey("raw", own.publicKey), iv, sealed };
}
