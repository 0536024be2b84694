// Parts of a page of work that call somebody: asked once the page stands, and again each minute while it is seen.
// A part that does not answer keeps what it shows. Without script the same stands under Today.

const FIRST_AFTER_MS = 1000;
const AGAIN_AFTER_MS = 60 * 1000;

for (const part of document.querySelectorAll("[data-live]")) {
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(part.dataset.live, { headers: { "X-Requested-With": "live" }, redirect: "error" });
      if (!answer.ok) return;
      const text = (await answer.text()).trim();
      if (text !== part.innerHTML.trim() && !part.contains(document.activeElement)) part.innerHTML = text;
    } catch {
      // no connection: what stands here stays
    }
  };
  setTimeout(ask, FIRST_AFTER_MS);
  setInterval(ask, AGAIN_AFTER_MS);
  document.addEventListener("visibilitychange", ask);
}
