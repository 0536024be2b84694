// The numbers under which this device took something along, until it told the server that nothing of it is left.

export const TAKEN = "nabij-offline-taken";

export const taken = () => JSON.parse(localStorage.getItem(TAKEN) ?? "[]");
export const addTaken = (number) => localStorage.setItem(TAKEN, JSON.stringify([...new Set([...taken(), number])]));
export const endTaken = (number) => localStorage.setItem(TAKEN, JSON.stringify(taken().filter((one) => one !== number)));
