// Zoom, keys and the tie between scan and text. Everything here is also reachable without it.

const viewer = document.getElementById("viewer");
const pane = viewer.querySelector("[data-pane]");
const sheet = viewer.querySelector("[data-sheet]");
const finding = document.getElementById("finding");
const levels = [1, 1.5, 2, 3, 4];
let level = 0;

for (const tools of viewer.querySelectorAll("[data-tools]")) tools.hidden = false;

function zoom(step) {
  const next = step === 0 ? 0 : Math.min(Math.max(level + step, 0), levels.length - 1);
  const middleX = (pane.scrollLeft + pane.clientWidth / 2) / sheet.clientWidth;
  const middleY = (pane.scrollTop + pane.clientHeight / 2) / sheet.clientHeight;
  level = next;
  sheet.style.width = `${levels[level] * 100}%`;
  viewer.querySelector("[data-level]").textContent = `${levels[level] * 100} %`;
  pane.scrollLeft = middleX * sheet.clientWidth - pane.clientWidth / 2;
  pane.scrollTop = middleY * sheet.clientHeight - pane.clientHeight / 2;
}

function show(rect) {
  const box = rect.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  pane.scrollBy(box.left + box.width / 2 - view.left - view.width / 2, box.top + box.height / 2 - view.top - view.height / 2);
}

function markLine(number, on) {
  for (const part of viewer.querySelectorAll(`rect.line[data-line="${number}"], li[data-line="${number}"]`)) part.classList.toggle("pointed", on);
}

// The server knows which match is the current one, so a step is an ordinary link; the keys only follow it.
function step(direction) {
  const link = finding?.querySelector(`[data-step="${direction}"]`);
  if (link) link.click();
}

if (pane) {
  for (const button of viewer.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  const first = sheet.querySelector("rect.match.now");
  const image = sheet.querySelector("img");
  if (first) (image.decode ? image.decode() : Promise.resolve()).catch(() => {}).then(() => show(first));

  for (const number of viewer.querySelectorAll("a.number")) {
    number.addEventListener("click", (event) => {
      event.preventDefault();
      const rect = document.getElementById(number.hash.slice(1));
      for (const other of sheet.querySelectorAll("rect.line.chosen")) other.classList.remove("chosen");
      rect.classList.add("chosen");
      show(rect);
    });
  }
}

for (const part of viewer.querySelectorAll("[data-line]")) {
  part.addEventListener("pointerenter", () => markLine(part.dataset.line, true));
  part.addEventListener("pointerleave", () => markLine(part.dataset.line, false));
  part.addEventListener("focusin", () => markLine(part.dataset.line, true));
  part.addEventListener("focusout", () => markLine(part.dataset.line, false));
}

const keys = viewer.querySelector("[data-keys]");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
}
document.addEventListener("keydown", (event) => {
  if (keys && !keys.checked) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (pane && (event.key === "+" || event.key === "=")) zoom(1);
  else if (pane && (event.key === "-" || event.key === "−")) zoom(-1);
});
