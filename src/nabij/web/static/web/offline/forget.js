// After logging out: what can be read goes from this device. Letters that only the server opens stay until they are sent.

import { removePartsBeside } from "./parts.js";
import { all, clear } from "./store.js";
import { TAKEN } from "./taken.js";

const taken = Object.entries(localStorage).filter(([place]) => place.startsWith(TAKEN));
localStorage.clear();
sessionStorage.clear();
for (const [place, numbers] of taken) localStorage.setItem(place, numbers);
await clear("boxes");
await removePartsBeside((await all("queue")).map((row) => row.client_id));
document.documentElement.dataset.forgotten = "";
