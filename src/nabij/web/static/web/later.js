// Fetches what takes longer to work out once the page is there. Without this file, or without an answer, the
// link that stands in its place leads to the same.
for (const place of document.querySelectorAll("[data-later]")) {
  fetch(place.dataset.later, { headers: { "X-Nabij-Part": "1" } })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((part) => { place.innerHTML = part; })
    .catch(() => { /* the link stays */ })
    .finally(() => place.removeAttribute("data-later"));
}
