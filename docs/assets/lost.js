// For the page that stands where there is none. It is asked for at every depth above the missing page; the one that is found
// knows where the site begins. Then it turns the links there and looks for the nearest page that is there.
(() => {
  "use strict";
  const list = document.getElementById("ways");
  if (!list || list.dataset.done) return;
  list.dataset.done = "yes";
  const beside = new URL("..", document.currentScript.src);
  const root = beside.pathname.endsWith("/en/") ? new URL("..", beside) : beside;
  for (const link of list.querySelectorAll("a[data-to]")) link.href = new URL(link.dataset.to, root);
  const missing = location.pathname.slice(root.pathname.length);
  for (const place of document.querySelectorAll(".missing-path")) place.textContent = decodeURI(missing);
  const parts = missing.split("/").filter(Boolean);
  const candidates = parts.map((_, number) => parts.slice(0, number).join("/")).filter((place) => place && place !== "en");
  const nearest = document.getElementById("nearest");
  const ask = async () => {
    for (const place of candidates.reverse()) {
      const address = new URL(`${place}/index.html`, root);
      const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
      if (answer && answer.ok) {
        const link = nearest.querySelector("a");
        link.href = address;
        link.textContent = `${place}/`;
        nearest.hidden = false;
        return;
      }
    }
  };
  ask();
})();
