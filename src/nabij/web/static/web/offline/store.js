// What a device keeps: boxes (sealed under a code) and the queue (letters for the server, with their receipts).
// Everything that names somebody stands in a box or a letter; beside it stand numbers and moments only.

const NAME = "nabij-offline";
const VERSION = 1;

let opening = null;

function database() {
  opening ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("boxes", { keyPath: "name" });
      asked.result.createObjectStore("queue", { keyPath: "client_id" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opening = null; };
      resolve(asked.result);
    };
    asked.onerror = () => { opening = null; reject(asked.error); };
  });
  return opening;
}

// One turn at one store. A change is told as done only once it is on the disk.
async function turn(store, mode, work) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const change = base.transaction(store, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const asked = work(change.objectStore(store));
    change.oncomplete = () => resolve(asked?.result);
    change.onerror = () => reject(change.error);
    change.onabort = () => reject(change.error);
  });
}

export const get = (store, key) => turn(store, "readonly", (rows) => rows.get(key));
export const all = (store) => turn(store, "readonly", (rows) => rows.getAll());
export const put = (store, row) => turn(store, "readwrite", (rows) => rows.put(row));
export const remove = (store, key) => turn(store, "readwrite", (rows) => rows.delete(key));
export const clear = (store) => turn(store, "readwrite", (rows) => rows.clear());

// Rows of both stores in one turn: all of them, or none.
export async function putTogether(boxes, queue) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const change = base.transaction(["boxes", "queue"], "readwrite", { durability: "strict" });
    for (const row of boxes) change.objectStore("boxes").put(row);
    for (const row of queue) change.objectStore("queue").put(row);
    change.oncomplete = () => resolve();
    change.onerror = () => reject(change.error);
    change.onabort = () => reject(change.error);
  });
}

// Change a row in one turn, so that two windows cannot undo one another. A row that is not there stays away.
export const change = (store, key, how) => turn(store, "readwrite", (rows) => {
  const asked = rows.get(key);
  asked.onsuccess = () => { if (asked.result) rows.put(how(asked.result)); };
  return asked;
});
