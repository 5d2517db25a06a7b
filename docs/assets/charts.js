// The figure of a mark under the pointer, under the finger or by the arrow keys, and its row in the table below the chart.
// Without this script browsers show the same words as the titles of the marks.
"use strict";
(() => {
  // The mark nearest to a point: bars are thin, fingers are not.
  const nearest = (marks, x, y) => {
    let best = null, least = 24;
    for (const mark of marks) {
      const box = mark.getBoundingClientRect();
      const across = Math.max(box.left - x, x - box.right, 0), down = Math.max(box.top - y, y - box.bottom, 0);
      const away = down * 4 + across / 16;
      if (away < least) [best, least] = [mark, away];
    }
    return best;
  };

  const start = figure => {
    const svg = figure.querySelector("svg"), marks = svg ? [...svg.querySelectorAll(".mark")] : [];
    if (!marks.length) return;
    const tip = document.createElement("div"), rows = [...figure.querySelectorAll("tbody tr")];
    tip.className = "tip";
    tip.setAttribute("role", "status");
    figure.append(tip);
    const told = new Map(marks.map(mark => [mark, mark.querySelector("title").textContent]));
    for (const mark of marks) mark.querySelector("title").remove();
    let shown = null;

    const show = mark => {
      if (mark === shown) return;
      shown = mark;
      const words = mark ? told.get(mark) : "";
      for (const other of marks) other.classList.toggle("on", Boolean(mark) && told.get(other) === words);
      for (const row of rows) row.classList.toggle("on", Boolean(mark) && words.startsWith(`${row.cells[0].firstChild.textContent.trim()}:`));
      tip.textContent = words;
      if (!mark) return;
      const box = mark.getBoundingClientRect(), frame = figure.getBoundingClientRect();
      const left = box.left - frame.left + Math.min(box.width / 2, 40);
      tip.style.left = `${Math.max(0, Math.min(left, frame.width - tip.offsetWidth))}px`;
      const above = box.top - frame.top - tip.offsetHeight - 4;
      tip.style.top = `${above < 0 ? box.bottom - frame.top + 4 : above}px`;
    };

    svg.tabIndex = 0;
    for (const kind of ["pointermove", "pointerdown"]) svg.addEventListener(kind, e => show(nearest(marks, e.clientX, e.clientY)));
    svg.addEventListener("pointerleave", e => { if (e.pointerType !== "touch") show(null); });
    svg.addEventListener("blur", () => show(null));
    svg.addEventListener("keydown", event => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (event.key === "Escape") show(null);
      if (!step) return;
      event.preventDefault();
      const at = marks.indexOf(shown);
      show(marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : Math.max(0, Math.min(marks.length - 1, at + step))]);
    });
  };

  // The municipality whose row the address names, on the picture of all of them.
  const markOwn = () => {
    const figure = document.querySelector("figure[data-scale]"), row = document.getElementById(location.hash.slice(1));
    if (!figure) return;
    figure.querySelector(".own")?.remove();
    const yen = row?.matches(".towns tr") ? Number(row.cells[1].textContent.replace(/[^0-9]/g, "")) : 0;
    if (!yen) return;
    const [low, high, floor, width] = figure.dataset.scale.split(" ").map(Number);
    const at = width * Math.log(yen / low) / Math.log(high / low);
    const made = (tag, given) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
      return element;
    };
    const group = made("g", { class: "own" }), words = made("text", { y: 12, "font-weight": "bold" });
    words.textContent = `${row.cells[0].firstChild.textContent.trim()} ${row.cells[1].textContent}`;
    group.append(made("path", { d: `M${at},${floor}V22`, class: "rule" }), made("path", { d: `M${at},27l-5,-9h10Z` }), words);
    figure.querySelector("svg").append(group);
    const half = words.getComputedTextLength() / 2;
    words.setAttribute("x", Math.max(0, Math.min(at - half, width - 2 * half)));
  };

  for (const figure of document.querySelectorAll("figure.drawn")) start(figure);
  addEventListener("hashchange", markOwn);
  markOwn();
})();
