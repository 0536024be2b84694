// Has the service worker keep this page, so that it opens without a network. Resolves to true once it is kept.

const ANSWER_WITHIN_MS = 20_000;

export async function keepThisPage(workerUrl) {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(workerUrl, { scope: "/", updateViaCache: "none" });
    const ready = await navigator.serviceWorker.ready;
    return await asked(ready.active, location.pathname);
  } catch {
    return false;
  }
}

function asked(worker, path) {
  return new Promise((resolve) => {
    const line = new MessageChannel();
    line.port1.onmessage = (answer) => resolve(answer.data === true);
    setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
    worker.postMessage({ keep: path }, [line.port2]);
  });
}

// Whether the browser promised not to throw away what is kept when the disk is full.
export async function askToStay() {
  try {
    return (await navigator.storage?.persist?.()) === true;
  } catch {
    return false;
  }
}
