// How far a planning is, asked every two seconds while somebody looks. When it has ended the page is opened anew,
// with what came of it. Without this file, or without an answer, the link "look again" does the same.
const AGAIN_AFTER_MS = 2000;

for (const part of document.querySelectorAll("[data-planning]")) {
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(part.dataset.planning, { headers: { "X-Nabij-Part": "1" }, redirect: "error" });
      if (!answer.ok) return;
      const text = (await answer.text()).trim();
      if (!text.includes("<progress")) location.reload();
      else if (text !== part.innerHTML.trim()) part.innerHTML = text;
    } catch {
      // no connection: what stands here stays
    }
  };
  setInterval(ask, AGAIN_AFTER_MS);
}
