// An address may name a line that its page does not have. Then say so, or lead on where the line stands by the rule of the
// addresses: `#table:row` of a report's page is `#row` on the page of the table, and rows of long lists stand in parts of 500.
(() => {
  "use strict";
  const note = document.querySelector(".lost");
  if (!note) return;
  const PART = 500;
  const partOf = (name) => {
    const repeated = /-(\d+)(?::|$)/.exec(name);
    return repeated ? Math.ceil(Number(repeated[1]) / PART) : 1;
  };
  const inPart = (table, part) => (part > 1 ? new URL(`${part}/index.html`, table) : new URL(table));
  const nameInAddress = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  };
  const elsewhere = (name) => {
    const [table, ...row] = name.split(":");
    const link = document.getElementById(table);
    if (row.length && link instanceof HTMLAnchorElement) {
      const found = inPart(link.href, partOf(row.join(":")));
      found.hash = row.join(":");
      return found;
    }
    const own = Number(note.dataset.part || 1);
    const part = partOf(name);
    if (part !== own && part <= Number(note.dataset.parts || 1)) {
      const found = inPart(new URL(own > 1 ? "../index.html" : "index.html", location.href), part);
      found.hash = name;
      return found;
    }
    return null;
  };
  const look = () => {
    const name = nameInAddress();
    const missing = name !== "" && !document.getElementById(name);
    const found = missing ? elsewhere(name) : null;
    if (found) {
      location.replace(found);
      return;
    }
    note.hidden = !missing;
    const [row] = name.split(":");
    if (missing && document.getElementById(row)) document.getElementById(row).scrollIntoView();
    else if (missing) note.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", look);
  look();
})();
