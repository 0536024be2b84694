// A map of rounds that can be zoomed, in the place of the drawing that stands there without a script. Its shapes come
// with the page; no tile and no picture is asked of anybody. The list beside it holds the same.

const L = window.L;
const EDGE = [26, 26];
const CLOSER = 1.5; // steps of zoom from the whole, after which every door of a day has room for its number

const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
const isTouched = matchMedia("(pointer: coarse)").matches;

for (const figure of document.querySelectorAll("[data-round-map]")) show(figure);

function show(figure) {
  const shapes = JSON.parse(document.getElementById(figure.dataset.roundMap).textContent);
  const room = document.createElement("div");
  room.className = "n-map n-map-room";
  room.dir = "ltr";
  room.setAttribute("role", "region");
  room.setAttribute("aria-label", figure.dataset.mapName);
  figure.querySelector("svg").before(room);
  figure.classList.add("n-map-live");

  const map = L.map(room, {
    attributionControl: false,
    dragging: !isTouched, // one finger scrolls the page; two move the map
    fadeAnimation: !isStill,
    markerZoomAnimation: !isStill,
    maxZoom: 19,
    scrollWheelZoom: false,
    zoomAnimation: !isStill,
    zoomControl: false,
    zoomSnap: 0.25,
  });
  const named = { zoomInTitle: figure.dataset.zoomIn, zoomOutTitle: figure.dataset.zoomOut };
  L.control.zoom(named).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);

  const parts = (what) => shapes.features.filter((one) => one.properties.is === what);
  const doors = parts("door");
  const walked = L.geoJSON([...parts("way"), ...parts("end"), ...doors], { pointToLayer: (_shape, at) => L.circleMarker(at) });
  map.fitBounds(walked.getBounds(), { animate: false, maxZoom: 17, padding: EDGE });

  map.createPane("names"); // above the outlines, below the doors
  L.geoJSON(parts("outline"), { interactive: false, style: { className: "w", weight: 1 }, onEachFeature: nameIt }).addTo(map);
  const dashes = dashesOf(parts("way"));
  L.geoJSON(parts("way"), {
    interactive: false,
    style: (one) => ({ className: `r ${one.properties.colour}`, dashArray: dashes.get(one), weight: 2.5 }),
  }).addTo(map);
  for (const one of parts("end")) put(map, one, "n-map-end", 14);
  const isDay = doors.some((one) => one.properties.name);
  for (const one of doors) putDoor(map, one, isDay);

  const whole = map.getZoom();
  const measure = () => room.classList.toggle("n-map-far", isDay && map.getZoom() < whole + CLOSER);
  map.on("zoomend", measure);
  measure();
}

function nameIt(shape, layer) {
  const name = document.createElement("span"); // text, never markup: what comes from a file stays words
  name.textContent = shape.properties.name;
  layer.bindTooltip(name, { className: "n-map-name", direction: "center", pane: "names", permanent: true });
}

// Routes of one colour differ in their dashes, and so do those beside each other.
function dashesOf(ways) {
  const kinds = [null, "7 5", "2 5", "10 4 2 4"];
  return new Map(ways.map((one, turn) => [one, kinds[(turn + Math.floor(turn / 6)) % kinds.length]]));
}

function put(map, shape, className, size, inside = "") {
  const [east, north] = shape.geometry.coordinates;
  const icon = L.divIcon({ className, html: inside, iconSize: [size, size] });
  return L.marker([north, east], { icon, keyboard: false }).addTo(map);
}

function putDoor(map, shape, isDay) {
  const told = shape.properties;
  const mark = document.createElement("a");
  mark.href = `#${told.to}`;
  mark.className = `n-map-door ${told.colour}`;
  mark.classList.toggle("n-map-done", told.done);
  mark.classList.toggle("n-map-first", told.first);
  mark.setAttribute("aria-label", told.label);
  mark.title = told.label;
  if (isDay && !told.first) mark.tabIndex = -1; // one stop of the Tab key for a round, not one for each door
  const words = document.createElement("span");
  words.className = "n-map-words";
  words.textContent = told.done ? `${told.words} ✓` : told.words;
  mark.append(words);
  if (isDay && told.first) {
    const name = document.createElement("span");
    name.className = "n-map-letter";
    name.textContent = told.name;
    mark.append(name);
  }
  const marker = put(map, shape, "n-map-spot", 0, mark);
  marker.setZIndexOffset(told.first ? 10_000 : 0);
  mark.addEventListener("focus", () => map.panInside(marker.getLatLng(), { padding: EDGE, animate: !isStill }));
}
