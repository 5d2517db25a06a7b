// The search box of "find your town". It asks for the index of names when the box is first entered.
"use strict";
(() => {
  const form = document.querySelector("form.search"), MOST = 30;
  if (!form) return;
  const box = form.querySelector("input"), told = form.querySelector(".told"), hits = form.querySelector(".hits");
  const english = document.documentElement.lang === "en";
  let ready = false;

  const element = (tag, text, lang) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  };

  const line = ({ row: [code, , county, name, read, latin, people, yen], pref, national }) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${pref[2]}/index.html#${code}`;
    if (english && latin) link.append(element("span", `${latin} `));
    link.append(element("span", name, "ja"));
    const each = people ? (yen / people).toFixed(1) : "–";
    const where = english ? `${pref[1]} · ` : `${pref[0]}${county} ${read ? `${read} · ` : "· "}`;
    item.append(link, " ", element("small", where + form.dataset.each
      .replace("%yen", () => yen.toLocaleString("en")).replace("%each", () => each)));
    if (national) {
      const more = element("a", form.dataset.national);
      more.href = `../national/${code}/index.html`;
      item.append(" ", more);
    }
    return item;
  };

  const search = () => {
    const text = box.value.trim();
    hits.replaceChildren();
    told.textContent = "";
    if (!ready || !text) return;
    const found = opaLookup.findPlaces(text).map(it => it.thing).filter(it => it.pref[2] && it.row[7] !== null);
    hits.append(...found.slice(0, MOST).map(line));
    const say = !found.length ? "none" : found.length > MOST ? "more" : "found";
    told.textContent = form.dataset[say].replace("%name", () => text).replace("%n", found.length).replace("%m", MOST);
  };

  box.addEventListener("focus", () => opaLookup.load(form.dataset.index).then(() => {
    ready = true;
    search();
  }, () => { told.textContent = form.dataset.missing; }));
  box.addEventListener("input", search);
  form.addEventListener("submit", event => {
    event.preventDefault();
    const first = hits.querySelector("a");
    if (first) location.href = first.href;
  });
  form.hidden = false;
})();
