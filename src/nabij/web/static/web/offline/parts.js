// Parts of photos that wait for a network, each sealed for the server. In a base of their own, so that looking at the
// queue reads numbers only, and not megabytes. A part without a letter in the queue is nobody's, and goes.

const NAME = "nabij-offline-parts";

let opening = null;

function database() {
  opening ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("parts", { keyPath: ["photo", "number"] });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => { opening = null; reject(asked.error); };
  });
  return opening;
}

async function turn(mode, work) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const change = base.transaction("parts", mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const asked = work(change.objectStore("parts"));
    change.oncomplete = () => resolve(asked?.result);
    change.onerror = () => reject(change.error);
    change.onabort = () => reject(change.error);
  });
}

const ofPhoto = (photo) => IDBKeyRange.bound([photo, 0], [photo, Infinity]);

export const putParts = (photo, sealed) => turn("readwrite", (rows) => { sealed.forEach((bytes, number) => rows.put({ photo, number, bytes })); });
export const getPart = async (photo, number) => (await turn("readonly", (rows) => rows.get([photo, number])))?.bytes;
export const removeParts = (photo) => turn("readwrite", (rows) => rows.delete(ofPhoto(photo)));

// Take away the parts of photos that no letter speaks of.
export async function removePartsBeside(photos) {
  const known = new Set(photos);
  const keys = (await turn("readonly", (rows) => rows.getAllKeys())) ?? [];
  const left = new Set(keys.map(([photo]) => photo).filter((photo) => !known.has(photo)));
  for (const photo of left) await removeParts(photo);
}
