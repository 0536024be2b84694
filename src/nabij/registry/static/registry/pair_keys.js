// Keys on the page of pairs: 1 same, 2 not the same, 3 ask the partner, l later, z take the last one back.
// Each presses the button or link that carries it in data-key; without this file the buttons do the same.
const off = "nabij-pair-keys-off";
const box = document.getElementById("pair-keys");
const read = () => { try { return sessionStorage.getItem(off) === "1"; } catch { return false; } };
const keep = (value) => { try { sessionStorage.setItem(off, value ? "1" : "0"); } catch { /* not kept */ } };
if (box) {
  box.checked = !read();
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => keep(!box.checked));
}
let sent = false;
document.addEventListener("keydown", (event) => {
  if (sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey || (box ? !box.checked : read())) return;
  if (event.target.closest("textarea, select, input:not([type=checkbox], [type=radio])")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  sent = true;
  target.click();
});
