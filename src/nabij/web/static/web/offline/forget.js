// After logging out: what can be read goes from this device. Letters that only the server opens stay until they are sent.

import { clear } from "./store.js";
import { TAKEN } from "./taken.js";

const taken = localStorage.getItem(TAKEN);
localStorage.clear();
sessionStorage.clear();
if (taken) localStorage.setItem(TAKEN, taken);
await clear("boxes");
document.documentElement.dataset.forgotten = "";
