// The numbers under which this device took something along, until it told the server that nothing of it is left; each
// kind has its own place. That of rounds is the oldest one, and has no name in it.

export const TAKEN = "nabij-offline-taken";

const place = (kind) => (kind === "door" ? TAKEN : `${TAKEN}-${kind}`);
const keep = (kind, numbers) => localStorage.setItem(place(kind), JSON.stringify(numbers));

export const taken = (kind) => JSON.parse(localStorage.getItem(place(kind)) ?? "[]");
export const addTaken = (kind, number) => keep(kind, [...new Set([...taken(kind), number])]);
export const endTaken = (kind, number) => keep(kind, taken(kind).filter((one) => one !== number));
